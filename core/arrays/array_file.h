// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/arrays/numeric_array.h"

#include <string>
#include <vector>

// Arrays of numbers from people's own files. The format is seen from the content, or from the ending for
// text: .npz and .npy (NumPy), .mat (MATLAB 5; 7.3 is HDF5), .h5 (HDF5), .csv, .tsv and .txt (a table with
// commas, semicolons or tabulators). Types, shapes and sizes are checked before anything is allocated for
// them. libhdf5 and matio can crash on a damaged file: call these in a process of its own. One thread.
namespace infoplane {

// An array of a file and what it is: "float64 [100, 3]", or why it cannot be read.
struct ArrayListing {
    std::string name, what;
};

// The array NAME of the file. In a table NAME is a column, several with commas between them, or all from A to
// B as A:B. A part of an array is NAME[ROWS] or NAME[ROWS,COLUMNS], each one of :, I, A:B, A: and :B, counted
// from 0 and without B. Where the file has no array NAME, and NAME is a .npy file, that file is read. Errors
// have the path as context; NotFound names the arrays that are there.
[[nodiscard]] Result<NumericArray> readArray(const std::string& path, const std::string& name);

// The cells of one column of a table in text as they are written, a row an element; InvalidFile for an empty
// cell, with its row, and for a file that is no text. Errors are as those of readArray.
[[nodiscard]] Result<std::vector<std::string>> readTextColumn(const std::string& path,
                                                              const std::string& column);

[[nodiscard]] Result<std::vector<ArrayListing>> listArrays(const std::string& path);

// NotFound, for the readers of single formats.
[[nodiscard]] Error noSuchArray(const std::string& name);

} // namespace infoplane
