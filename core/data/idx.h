// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/data/gzip.h"

#include <array>
#include <cstdint>
#include <string>

// IDX files, the format of MNIST (yann.lecun.com/exdb/mnist): two zero bytes, the type (8: unsigned byte),
// the number of dimensions, each dimension as a big-endian 32-bit number, then the values. May be gzipped.
namespace infoplane {

inline constexpr std::uint64_t kIdxValuesLimit = std::uint64_t{1} << 30; // of one file; EMNIST has 2^29

struct IdxImages {
    std::uint32_t count = 0, rows = 0, columns = 0;
    Bytes pixels; // [count, rows, columns]
};

// Errors name the path (in context) and say what is wrong: unreadable, cut short, wrong magic, a header that
// does not fit the content, more than kIdxValuesLimit values, a dimension of 0, bytes after the end. Nothing
// is allocated by a size that was only announced.
[[nodiscard]] Result<IdxImages> readIdxImages(const std::string& path);
[[nodiscard]] Result<Bytes> readIdxLabels(const std::string& path);

} // namespace infoplane
