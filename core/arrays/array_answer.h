// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/numeric_array.h"
#include "core/support/child_process.h"

#include <cstdint>

// How a child process that reads arrays gives one to its parent. Both ends are the same program.
namespace infoplane {

// What comes first; then the text (the array's source, or the error's sentence and context), then the values.
struct ArrayAnswerHead {
    std::uint64_t rows = 0, columns = 0;
    std::uint64_t text_bytes = 0, context_bytes = 0;
    NumberKind kind = NumberKind::Real;
    ErrorCode error = ErrorCode::Internal; // where rows is 0
};

// False: they are not wanted.
[[nodiscard]] bool writeArrayAnswer(const Result<NumericArray>& array, const ByteSink& write);

} // namespace infoplane
