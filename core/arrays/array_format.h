// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <string>

namespace infoplane {

enum class ArrayFormat { Npz, Npy, Mat, Hdf5, Text };

// Seen from the first bytes, or for text from the ending .csv, .tsv or .txt. An Error (no context) for what
// is none of them, or cannot be read at all.
[[nodiscard]] Result<ArrayFormat> formatOf(const std::string& path);

} // namespace infoplane
