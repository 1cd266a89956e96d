// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/arrays/npy_bytes.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>
#include <zlib.h>

// MATLAB 5 files by hand ("MAT-File Format", MathWorks).
namespace infoplane {

inline constexpr std::uint32_t kMatInt8 = 1, kMatUint8 = 2, kMatInt32 = 5, kMatUint32 = 6, kMatDouble = 9,
                               kMatMatrix = 14, kMatCompressed = 15;
inline constexpr std::uint32_t kClassChar = 4, kClassDouble = 6, kClassUint8 = 9, kClassInt32 = 12;
inline constexpr std::uint32_t kLogical = 0x0200, kComplex = 0x0800;

inline std::string matElement(std::uint32_t type, std::string_view content) {
    std::string bytes =
        littleBytes(type) + littleBytes(static_cast<std::uint32_t>(content.size())) + std::string(content);
    if (type != kMatCompressed) bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
    return bytes;
}

// A matrix; its values are of `type` and lie column by column.
inline std::string matMatrix(std::string_view name, std::uint32_t class_and_flags,
                             const std::vector<std::int32_t>& shape, std::uint32_t type,
                             std::string_view values) {
    std::string extents;
    for (const std::int32_t extent : shape)
        extents += littleBytes(extent);
    return matElement(kMatMatrix,
                      matElement(kMatUint32, littleBytes(class_and_flags) + littleBytes(std::uint32_t{0})) +
                          matElement(kMatInt32, extents) + matElement(kMatInt8, name) +
                          matElement(type, values));
}

inline std::string matCompressed(const std::string& matrix) {
    uLongf length = compressBound(matrix.size());
    std::string packed(length, '\0');
    if (compress(reinterpret_cast<Bytef*>(packed.data()), &length,
                 reinterpret_cast<const Bytef*>(matrix.data()), matrix.size()) != Z_OK)
        throw std::runtime_error("zlib");
    packed.resize(length);
    return matElement(kMatCompressed, packed);
}

inline std::string matFile(const std::string& elements) {
    std::string header = "MATLAB 5.0 MAT-file";
    header.resize(124, ' ');
    return header + std::string("\0\1IM", 4) + elements;
}

} // namespace infoplane
