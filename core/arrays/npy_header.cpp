// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/npy_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>

namespace infoplane {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kMostAxes = 64;

Error noDictionary() {
    return invalidArray("has a header that NumPy does not write; save it again with numpy.save");
}

// Takes the literals of the dictionary one after the other.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    bool take(char c) {
        skipBlanks();
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }

    std::optional<std::string_view> takeString() {
        skipBlanks();
        if (text_.empty() || (text_.front() != '\'' && text_.front() != '"')) return std::nullopt;
        const std::size_t end = text_.find(text_.front(), 1);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view content = text_.substr(1, end - 1);
        text_.remove_prefix(end + 1);
        return content;
    }

    std::optional<bool> takeBool() {
        if (takeWord("True")) return true;
        if (takeWord("False")) return false;
        return std::nullopt;
    }

    std::optional<std::uint64_t> takeNumber() {
        skipBlanks();
        std::uint64_t number = 0;
        const auto [end, failed] = std::from_chars(text_.data(), text_.data() + text_.size(), number);
        if (failed != std::errc()) return std::nullopt;
        text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
        takeWord("L"); // as Python 2 writes long ones
        return number;
    }

    // Whether `c` comes next; does not take it.
    bool closes(char c) {
        skipBlanks();
        return text_.starts_with(c);
    }

    bool atEnd() {
        skipBlanks();
        return text_.empty();
    }

private:
    void skipBlanks() { text_.remove_prefix(std::min(text_.find_first_not_of(" \t\r\n"), text_.size())); }
    bool takeWord(std::string_view word) {
        skipBlanks();
        if (!text_.starts_with(word)) return false;
        text_.remove_prefix(word.size());
        return true;
    }

    std::string_view text_;
};

std::string refusedKind(char kind) {
    switch (kind) {
    case 'c':
        return "complex numbers; take their real and imaginary parts as columns";
    case 'O':
        return "Python objects; make it an array of numbers";
    case 'S':
    case 'U':
        return "texts; number them from 0";
    case 'M':
    case 'm':
        return "dates or times; make them numbers";
    default:
        return "no numbers that are known here; make it an array of float64 or int64";
    }
}

Result<NpyType> parseType(std::string_view descr) {
    NpyType type;
    const char order = descr.empty() ? ' ' : descr.front();
    if (order == '<' || order == '>' || order == '|' || order == '=') descr.remove_prefix(1);
    type.big_endian = order == '>';
    type.kind = descr.empty() ? ' ' : descr.front();
    if (descr == "?") descr = "b1";
    if (std::string_view("biuf").find(type.kind) == std::string_view::npos)
        return invalidArray("holds " + refusedKind(type.kind));
    const auto [end, failed] = std::from_chars(descr.data() + 1, descr.data() + descr.size(), type.bytes);
    if (failed != std::errc() || end != descr.data() + descr.size()) return noDictionary();
    const bool power = type.bytes == 1 || type.bytes == 2 || type.bytes == 4 || type.bytes == 8;
    const bool fits = type.kind == 'b' ? type.bytes == 1 : power && (type.kind != 'f' || type.bytes > 1);
    if (!fits)
        return invalidArray("holds numbers of a type that is not read here (" + std::string(descr) +
                            "); make it float64");
    return type;
}

Result<std::vector<std::uint64_t>> takeShape(Scanner& scanner) {
    std::vector<std::uint64_t> extents;
    if (!scanner.take('(')) return noDictionary();
    while (!scanner.take(')')) {
        const auto extent = scanner.takeNumber();
        if (!extent || extents.size() == kMostAxes) return noDictionary();
        extents.push_back(*extent);
        if (scanner.take(',')) continue;
        if (scanner.take(')')) break;
        return noDictionary();
    }
    return extents;
}

Status takeEntry(std::string_view key, Scanner& scanner, NpyHeader& header) {
    if (key == "descr") {
        const auto descr = scanner.takeString();
        if (!descr)
            return invalidArray("holds records of several fields; save the fields as arrays of their own");
        const auto type = parseType(*descr);
        if (!type) return type.error();
        header.type = *type;
    } else if (key == "fortran_order") {
        const auto order = scanner.takeBool();
        if (!order) return noDictionary();
        header.first_index_fastest = *order;
    } else if (key == "shape") {
        auto extents = takeShape(scanner);
        if (!extents) return extents.error();
        header.extents = std::move(*extents);
    } else {
        return noDictionary();
    }
    return {};
}

std::uint64_t littleEndian(std::span<const std::byte> bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    return value;
}

} // namespace

NumberKind NpyType::numberKind() const {
    if (kind == 'b') return NumberKind::Bool;
    return kind == 'f' ? NumberKind::Real : NumberKind::Whole;
}

std::string NpyType::text() const {
    if (kind == 'b') return "bool";
    return (kind == 'f' ? "float" : kind == 'i' ? "int" : "uint") + std::to_string(8 * bytes);
}

Result<NpyHeader> parseNpyDictionary(std::string_view text) {
    NpyHeader header;
    std::set<std::string_view> keys;
    Scanner scanner(text);
    if (!scanner.take('{')) return noDictionary();
    while (!scanner.take('}')) {
        const auto key = scanner.takeString();
        if (!key || !scanner.take(':')) return noDictionary();
        if (const Status status = takeEntry(*key, scanner, header); !status) return status.error();
        keys.insert(*key);
        if (!scanner.take(',') && !scanner.closes('}')) return noDictionary();
    }
    if (keys.size() != 3 || !scanner.atEnd()) return noDictionary();
    return header;
}

Result<NpyHeader> readNpyHeader(ByteSource& source) {
    std::array<std::byte, 12> start{};
    if (source.size() < 10) return invalidArray("is no .npy file: it is shorter than the header of one");
    if (const Status status = source.read(std::span(start).first(8)); !status) return status.error();
    const std::string_view magic(reinterpret_cast<const char*>(start.data()), kMagic.size());
    if (magic != kMagic) return invalidArray("is no .npy file: it does not begin with \\x93NUMPY");
    const auto version = std::to_integer<unsigned>(start[6]);
    if (version < 1 || version > 3)
        return invalidArray("is of version " + std::to_string(version) +
                            " of the .npy format, and 1 to 3 are known");
    const auto length_bytes = std::span(start).subspan(8, version == 1 ? 2 : 4);
    if (const Status status = source.read(length_bytes); !status) return status.error();
    const std::uint64_t length = littleEndian(length_bytes), before = 8 + length_bytes.size();
    if (length > kLongestNpyHeader || length > source.size() - std::min(source.size(), before))
        return invalidArray("announces a header of " + std::to_string(length) + " bytes and has " +
                            std::to_string(source.size()) + " in all; save it again");
    std::string text(length, '\0');
    if (const Status status = source.read(std::as_writable_bytes(std::span(text))); !status)
        return status.error();
    auto header = parseNpyDictionary(text);
    if (header) header->bytes = before + length;
    return header;
}

} // namespace infoplane
