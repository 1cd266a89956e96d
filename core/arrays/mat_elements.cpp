// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/mat_elements.h"

#include "core/arrays/numeric_array.h"

#include <algorithm>
#include <array>
#include <new>
#include <vector>
#include <zlib.h>

namespace infoplane {
namespace {

constexpr std::size_t kHeader = 128, kTag = 8;
constexpr std::uint32_t kMatrix = 14, kCompressed = 15;
constexpr std::size_t kPiece = std::size_t{1} << 16;

struct Tag {
    std::uint32_t type = 0, bytes = 0;
};

Error damaged(const char* what) {
    return invalidArray(std::string("is a MATLAB file that is damaged (") + what + "); save it again");
}

std::uint32_t word(std::span<const std::byte> bytes, bool big_endian) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | std::to_integer<std::uint32_t>(bytes[big_endian ? i : 3 - i]);
    return value;
}

Tag tagOf(std::span<const std::byte> bytes, bool big_endian) {
    return {word(bytes.first(4), big_endian), word(bytes.subspan(4, 4), big_endian)};
}

class Inflater {
public:
    Inflater() {
        if (inflateInit(&stream_) != Z_OK) throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    // Unpacks a piece, counts what comes and keeps its first bytes; false: it is damaged.
    bool take(std::span<std::byte> packed) {
        stream_.next_in = reinterpret_cast<Bytef*>(packed.data());
        stream_.avail_in = static_cast<uInt>(packed.size());
        while (stream_.avail_in > 0 && !ended_) {
            stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
            stream_.avail_out = static_cast<uInt>(out_.size());
            const int code = inflate(&stream_, Z_NO_FLUSH);
            if (code != Z_OK && code != Z_STREAM_END) return false;
            keepStart(out_.size() - stream_.avail_out);
            ended_ = code == Z_STREAM_END;
        }
        return stream_.avail_in == 0;
    }

    [[nodiscard]] bool isMatrix(bool big_endian) const {
        const Tag tag = tagOf(start_, big_endian);
        return ended_ && count_ >= kTag && tag.type == kMatrix && count_ == kTag + tag.bytes;
    }

private:
    void keepStart(std::size_t fresh) {
        for (std::size_t i = 0; i < fresh && count_ + i < kTag; ++i)
            start_[count_ + i] = out_[i];
        count_ += fresh;
    }

    z_stream stream_{};
    std::vector<std::byte> out_ = std::vector<std::byte>(kPiece);
    std::array<std::byte, kTag> start_{};
    std::uint64_t count_ = 0;
    bool ended_ = false;
};

Status checkElement(ByteSource& source, const Tag& tag, bool big_endian) {
    Inflater inflater;
    std::vector<std::byte> piece(kPiece);
    for (std::uint64_t left = tag.bytes; left > 0;) {
        const auto some = std::span(piece).first(std::min<std::uint64_t>(left, kPiece));
        if (const Status status = source.read(some); !status) return status;
        if (tag.type == kCompressed && !inflater.take(some)) return damaged("an array cannot be unpacked");
        left -= some.size();
    }
    if (tag.type == kCompressed && !inflater.isMatrix(big_endian)) return damaged("an array is cut short");
    return {};
}

} // namespace

Status checkMatElements(ByteSource& source) {
    std::array<std::byte, kHeader> header{};
    if (source.size() < kHeader) return damaged("it is shorter than its header");
    if (const Status status = source.read(header); !status) return status;
    const bool big_endian = header[126] == std::byte{'M'};
    for (std::uint64_t left = source.size() - kHeader; left > 0;) {
        std::array<std::byte, kTag> bytes{};
        if (left < kTag) return damaged("it is cut short");
        if (const Status status = source.read(bytes); !status) return status;
        const Tag tag = tagOf(bytes, big_endian);
        if (tag.bytes > left - kTag) return damaged("it is cut short");
        if (tag.type != kMatrix && tag.type != kCompressed)
            return damaged("it holds something that is no array");
        if (const Status status = checkElement(source, tag, big_endian); !status) return status;
        left -= kTag + tag.bytes;
    }
    return {};
}

} // namespace infoplane
