// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/early_stopping.h"

#include <algorithm>
#include <cmath>

namespace infoplane {

EarlyStopping::Verdict EarlyStopping::see(double value) {
    if (std::isnan(value)) return Verdict::NotANumber;
    values_.push_back(value);
    if (value > best_) {
        best_ = value;
        since_best_ = 0;
        return Verdict::Best;
    }
    if (++since_best_ < kPatience) return Verdict::Wait;
    since_best_ = 0;
    return drops_++ < kDrops ? Verdict::LowerRate : Verdict::Stop;
}

double EarlyStopping::riseAtTheEnd() const {
    if (values_.size() < 8) return 0.0;
    const auto last = values_.end() - static_cast<std::ptrdiff_t>(values_.size() / 4);
    const double before = *std::max_element(values_.begin(), last);
    return std::max(0.0, *std::max_element(last, values_.end()) - before);
}

} // namespace infoplane
