// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/array_file.h"

#include <memory>
#include <string>
#include <vector>

namespace infoplane {

inline constexpr std::size_t kMostOpenArrays = std::size_t{1} << 16; // of a file that is kept open

// A file of many arrays that stays open while they are read one after the other. One thread. Errors of its
// members have no context.
class OpenArrays {
public:
    virtual ~OpenArrays() = default;

    // The names in the order of the file: as they were appended to a .npz, by name in HDF5. A name that is
    // there twice is listed twice. At most kMostOpenArrays; an Error for more.
    [[nodiscard]] virtual Result<std::vector<std::string>> names() = 0;
    // The array of this whole name, checked as readArray does.
    [[nodiscard]] virtual Result<NumericArray> read(const std::string& name) = 0;
};

// Opens a .npz or HDF5 file; other formats are an Error that says so, with the path as context. As with
// readArray, libhdf5 can crash on a damaged file: see arrays_in_child.h.
[[nodiscard]] Result<std::unique_ptr<OpenArrays>> openArrays(const std::string& path);

} // namespace infoplane
