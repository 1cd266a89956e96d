// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/utf8.h"

#include <cstdint>

namespace infoplane {
namespace {

bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

struct Sequence {
    std::size_t length;     // 0: no sequence begins with this byte
    std::uint32_t payload;  // bits of the first byte
    std::uint32_t smallest; // code point that needs this length
};

Sequence sequenceOf(unsigned char first) {
    if (first < 0x80u) return {1, first, 0};
    if ((first & 0xE0u) == 0xC0u) return {2, first & 0x1Fu, 0x80};
    if ((first & 0xF0u) == 0xE0u) return {3, first & 0x0Fu, 0x800};
    if ((first & 0xF8u) == 0xF0u) return {4, first & 0x07u, 0x10000};
    return {0, 0, 0};
}

} // namespace

bool isUtf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const Sequence sequence = sequenceOf(static_cast<unsigned char>(bytes[at]));
        if (sequence.length == 0 || sequence.length > bytes.size() - at) return false;
        std::uint32_t point = sequence.payload;
        for (std::size_t i = 1; i < sequence.length; ++i) {
            if (!isContinuation(bytes[at + i])) return false;
            point = point << 6 | (static_cast<unsigned char>(bytes[at + i]) & 0x3Fu);
        }
        const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        if (point < sequence.smallest || point > 0x10FFFF || surrogate) return false;
        at += sequence.length;
    }
    return true;
}

std::string_view cutUtf8(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    std::size_t length = bytes;
    while (length > 0 && isContinuation(text[length]))
        --length;
    return text.substr(0, length);
}

} // namespace infoplane
