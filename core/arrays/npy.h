// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/byte_source.h"
#include "core/arrays/npy_header.h"
#include "core/arrays/numeric_array.h"

#include <memory>
#include <string>

namespace infoplane {

// The array of a source of .npy bytes. Before anything is allocated the announced shape must be a table of at
// most kMostArrayValues and fill the source to its last byte. Memory grows with the bytes that are really
// there.
[[nodiscard]] Result<NumericArray> readNpy(ByteSource& source);

// The array of a .npy file. Errors have no context.
[[nodiscard]] Result<NumericArray> readNpyFile(const std::string& path);

// "int32 [100, 3]", from the header alone; an Error for what readNpy refuses by it.
[[nodiscard]] Result<std::string> describeNpy(ByteSource& source);
[[nodiscard]] Result<std::string> describeNpyFile(const std::string& path);

} // namespace infoplane
