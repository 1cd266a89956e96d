// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/chunk_size.h"
#include "core/recording/hdf5/table_file.h"
#include "core/recording/hdf5/write.h"
#include "core/store/run_schema.h"

#include <algorithm>

namespace infoplane {
namespace {

using namespace hdf5;

constexpr std::uint64_t kSmallDataset = 4 << 10; // stays as it is in a finished file
constexpr unsigned kGzipLevel = 4;

std::vector<hsize_t> withRows(hsize_t rows, const ColumnSpec& column) {
    std::vector<hsize_t> extents{rows};
    for (const hsize_t extent : columnExtents(column))
        extents.push_back(extent);
    return extents;
}

void chunk(const Object& properties, const ColumnSpec& column, std::uint64_t rows) {
    const std::vector<hsize_t> extents = withRows(rows, column);
    check(H5Pset_chunk(properties.id(), static_cast<int>(extents.size()), extents.data()),
          "set a chunk's shape");
}

Object liveDataset(const Object& group, const ColumnSpec& column, const std::string& name,
                   std::uint64_t expected_rows) {
    const std::vector<hsize_t> now = withRows(0, column), most = withRows(H5S_UNLIMITED, column);
    const Object space(H5Screate_simple(static_cast<int>(now.size()), now.data(), most.data()),
                       "make a dataspace");
    const Object properties = datasetProperties();
    chunk(properties, column, liveChunkRows(column.bytes(), expected_rows));
    check(H5Pset_fill_time(properties.id(), H5D_FILL_TIME_NEVER), "set the time of filling");
    // Without a chunk cache rows go straight to the file; with it every flush would write whole chunks.
    const Object access(H5Pcreate(H5P_DATASET_ACCESS), "make a property list");
    check(H5Pset_chunk_cache(access.id(), 1, 0, 1.0), "leave out the chunk cache");
    return Object(H5Dcreate2(group.id(), name.c_str(), columnType(column).id(), space.id(), H5P_DEFAULT,
                             properties.id(), access.id()),
                  "make the dataset " + column.path);
}

Object finishedDataset(const Object& group, const ColumnSpec& column, const std::string& name,
                       std::uint64_t rows) {
    const std::vector<hsize_t> extents = withRows(rows, column);
    const Object space(H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr),
                       "make a dataspace");
    const Object properties = datasetProperties();
    if (rows * column.bytes() > kSmallDataset) {
        chunk(properties, column, finishedChunkRows(column.bytes(), rows));
        check(H5Pset_shuffle(properties.id()), "set the byte shuffle");
        check(H5Pset_deflate(properties.id(), kGzipLevel), "set gzip");
    }
    return Object(H5Dcreate2(group.id(), name.c_str(), columnType(column).id(), space.id(), H5P_DEFAULT,
                             properties.id(), H5P_DEFAULT),
                  "make the dataset " + column.path);
}

// CF conventions for bits: http://cfconventions.org, flag_masks and flag_meanings.
void writeFlagNames(const Object& dataset) {
    std::vector<std::uint32_t> masks;
    std::string meanings;
    for (const FlagName& flag : flagNames()) {
        masks.push_back(flag.bit);
        meanings += (meanings.empty() ? "" : " ") + std::string(flag.name);
    }
    writeNumberAttribute(dataset, "flag_masks", masks);
    writeAttribute(dataset, "flag_meanings", meanings);
}

void describeColumn(const Object& dataset, const ColumnSpec& column, const std::string& name) {
    if (!column.unit.empty()) writeAttribute(dataset, "units", column.unit);
    writeAttribute(dataset, "long_name", column.meaning);
    std::vector<std::string> axes{"row"};
    axes.insert(axes.end(), column.axes.begin(), column.axes.end());
    if (column.type == ElementType::Text) axes.pop_back();
    writeAttribute(dataset, "axes", axes);
    if (name.ends_with("flags")) writeFlagNames(dataset);
}

} // namespace

TableWriter::TableWriter(const Object& group, const TableLayout& layout, Storage storage, std::uint64_t rows)
    : storage_(storage) {
    for (const ColumnSpec& column : layout.columns) {
        const std::size_t slash = column.path.rfind('/');
        const std::string name = slash == std::string::npos ? column.path : column.path.substr(slash + 1);
        const Object folder =
            slash == std::string::npos ? Object() : requireGroup(group, column.path.substr(0, slash));
        const Object& parent = folder ? folder : group;
        datasets_.push_back(storage == Storage::Live ? liveDataset(parent, column, name, layout.expected_rows)
                                                     : finishedDataset(parent, column, name, rows));
        describeColumn(datasets_.back(), column, name);
    }
    counter_ = writeNumber<std::uint64_t>(group, "committed", 0);
    writeAttribute(counter_, "long_name", "rows that are data");
}

void TableWriter::write(const Table& table, std::uint64_t end) {
    if (end == written_) return;
    for (std::size_t column = 0; column < datasets_.size(); ++column)
        writeColumn(column, table, end);
    written_ = end;
}

void TableWriter::writeColumn(std::size_t column, const Table& table, std::uint64_t end) {
    const ColumnSpec& spec = table.layout().columns[column];
    const Object& dataset = datasets_[column];
    if (storage_ == Storage::Live)
        check(H5Dset_extent(dataset.id(), withRows(end, spec).data()), "make a dataset longer");
    const Object type = columnType(spec);
    const Object file_space(H5Dget_space(dataset.id()), "ask for a shape");
    // Whole chunks of a finished dataset: each is packed once.
    const std::uint64_t step = storage_ == Storage::Live
                                   ? std::max<std::uint64_t>(1, (4 << 20) / spec.bytes())
                                   : finishedChunkRows(spec.bytes(), end);
    std::vector<std::byte> buffer;
    for (std::uint64_t first = written_; first < end; first += step) {
        const std::uint64_t count = std::min(step, end - first);
        buffer.clear();
        for (std::uint64_t row = first; row < first + count; ++row) {
            const std::span<const std::byte> bytes = table.bytes(column, row);
            buffer.insert(buffer.end(), bytes.begin(), bytes.end());
        }
        const std::vector<hsize_t> extents = withRows(count, spec);
        std::vector<hsize_t> start(extents.size(), 0);
        start[0] = first;
        const Object memory(H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr),
                            "make a dataspace");
        check(H5Sselect_hyperslab(file_space.id(), H5S_SELECT_SET, start.data(), nullptr, extents.data(),
                                  nullptr),
              "select rows");
        check(H5Dwrite(dataset.id(), type.id(), memory.id(), file_space.id(), H5P_DEFAULT, buffer.data()),
              "write rows");
    }
}

void TableWriter::abandon() {
    for (Object& dataset : datasets_)
        dataset.abandon();
    counter_.abandon();
}

void TableWriter::commit() {
    if (committed_ == written_) return;
    replaceNumber(counter_, written_);
    committed_ = written_;
}

} // namespace infoplane
