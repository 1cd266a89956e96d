// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/read_array.h"

#include "app/paths.h"
#include "core/arrays/array_in_child.h"

namespace infoplane::app {

std::string_view arrayNamesHelp() {
    return R"(NAME is an array of FILE (a path in .h5), a column of a table, several columns A,B or all from A to B as A:B
(columns without names are 0, 1, ...), or another .npy file. NAME[ROWS] and NAME[ROWS,COLUMNS] are a part of an array:
x[:,0:3]. An array of one axis has points of one number; of more than two, the others are joined: [n, a b].
A row 1 x n of MATLAB is taken as n points.)";
}

Result<NumericArray> readInputArray(const std::string& path, const std::string& name) {
    if (const Status status = checkInputFile(path); !status) return status.error();
    return readArrayInChild(path, name);
}

} // namespace infoplane::app
