// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstdint>
#include <string>

namespace infoplane {

// OutOfMemory, with the sizes, where `count` more examples of `input_size` numbers do not fit into what
// memory is left: a float32 each here, and two while the parts that are trained on are copied. Readers ask
// before they allocate.
[[nodiscard]] Status checkInputMemory(std::uint64_t count, std::uint64_t input_size,
                                      const std::string& context);

} // namespace infoplane
