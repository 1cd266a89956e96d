// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

// The bytes of stream.h. Private to encoder and decoder.
namespace infoplane::stream_format {

static_assert(std::endian::native == std::endian::little, "the stream is written as memory holds it");

inline constexpr std::array<char, 8> kMagic{'I', 'N', 'F', 'O', 'P', 'L', 'N', '1'};

enum Kind : std::uint32_t {
    kDescription = 1,
    kRows = 2,
    kStatus = 3,
    kProgress = 4,
    kError = 5,
    kEnd = 6,
    kState = 7,
};

struct FrameHead {
    std::uint32_t kind = 0;
    std::uint32_t zero = 0;
    std::uint64_t length = 0;
};
static_assert(sizeof(FrameHead) == 16);

struct RowsHead {
    std::uint32_t method = 0;
    std::uint32_t table = 0;
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};
static_assert(sizeof(RowsHead) == 24);

// Rows are sent in frames of about this size, one row at least.
inline constexpr std::uint64_t kRowsFrameBytes = std::uint64_t{1} << 20;
inline constexpr std::uint64_t kMaxJsonFrameBytes = std::uint64_t{1} << 16; // status, progress, error

template <class T>
T load(std::span<const std::byte> bytes) {
    T value{};
    std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
}

} // namespace infoplane::stream_format
