// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace infoplane {

using Bytes = std::vector<std::uint8_t>;

// The first `count` bytes of a file's content, or all of it where it is shorter; unpacked first when the file
// is gzip (RFC 1952, one member). Memory grows only with bytes that are really there and never above count,
// whatever the file claims or unpacks to. When all of a gzip file's content is within `count - 1` bytes, its
// check sum and its end were checked. Errors (InvalidFile): damaged, cut short, bytes after the gzip member's
// end.
[[nodiscard]] Result<Bytes> contentPrefix(std::span<const std::uint8_t> file, std::size_t count);

} // namespace infoplane
