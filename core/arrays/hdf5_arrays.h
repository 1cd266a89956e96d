// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/array_file.h"
#include "core/arrays/open_arrays.h"

#include <memory>
#include <string>
#include <vector>

// The datasets of any HDF5 file, named by their path: "x", "train/x". What MATLAB 7.3 wrote (it leaves an
// attribute MATLAB_class) has its axes turned round, as in MATLAB. Shares nothing with the reader of run
// files, which knows every dataset that may be there.
namespace infoplane {

// Integers, enumerations (h5py's bool is one) and real numbers of at most 64 bits. Errors (no context): links
// to elsewhere, virtual or external storage, filters that are not there, other types, and shapes whose values
// the file cannot hold (more than 1032 times its stored bytes: they were never written).
[[nodiscard]] Result<NumericArray> readHdf5(const std::string& path, const std::string& name);

// At most a thousand datasets, from groups at most 16 deep.
[[nodiscard]] Result<std::vector<ArrayListing>> listHdf5(const std::string& path);

// The file, its datasets read one after the other.
[[nodiscard]] Result<std::unique_ptr<OpenArrays>> openHdf5Arrays(const std::string& path);

} // namespace infoplane
