// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/file_part.h"

#include <string>

namespace infoplane {

// Whether a file begins as an IDX file of unsigned bytes does, packed or not.
[[nodiscard]] bool isIdxFile(const std::string& path);

// A part from an IDX file of images, as pixels / 255, and one of labels. Errors name the file.
[[nodiscard]] Result<FilePart> readIdxPart(const std::string& images, const std::string& labels);

} // namespace infoplane
