// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/mat_matrix.h"

#include "core/arrays/numeric_array.h"

#include <array>
#include <optional>

namespace infoplane {
namespace {

constexpr std::uint32_t kFirstNumericClass = 6, kLastNumericClass = 15;
// Of the types miINT8 = 1 to miUINT64 = 13; 0: no number.
constexpr std::array<std::uint64_t, 14> kBytesOfType{0, 1, 1, 2, 2, 4, 4, 4, 0, 8, 0, 0, 8, 8};

// A part of a matrix: its flags, extents, name or numbers.
struct Part {
    std::uint32_t type = 0, bytes = 0;
    std::uint64_t begin = 0; // of its content
    std::uint64_t next = 0;  // of the part after it
};

// Empty where its tag lies outside.
std::optional<Part> partAt(std::span<const std::byte> start, std::uint64_t at, bool big_endian) {
    if (at + 8 > start.size()) return std::nullopt;
    const std::uint32_t word = matWord(start.subspan(at, 4), big_endian);
    if (word >> 16 != 0) return Part{word & 0xffffu, word >> 16, at + 4, at + 8}; // the short form
    const std::uint32_t bytes = matWord(start.subspan(at + 4, 4), big_endian);
    return Part{word, bytes, at + 8, at + 8 + (std::uint64_t{bytes} + 7) / 8 * 8};
}

Error damagedMatrix() {
    return invalidArray(
        "is a MATLAB file that is damaged (an array is not as large as its extents say); save it again");
}

// The product of the extents; empty where they are not in `start` or above what is read.
std::optional<std::uint64_t> countOf(std::span<const std::byte> start, const Part& extents, bool big_endian) {
    if (extents.begin + extents.bytes > start.size() || extents.bytes % 4 != 0) return std::nullopt;
    std::uint64_t count = 1;
    for (std::uint64_t at = extents.begin; at < extents.begin + extents.bytes; at += 4) {
        const std::uint32_t extent = matWord(start.subspan(at, 4), big_endian);
        if (extent > kMostArrayValues) return std::nullopt;
        count *= extent; // below 2^56
        if (count > kMostArrayValues) return std::nullopt;
    }
    return count;
}

} // namespace

std::uint32_t matWord(std::span<const std::byte> bytes, bool big_endian) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | std::to_integer<std::uint32_t>(bytes[big_endian ? i : 3 - i]);
    return value;
}

Status checkMatMatrix(std::span<const std::byte> start, std::uint64_t bytes, bool big_endian) {
    if (bytes == 0) return {}; // an empty cell
    const auto flags = partAt(start, 0, big_endian);
    if (!flags || flags->begin + 8 > start.size()) return damagedMatrix();
    const std::uint32_t kind = matWord(start.subspan(flags->begin, 4), big_endian) & 0xffu;
    if (kind < kFirstNumericClass || kind > kLastNumericClass) return {};
    const auto extents = partAt(start, flags->next, big_endian);
    const auto name = extents ? partAt(start, extents->next, big_endian) : std::nullopt;
    const auto numbers = name ? partAt(start, name->next, big_endian) : std::nullopt;
    if (!numbers || numbers->type >= kBytesOfType.size()) return damagedMatrix();
    const auto count = countOf(start, *extents, big_endian);
    if (!count || *count * kBytesOfType[numbers->type] != numbers->bytes ||
        numbers->begin + numbers->bytes > bytes)
        return damagedMatrix();
    if (*count > 0 && numbers->bytes == 0) return damagedMatrix();
    return {};
}

} // namespace infoplane
