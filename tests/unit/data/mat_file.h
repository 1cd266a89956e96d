// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace infoplane {

// The uint8 matrices of a MATLAB 5 file whose variables are compressed, column by column; by name.
struct MatMatrix {
    std::uint32_t rows = 0, columns = 0;
    std::vector<std::uint8_t> values;
};
[[nodiscard]] std::map<std::string, MatMatrix> readMatFile(const std::string& path);

} // namespace infoplane
