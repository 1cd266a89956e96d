// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/controls/control.h"
#include "core/data/dataset.h"
#include "core/estimators/variable.h"
#include "core/store/run_store.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace infoplane {

// A recorded layer, or what stands for one, with its labels, on the run's two evaluation samples.
struct ControlledLayer {
    std::string method;
    std::size_t layer = 0; // 1..L; 0: no layer of the run
    std::uint64_t seed = 0;
    double sigma = 0.0;
    std::size_t classes = 0;
    struct Split {
        Variable t;                       // clean
        std::vector<std::int64_t> labels; // 0..classes-1
        [[nodiscard]] Variable y() const; // discrete
    };
    std::array<Split, kSplits> splits;

    [[nodiscard]] const Split& train() const { return splits[0]; }
    [[nodiscard]] const Split& test() const { return splits[1]; }
    // A row with what is known of it before it is measured.
    [[nodiscard]] ControlRow row(const char* control, const std::string& split) const;
};

// Layer `layer` (a position) of a method and seed of the run, from its stored weights. Errors as
// storedOutput.
[[nodiscard]] Result<ControlledLayer> controlledLayer(const RunStore& run, const Dataset& dataset,
                                                      std::size_t method, std::size_t layer,
                                                      std::size_t seed);

// The inputs themselves as a layer, T = X as the network reads them, at the noise of the method's first
// layer.
[[nodiscard]] Result<ControlledLayer> inputLayer(const RunStore& run, const Dataset& dataset,
                                                 std::size_t method);

} // namespace infoplane
