// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/read.h"
#include "core/recording/hdf5/table_file.h"

#include <algorithm>

namespace infoplane {
namespace {

using namespace hdf5;

constexpr double kBestPacking = 1032.0; // of deflate

void refresh(const Object& dataset, const std::string& name) {
    if (H5Drefresh(dataset.id()) < 0) fail("look at " + name + " again");
}

std::vector<hsize_t> anyRows(const ColumnSpec& column) {
    std::vector<hsize_t> extents{kAnyExtent};
    for (const hsize_t extent : columnExtents(column))
        extents.push_back(extent);
    return extents;
}

// No chunk that the recorder makes is larger than 1 MiB, unless a single row is.
void requireChunks(const Object& dataset, const ColumnSpec& column) {
    const std::size_t largest = std::max<std::size_t>(column.bytes(), 4 << 20);
    if (requirePlainStorage(dataset, column.path) > largest)
        throw Failure("'" + column.path + "' is stored in larger chunks than expected", "");
}

} // namespace

TableReader::TableReader(const Object& group, const TableLayout& layout) : layout_(layout) {
    for (const ColumnSpec& column : layout.columns) {
        const std::size_t slash = column.path.rfind('/');
        const bool below = slash != std::string::npos;
        const Object folder = below ? openGroupPath(group, column.path.substr(0, slash)) : Object();
        Column opened{
            openDataset(below ? folder : group, below ? column.path.substr(slash + 1) : column.path),
            columnType(column), false};
        requireShape(opened.dataset, column.path, opened.type.id(), anyRows(column));
        requireChunks(opened.dataset, column);
        opened.compressed = isCompressed(opened.dataset);
        columns_.push_back(std::move(opened));
    }
    counter_ = openDataset(group, "committed");
}

std::uint64_t TableReader::committed(bool live) {
    if (live) refresh(counter_, "committed");
    return readNumberOf<std::uint64_t>(counter_, "committed");
}

void TableReader::require(std::uint64_t rows, bool live) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const ColumnSpec& spec = layout_.columns[i];
        if (live) refresh(columns_[i].dataset, spec.path);
        const auto extents =
            requireShape(columns_[i].dataset, spec.path, columns_[i].type.id(), anyRows(spec));
        if (extents[0] < rows) throw Failure("'" + spec.path + "' has fewer rows than the file says", "");
    }
}

double TableReader::leastBytes(std::uint64_t rows) const {
    double bytes = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        bytes +=
            static_cast<double>(layout_.columns[i].bytes()) / (columns_[i].compressed ? kBestPacking : 1.0);
    return bytes * static_cast<double>(rows);
}

void TableReader::read(std::size_t column, std::uint64_t first, std::uint64_t count,
                       std::span<std::byte> out) const {
    const ColumnSpec& spec = layout_.columns[column];
    if (out.size() != count * spec.bytes()) throw Failure("'" + spec.path + "' is of another size", "");
    std::vector<hsize_t> extents{count}, start{first};
    for (const hsize_t extent : columnExtents(spec)) {
        extents.push_back(extent);
        start.push_back(0);
    }
    const Object file_space(H5Dget_space(columns_[column].dataset.id()), "ask for a shape");
    const Object memory(H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr),
                        "make a dataspace");
    check(
        H5Sselect_hyperslab(file_space.id(), H5S_SELECT_SET, start.data(), nullptr, extents.data(), nullptr),
        "select rows");
    if (H5Dread(columns_[column].dataset.id(), columns_[column].type.id(), memory.id(), file_space.id(),
                H5P_DEFAULT, out.data()) < 0)
        fail("read " + spec.path);
}

} // namespace infoplane
