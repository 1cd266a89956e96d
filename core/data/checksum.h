// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <string>

namespace infoplane {

// SHA-256, in hexadecimal, of: the number of examples (64 bits), input_size and classes (32 bits each),
// inputs (float32) and labels (uint32), all little-endian, of the examples that are used, in their order and
// with what subset, noise and standardisation made of them. The split is not part of it.
[[nodiscard]] std::string checksumOf(const Dataset& dataset);

} // namespace infoplane
