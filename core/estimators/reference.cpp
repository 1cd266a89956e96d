// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/reference.h"

#include <algorithm>

namespace infoplane {

bool needsReference(const EstimatorInfo& info) {
    return info.neural && std::ranges::any_of(info.parameters, [](const EstimatorParameter& p) {
               return p.name == "sigma" && !p.default_value;
           });
}

bool isReference(const EstimatorInfo& info) {
    return info.name == "mixture" || info.name == kAddedReference;
}

std::vector<std::string> withReference(std::vector<std::string> names) {
    bool needed = false, given = false;
    for (const auto& estimator : allEstimators()) {
        const EstimatorInfo& info = estimator->info();
        if (std::ranges::find(names, info.name) == names.end()) continue;
        needed = needed || needsReference(info);
        given = given || isReference(info);
    }
    if (needed && !given) names.emplace_back(kAddedReference);
    return names;
}

std::string reasonForReference(std::string_view critic) {
    return std::string(kAddedReference) + " is measured beside " + std::string(critic) +
           ": a critic's value never stands without one of the same information that needs no training";
}

} // namespace infoplane
