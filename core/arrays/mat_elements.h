// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/byte_source.h"

namespace infoplane {

// Whether a MATLAB 5 file is whole, which matio does not look at: the header of 128 bytes, then elements that
// end where the file does, each a matrix (mat_matrix.h) or a zlib stream that unpacks to one without an
// error. An Error (no context) says what is wrong. Holds 64 KiB at a time.
[[nodiscard]] Status checkMatElements(ByteSource& source);

} // namespace infoplane
