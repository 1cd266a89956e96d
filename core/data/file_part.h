// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace infoplane {

// The labels of one part of a data set as its file has them: numbers, or texts where not all are numbers.
struct LabelColumn {
    std::string path, name;      // for messages
    std::vector<double> numbers; // one of the two is empty
    std::vector<std::string> texts;
};

// One part of a data set from a file of arrays (core/arrays/array_file.h), or from two IDX files (idx.h).
struct FilePart {
    std::uint32_t input_size = 0;
    std::uint32_t channels = 0, height = 0, width = 0; // where the file knows them (IDX)
    std::vector<float> inputs;                         // [rows, input_size]
    LabelColumn labels;                                // a row an element
};

// `inputs` names an array or columns, or several arrays with commas between them, set side by side; "" in a
// table means every column but the labels'. `labels` names one column. Where `path` is an IDX file of images,
// `labels` is the path of one of labels, which may be told from the folder of the images. Errors name file,
// array and row: what is not there (with the nearest name), other numbers of rows, NaN, infinity and what is
// beyond float32, more than there is memory for.
[[nodiscard]] Result<FilePart> readFilePart(const std::string& path, const std::string& inputs,
                                            const std::string& labels);

} // namespace infoplane
