// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/memory_of.h"

#include "core/support/available_memory.h"

#include <limits>

namespace infoplane {

Status checkInputMemory(std::uint64_t count, std::uint64_t input_size, const std::string& context) {
    constexpr std::uint64_t a_number = 3 * sizeof(float);
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max() / a_number;
    const std::uint64_t numbers = input_size > 0 && count > most / input_size ? most : count * input_size;
    return checkMemory(a_number * numbers, "the data set", context);
}

} // namespace infoplane
