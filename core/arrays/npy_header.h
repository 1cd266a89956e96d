// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/byte_source.h"
#include "core/arrays/numeric_array.h"

#include <string>
#include <vector>

// The header of NumPy's .npy format, versions 1 to 3
// (numpy.org/doc/stable/reference/generated/numpy.lib.format.html): the magic \x93NUMPY, two bytes of
// version, the length of the text that follows (2 bytes little-endian in version 1, 4 in later ones) and the
// text, a Python dictionary of descr, fortran_order and shape.
namespace infoplane {

// An element as `descr` names it: '<f8', '|b1', '>i4'.
struct NpyType {
    char kind = 'f'; // b (bool), i, u, f
    std::size_t bytes = 8;
    bool big_endian = false;

    [[nodiscard]] NumberKind numberKind() const;
    [[nodiscard]] std::string text() const; // bool, int32, float64
};

struct NpyHeader {
    NpyType type;
    bool first_index_fastest = false; // Fortran order
    std::vector<std::uint64_t> extents;
    std::uint64_t bytes = 0; // of the header itself, to where the values begin
};

inline constexpr std::uint64_t kLongestNpyHeader = std::uint64_t{1} << 20;

// Reads it from the beginning of a source. Errors (no context): no magic, an unknown version, a header longer
// than the source or than kLongestNpyHeader, a text that is no such dictionary, a type that is no real number
// (complex, objects, texts, dates, records, wider than 64 bits).
[[nodiscard]] Result<NpyHeader> readNpyHeader(ByteSource& source);

// The text of a header.
[[nodiscard]] Result<NpyHeader> parseNpyDictionary(std::string_view text);

} // namespace infoplane
