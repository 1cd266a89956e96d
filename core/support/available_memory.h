// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstdint>
#include <string>

namespace infoplane {

// Bytes that this process can still take without swapping: the least of what the system has left
// (MemAvailable of /proc/meminfo), of what its control groups leave it (version 2: memory.max less
// memory.current, the cache of files not counted), and of what its own limit of address space leaves (ulimit
// -v). The largest number where nothing is known. Any thread.
[[nodiscard]] std::uint64_t availableMemory();

// OutOfMemory, with both sizes, where `bytes` are more than availableMemory(). `what` begins the sentence:
// "the data set".
[[nodiscard]] Status checkMemory(std::uint64_t bytes, const std::string& what, const std::string& context);

// "12.3 GiB", "640 KiB", "12 bytes".
[[nodiscard]] std::string byteCountText(std::uint64_t bytes);

} // namespace infoplane
