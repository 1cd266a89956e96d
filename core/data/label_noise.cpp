// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/label_noise.h"

#include "core/support/philox.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

enum Place : std::uint32_t { kWhich = 0, kNewLabel = 1 };

} // namespace

void addLabelNoise(Dataset& dataset, const DataConfig& config) {
    const auto size = static_cast<std::uint32_t>(dataset.train_index.size());
    const auto count = static_cast<std::uint32_t>(std::lround(config.label_noise * size));
    if (count == 0) return;
    std::vector<std::uint32_t> order(size);
    fillPermutation({config.seed, Purpose::LabelNoise, kWhich}, 0, order.data(), size);
    std::vector<float> uniform(count);
    fillUniform({config.seed, Purpose::LabelNoise, kNewLabel}, 0, uniform.data(), count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto label = static_cast<std::uint32_t>(uniform[i] * static_cast<float>(dataset.classes));
        dataset.labels[dataset.train_index[order[i]]] = std::min(label, dataset.classes - 1);
    }
}

} // namespace infoplane
