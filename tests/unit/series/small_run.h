// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <memory>

namespace infoplane::testing {

// A run of two methods, two layers and three seeds whose values are simple functions of their place, so that
// every mean can be computed in the head. Layer-wise: rows 0 and 1 train layer 1, rows 2 and 3 layer 2.
// I_XT = 1 + layer + 0.1 seed + row, I_TY a tenth of that; errors 0.3 and 0.03 for every seed.
class SmallRun {
public:
    // `objective` of the layer-wise method.
    explicit SmallRun(const std::string& objective = "layerwise_ib");

    [[nodiscard]] RunStore& store() { return *store_; }
    // Appends a row of the layer-wise method in which everything is measured; then `change` may edit it.
    template <class Change>
    void append(std::int32_t layer_in_training, double pass, const Change& change) {
        Row row = fullRow(layer_in_training, pass);
        change(row, store_->rows(0).layout());
        store_->append(0, kRowsTable, row);
    }
    void append(std::int32_t layer_in_training, double pass) {
        append(layer_in_training, pass, [](Row&, const TableLayout&) {});
    }
    // A row of cross-entropy: the loss is 0.5 + 0.1 seed, the terms of a Lagrangian are not measured.
    void appendEndToEnd(double pass);
    void freeze(std::int32_t layer);

    static constexpr std::size_t kLayers = 2;
    static constexpr std::size_t kSeedCount = 3;
    // Position in a column of shape [split, layer, seed].
    [[nodiscard]] static std::size_t at(std::size_t split, std::size_t layer, std::size_t seed) {
        return (split * kLayers + layer - 1) * kSeedCount + seed;
    }

private:
    [[nodiscard]] Row fullRow(std::int32_t layer_in_training, double pass) const;

    std::shared_ptr<RunStore> store_;
};

} // namespace infoplane::testing
