// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx.h"

#include "core/data/whole_file.h"

#include <algorithm>
#include <vector>

namespace infoplane {
namespace {

constexpr std::uint8_t kUnsignedByte = 8;
constexpr std::uint64_t kFileLimit = kIdxValuesLimit + (1u << 20); // gzip adds little to what it cannot pack

struct Idx {
    std::vector<std::uint32_t> shape;
    Bytes values;
};

Error invalid(const std::string& path, std::string sentence) {
    return {ErrorCode::InvalidFile, std::move(sentence), path};
}

std::string hexadecimal(const Bytes& bytes, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += ' ';
        text += "0123456789abcdef"[bytes[i] >> 4];
        text += "0123456789abcdef"[bytes[i] & 15];
    }
    return text;
}

std::string describe(const std::vector<std::uint32_t>& shape) {
    std::string text;
    for (const std::uint32_t dimension : shape)
        text += (text.empty() ? "" : " x ") + std::to_string(dimension);
    return text;
}

std::uint32_t bigEndian(const Bytes& bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
           std::uint32_t{bytes[at + 2]} << 8 | std::uint32_t{bytes[at + 3]};
}

// The number of values of a shape, or 0 where it is not between 1 and kIdxValuesLimit.
std::uint64_t valuesOf(const std::vector<std::uint32_t>& shape) {
    std::uint64_t values = 1;
    for (const std::uint32_t dimension : shape) {
        values *= dimension; // below 2^60: values was at most 2^28
        if (values == 0 || values > kIdxValuesLimit) return 0;
    }
    return values;
}

Result<std::vector<std::uint32_t>> parseHeader(const std::string& path, const Bytes& header,
                                               std::uint8_t rank) {
    const Bytes magic{0, 0, kUnsignedByte, rank};
    const std::size_t size = magic.size() + 4u * rank;
    const char* kind = rank == 3 ? "images" : "labels";
    if (header.size() >= magic.size() && !std::equal(magic.begin(), magic.end(), header.begin()))
        return invalid(path, std::string("is not an IDX file of ") + kind + ": it begins with " +
                                 hexadecimal(header, 4) + " instead of " + hexadecimal(magic, 4) +
                                 "; are the files' names mixed up?");
    if (header.size() < size)
        return invalid(path, "is cut short: the header of an IDX file of " + std::string(kind) + " has " +
                                 std::to_string(size) + " bytes, and there are " +
                                 std::to_string(header.size()) + "; get the file again");
    std::vector<std::uint32_t> shape;
    for (std::size_t i = 0; i < rank; ++i)
        shape.push_back(bigEndian(header, magic.size() + 4 * i));
    if (valuesOf(shape) == 0)
        return invalid(path, "announces " + describe(shape) + " values, and between 1 and " +
                                 std::to_string(kIdxValuesLimit) + " are allowed; get the file again");
    return shape;
}

Status checkSize(const std::string& path, const std::vector<std::uint32_t>& shape, std::uint64_t announced,
                 std::uint64_t there) {
    if (there < announced)
        return invalid(path, "is cut short: it announces " + describe(shape) + " values in " +
                                 std::to_string(announced) + " bytes and holds " + std::to_string(there) +
                                 "; get the file again");
    if (there > announced)
        return invalid(path, "is longer than the " + std::to_string(announced) + " bytes of the " +
                                 describe(shape) + " values it announces; get the file again");
    return {};
}

Result<Idx> readIdx(const std::string& path, std::uint8_t rank) {
    const auto file = readWholeFile(path, kFileLimit);
    if (!file) return file.error();
    const std::size_t header_size = 4u + 4u * rank;
    const auto header = contentPrefix(*file, header_size);
    if (!header) return invalid(path, header.error().message);
    auto shape = parseHeader(path, *header, rank);
    if (!shape) return shape.error();

    const std::uint64_t announced = header_size + valuesOf(*shape);
    auto content = contentPrefix(*file, announced + 1); // one more, to see whether it goes on
    if (!content) return invalid(path, content.error().message);
    if (const Status size = checkSize(path, *shape, announced, content->size()); !size) return size.error();
    content->erase(content->begin(), content->begin() + static_cast<std::ptrdiff_t>(header_size));
    return Idx{std::move(*shape), std::move(*content)};
}

} // namespace

Result<IdxImages> readIdxImages(const std::string& path) {
    auto idx = readIdx(path, 3);
    if (!idx) return idx.error();
    return IdxImages{idx->shape[0], idx->shape[1], idx->shape[2], std::move(idx->values)};
}

Result<Bytes> readIdxLabels(const std::string& path) {
    auto idx = readIdx(path, 1);
    if (!idx) return idx.error();
    return std::move(idx->values);
}

} // namespace infoplane
