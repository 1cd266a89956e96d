// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace infoplane {

// The number as little-endian bytes.
template <class T>
std::string littleBytes(T value) {
    using Word = std::conditional_t<
        sizeof(T) == 8, std::uint64_t,
        std::conditional_t<sizeof(T) == 4, std::uint32_t,
                           std::conditional_t<sizeof(T) == 2, std::uint16_t, std::uint8_t>>>;
    const auto word = std::bit_cast<Word>(value);
    std::string bytes;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        bytes += static_cast<char>(word >> (8 * i) & 255);
    return bytes;
}

template <class T>
std::string bigBytes(T value) {
    const std::string little = littleBytes(value);
    return {little.rbegin(), little.rend()};
}

// A .npy file with this dictionary and these values, as numpy.save writes it.
inline std::string npyBytes(std::string_view dictionary, std::string_view values, char version = 1) {
    std::string text(dictionary);
    const std::size_t before = version == 1 ? 10 : 12;
    while ((before + text.size() + 1) % 64 != 0)
        text += ' ';
    text += '\n';
    const std::string length = version == 1 ? littleBytes(static_cast<std::uint16_t>(text.size()))
                                            : littleBytes(static_cast<std::uint32_t>(text.size()));
    return std::string("\x93NUMPY") + version + '\0' + length + text + std::string(values);
}

inline std::string npyOf(std::string_view descr, std::string_view shape, std::string_view values,
                         bool fortran = false, char version = 1) {
    const std::string dictionary = "{'descr': '" + std::string(descr) +
                                   "', 'fortran_order': " + (fortran ? "True" : "False") +
                                   ", 'shape': " + std::string(shape) + ", }";
    return npyBytes(dictionary, values, version);
}

template <class... T>
std::string littleEndian(T... values) {
    return (littleBytes(values) + ...);
}

} // namespace infoplane
