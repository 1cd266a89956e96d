// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/npy.h"

#include "core/arrays/file_bytes.h"
#include "core/arrays/npy_value.h"

#include <algorithm>

namespace infoplane {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16; // values at a time

Status checkFill(const NpyHeader& header, const TableShape& shape, std::uint64_t there) {
    // Below 2^32: at most 2^28 values of 8 bytes and a header of 1 MiB.
    const std::uint64_t announced = header.bytes + shape.rows * shape.columns * header.type.bytes;
    if (announced == there) return {};
    return invalidArray("announces " + header.type.text() + " " + shapeText(shape.extents) + " in " +
                        std::to_string(announced) + " bytes and has " + std::to_string(there) +
                        "; it is cut short or damaged, save it again");
}

Result<std::vector<double>> readValues(ByteSource& source, const NpyType& type, std::size_t count) {
    std::vector<double> values;
    std::vector<std::byte> piece;
    while (values.size() < count) {
        piece.resize(std::min(kPiece, count - values.size()) * type.bytes);
        if (const Status status = source.read(piece); !status) return status.error();
        appendNpyValues(type, piece, values);
    }
    if (const Status status = source.finish(); !status) return status.error();
    return values;
}

} // namespace

Result<NumericArray> readNpy(ByteSource& source) {
    auto header = readNpyHeader(source);
    if (!header) return header.error();
    const auto shape = tableShape(std::move(header->extents));
    if (!shape) return shape.error();
    if (const Status status = checkFill(*header, *shape, source.size()); !status) return status.error();
    if (const Status status = checkArrayMemory(*shape); !status) return status.error();
    auto values = readValues(source, header->type, shape->rows * shape->columns);
    if (!values) return values.error();
    if (header->first_index_fastest) *values = lastIndexFastest(std::move(*values), shape->extents);
    return makeArray(*shape, std::move(*values), header->type.numberKind(), header->type.text());
}

Result<std::string> describeNpy(ByteSource& source) {
    const auto header = readNpyHeader(source);
    if (!header) return header.error();
    return header->type.text() + " " + shapeText(header->extents);
}

Result<NumericArray> readNpyFile(const std::string& path) {
    const auto file = FileBytes::open(path);
    return file ? readNpy(**file) : file.error();
}

Result<std::string> describeNpyFile(const std::string& path) {
    const auto file = FileBytes::open(path);
    return file ? describeNpy(**file) : file.error();
}

} // namespace infoplane
