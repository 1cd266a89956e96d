// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/used_examples.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace infoplane {

std::vector<std::uint32_t> usedExamples(const Dataset& dataset) {
    std::vector<std::uint32_t> used;
    if (dataset.train_index.empty() && dataset.test_index.empty()) {
        used.resize(dataset.size());
        std::iota(used.begin(), used.end(), 0u);
        return used;
    }
    std::vector<std::uint32_t> parts;
    std::ranges::merge(dataset.train_index, dataset.validation_index, std::back_inserter(parts));
    std::ranges::merge(parts, dataset.test_index, std::back_inserter(used));
    return used;
}

} // namespace infoplane
