// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/hdf5_handle.h"
#include "core/arrays/numeric_array.h"

#include <hdf5.h>

#include <string>
#include <vector>

namespace infoplane {

// What a dataset announces.
struct Hdf5Dataset {
    std::vector<std::uint64_t> extents; // as its author sees them: MATLAB's turned round
    bool first_index_fastest = false;   // MATLAB's
    NumberKind kind = NumberKind::Real;
    std::string type; // float64
};

// Looks at its type and shape; an Error (no context) for one that holds no real numbers.
[[nodiscard]] Result<Hdf5Dataset> describeDataset(const Hdf5Handle& dataset);

// Its numbers, once its shape and storage are known to be sound.
[[nodiscard]] Result<NumericArray> readDataset(const Hdf5Handle& dataset);

} // namespace infoplane
