// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_description.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

bool sameCaps(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

} // namespace

bool EstimatorDescription::operator==(const EstimatorDescription& other) const {
    return name == other.name && title == other.title && estimand_xt == other.estimand_xt &&
           estimand_ty == other.estimand_ty && direction == other.direction &&
           parameters == other.parameters && samples == other.samples && has_error == other.has_error &&
           sameCaps(cap_xt, other.cap_xt) && sameCaps(cap_ty, other.cap_ty);
}

} // namespace infoplane
