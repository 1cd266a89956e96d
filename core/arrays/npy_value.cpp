// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/npy_value.h"

#include "core/support/assert.h"

#include <bit>
#include <cmath>
#include <limits>

namespace infoplane {
namespace {

std::uint64_t bitsOf(std::span<const std::byte> element, bool big_endian) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < element.size(); ++i)
        bits = bits << 8 | std::to_integer<std::uint64_t>(element[big_endian ? i : element.size() - 1 - i]);
    return bits;
}

double signedValue(std::uint64_t bits, std::size_t bytes) {
    const unsigned unused = static_cast<unsigned>(64 - 8 * bytes);
    return static_cast<double>(static_cast<std::int64_t>(bits << unused) >> unused);
}

double realValue(std::uint64_t bits, std::size_t bytes) {
    if (bytes == 2) return fromHalf(static_cast<std::uint16_t>(bits));
    if (bytes == 4) return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    return std::bit_cast<double>(bits);
}

double valueOf(const NpyType& type, std::span<const std::byte> element) {
    const std::uint64_t bits = bitsOf(element, type.big_endian);
    switch (type.kind) {
    case 'b':
        return bits == 0 ? 0.0 : 1.0;
    case 'u':
        return static_cast<double>(bits);
    case 'i':
        return signedValue(bits, type.bytes);
    default:
        return realValue(bits, type.bytes);
    }
}

} // namespace

double fromHalf(std::uint16_t bits) {
    const int exponent = bits >> 10 & 31;
    const double fraction = static_cast<double>(bits & 1023);
    const double sign = (bits & 0x8000) != 0 ? -1.0 : 1.0;
    if (exponent == 31)
        return fraction == 0 ? sign * std::numeric_limits<double>::infinity()
                             : std::numeric_limits<double>::quiet_NaN();
    if (exponent == 0) return sign * std::ldexp(fraction, -24);
    return sign * std::ldexp(1024.0 + fraction, exponent - 25);
}

void appendNpyValues(const NpyType& type, std::span<const std::byte> bytes, std::vector<double>& values) {
    INFOPLANE_ASSERT(type.bytes > 0 && bytes.size() % type.bytes == 0);
    for (std::size_t at = 0; at < bytes.size(); at += type.bytes)
        values.push_back(valueOf(type, bytes.subspan(at, type.bytes)));
}

} // namespace infoplane
