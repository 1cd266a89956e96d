// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace infoplane {

// Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above
// U+10FFFF).
[[nodiscard]] bool isUtf8(std::string_view bytes);

// The longest beginning of at most `bytes` bytes that does not end inside a UTF-8 sequence.
[[nodiscard]] std::string_view cutUtf8(std::string_view text, std::size_t bytes);

} // namespace infoplane
