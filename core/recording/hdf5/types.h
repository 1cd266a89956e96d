// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/hdf5/object.h"
#include "core/store/layout.h"

#include <concepts>
#include <cstdint>

namespace infoplane::hdf5 {

// The type of a number in the file and in memory: both little-endian.
template <class T>
[[nodiscard]] hid_t numberType() {
    if constexpr (std::same_as<T, float>) return H5T_IEEE_F32LE;
    if constexpr (std::same_as<T, double>) return H5T_IEEE_F64LE;
    if constexpr (std::same_as<T, std::uint8_t>) return H5T_STD_U8LE;
    if constexpr (std::same_as<T, std::int32_t>) return H5T_STD_I32LE;
    if constexpr (std::same_as<T, std::uint32_t>) return H5T_STD_U32LE;
    if constexpr (std::same_as<T, std::uint64_t>) return H5T_STD_U64LE;
}

// UTF-8 of exactly `bytes` bytes, filled up with zeros; at least one byte, as HDF5 knows no empty text.
[[nodiscard]] Object textType(std::size_t bytes);

// The type of one element of a column; a text is one element, its axis "character" is in the type.
[[nodiscard]] Object columnType(const ColumnSpec& column);
// The extents of one row of a column in the file.
[[nodiscard]] std::vector<hsize_t> columnExtents(const ColumnSpec& column);

} // namespace infoplane::hdf5
