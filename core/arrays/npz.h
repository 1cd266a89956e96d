// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/array_file.h"
#include "core/arrays/open_arrays.h"

#include <memory>
#include <string>
#include <vector>

// NumPy's .npz: a ZIP archive whose member NAME.npy is the array NAME, stored or deflated.
namespace infoplane {

// The array NAME (or NAME.npy). A member that announces more bytes than the deflated ones can give (1032 for
// one), an encrypted one, or one whose check sum is wrong is an Error; so is a wrong name (NotFound).
[[nodiscard]] Result<NumericArray> readNpz(const std::string& path, const std::string& name);

[[nodiscard]] Result<std::vector<ArrayListing>> listNpz(const std::string& path);

// The archive, its members read one after the other.
[[nodiscard]] Result<std::unique_ptr<OpenArrays>> openNpz(const std::string& path);

} // namespace infoplane
