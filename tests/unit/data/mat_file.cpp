// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/data/mat_file.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <zlib.h>

namespace infoplane {
namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr std::uint32_t kUint8 = 2, kCompressed = 15;

std::uint32_t word(const Bytes& bytes, std::size_t at) {
    std::uint32_t value = 0;
    if (at + sizeof value > bytes.size()) throw std::runtime_error("the MATLAB file is cut short");
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

Bytes inflated(const Bytes& file, std::size_t at, std::size_t size) {
    Bytes content(1u << 20);
    uLongf length = content.size();
    if (uncompress(content.data(), &length, file.data() + at, size) != Z_OK)
        throw std::runtime_error("a variable of the MATLAB file cannot be unpacked");
    content.resize(length);
    return content;
}

// A matrix element: flags (16 bytes), dimensions (16), name (4 + 4 in its short form), values.
void addMatrix(std::map<std::string, MatMatrix>& matrices, const Bytes& element) {
    const std::size_t name_size = word(element, 40) >> 16;
    const std::string name(reinterpret_cast<const char*>(element.data()) + 44, name_size);
    MatMatrix matrix{word(element, 32), word(element, 36), {}};
    if (word(element, 48) != kUint8) throw std::runtime_error("a matrix is not uint8");
    const auto begin = element.begin() + 56;
    matrix.values.assign(begin, begin + word(element, 52));
    matrices[name] = std::move(matrix);
}

} // namespace

std::map<std::string, MatMatrix> readMatFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const Bytes bytes{std::istreambuf_iterator<char>(file), {}};
    std::map<std::string, MatMatrix> matrices;
    for (std::size_t at = 128; at < bytes.size();) {
        const std::uint32_t type = word(bytes, at), size = word(bytes, at + 4);
        if (type != kCompressed) throw std::runtime_error("a variable is not compressed");
        addMatrix(matrices, inflated(bytes, at + 8, size));
        at += 8 + size;
    }
    return matrices;
}

} // namespace infoplane
