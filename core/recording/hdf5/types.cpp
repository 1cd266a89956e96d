// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/types.h"

#include <algorithm>

namespace infoplane::hdf5 {
namespace {

hid_t elementType(ElementType type) {
    switch (type) {
    case ElementType::Float32:
        return numberType<float>();
    case ElementType::Float64:
        return numberType<double>();
    case ElementType::Int32:
        return numberType<std::int32_t>();
    case ElementType::UInt32:
        return numberType<std::uint32_t>();
    default:
        return numberType<std::uint64_t>();
    }
}

} // namespace

Object textType(std::size_t bytes) {
    Object type(H5Tcopy(H5T_C_S1), "make a type");
    check(H5Tset_size(type.id(), std::max<std::size_t>(bytes, 1)), "set the length of a text");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "set the encoding of a text");
    check(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "set the padding of a text");
    return type;
}

Object columnType(const ColumnSpec& column) {
    if (column.type == ElementType::Text) return textType(column.extents.back());
    return Object(H5Tcopy(elementType(column.type)), "make a type");
}

std::vector<hsize_t> columnExtents(const ColumnSpec& column) {
    std::vector<hsize_t> extents(column.extents.begin(), column.extents.end());
    if (column.type == ElementType::Text) extents.pop_back();
    return extents;
}

} // namespace infoplane::hdf5
