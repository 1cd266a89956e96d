// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/config/layer_shape.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace infoplane::ui {

// What a method of an experiment will cost.
struct MethodCost {
    std::string method;
    std::int64_t parameters = 0; // weights and biases of the network and its head; critics not counted
    std::int64_t passes = 0;     // over the training data, of one seed
    std::int64_t steps = 0;      // of the optimiser, of one seed
};

// Sizes of a data set: of its inputs, its labels and its training split (about: the split is stratified).
struct DataSize {
    LayerShape input;
    std::int64_t classes = 0, training = 0;
};

// Empty for a data set whose size is not known before it is read.
[[nodiscard]] std::optional<DataSize> sizeOf(const DataConfig& data);

// Empty when the data's size is not known, or the network does not fit them.
[[nodiscard]] std::vector<MethodCost> costOf(const Experiment& experiment);

// The same in words, one line a method.
[[nodiscard]] QString summaryOf(const Experiment& experiment);

} // namespace infoplane::ui
