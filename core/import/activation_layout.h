// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

// Which arrays of a file are activations: epoch_NUMBER/LAYER, [N, ...]. The number is decimal and may begin
// with zeros; all that follows the first slash is the layer's name, with whatever dots and slashes it has
// ("epoch_000010/features.0", "epoch_000010/block1/conv"). Arrays of other names are left alone.
namespace infoplane {

// What of a file is imported.
struct ActivationChoice {
    std::vector<std::string> layers; // in this order; empty: all
    std::uint64_t first_epoch = 0;   // both ends included
    std::uint64_t last_epoch = std::numeric_limits<std::uint64_t>::max();
};

struct ActivationLayout {
    struct Epoch {
        std::uint64_t number = 0;
        std::string group; // as the file writes it: epoch_000010
    };
    std::vector<std::string> layers;
    std::vector<Epoch> epochs; // at least one, ascending

    [[nodiscard]] std::string arrayOf(std::size_t epoch, std::size_t layer) const {
        return epochs[epoch].group + "/" + layers[layer];
    }
};

// From the names of a file's arrays, in its order. Layers come in the order of the first epoch; where that is
// the order of their names, numbers in them count by their value: layer2 before layer10. An Error (no
// context) says what is wrong: no such arrays, an epoch that is there twice or has no number, layers that are
// not the same in every chosen epoch, a choice that is not there.
[[nodiscard]] Result<ActivationLayout> activationLayout(const std::vector<std::string>& names,
                                                        const ActivationChoice& choice);

} // namespace infoplane
