// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/mat_elements.h"

#include "core/arrays/mat_matrix.h"
#include "core/arrays/numeric_array.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>
#include <vector>
#include <zlib.h>

namespace infoplane {
namespace {

constexpr std::size_t kHeader = 128, kTag = 8;
constexpr std::uint32_t kMatrix = 14, kCompressed = 15;
constexpr std::size_t kPieceBytes = std::size_t{1} << 16;

struct Tag {
    std::uint32_t type = 0, bytes = 0;
};

Error damagedElement(const char* what) {
    return invalidArray(std::string("is a MATLAB file that is damaged (") + what + "); save it again");
}

Tag tagOf(std::span<const std::byte> bytes, bool big_endian) {
    return {matWord(bytes.first(4), big_endian), matWord(bytes.subspan(4, 4), big_endian)};
}

// Counts bytes and keeps the first ones.
class Counter {
public:
    void take(std::span<const std::byte> bytes) {
        const std::size_t some = std::min(bytes.size(), kTag + kMatStart - start_.size());
        start_.insert(start_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(some));
        count_ += bytes.size();
    }
    [[nodiscard]] std::span<const std::byte> start() const { return start_; }
    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    std::vector<std::byte> start_;
    std::uint64_t count_ = 0;
};

class Inflater {
public:
    Inflater() {
        if (inflateInit(&stream_) != Z_OK) throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    // Unpacks a piece into `counter`; false: it is damaged.
    bool take(std::span<std::byte> packed, Counter& counter) {
        stream_.next_in = reinterpret_cast<Bytef*>(packed.data());
        stream_.avail_in = static_cast<uInt>(packed.size());
        while (stream_.avail_in > 0 && !ended_) {
            stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
            stream_.avail_out = static_cast<uInt>(out_.size());
            const int code = inflate(&stream_, Z_NO_FLUSH);
            if (code != Z_OK && code != Z_STREAM_END) return false;
            counter.take(std::span(out_).first(out_.size() - stream_.avail_out));
            ended_ = code == Z_STREAM_END;
        }
        return stream_.avail_in == 0;
    }
    [[nodiscard]] bool ended() const { return ended_; }

private:
    z_stream stream_{};
    std::vector<std::byte> out_ = std::vector<std::byte>(kPieceBytes);
    bool ended_ = false;
};

// Gives every piece of the next `bytes` bytes to `take` until it says false.
template <class Take>
Status readPieces(ByteSource& source, std::uint64_t bytes, const Take& take) {
    std::vector<std::byte> piece(std::min<std::uint64_t>(bytes, kPieceBytes));
    while (bytes > 0) {
        const auto some = std::span(piece).first(std::min<std::uint64_t>(bytes, kPieceBytes));
        if (const Status status = source.read(some); !status) return status.error();
        if (!take(some)) return damagedElement("an array cannot be unpacked");
        bytes -= some.size();
    }
    return {};
}

Status checkPacked(ByteSource& source, std::uint64_t bytes, bool big_endian) {
    Inflater inflater;
    Counter counter;
    const auto take = [&](std::span<std::byte> piece) { return inflater.take(piece, counter); };
    if (const Status status = readPieces(source, bytes, take); !status) return status.error();
    if (!inflater.ended() || counter.count() < kTag) return damagedElement("an array is cut short");
    const Tag tag = tagOf(counter.start(), big_endian);
    if (tag.type != kMatrix || counter.count() != kTag + tag.bytes)
        return damagedElement("an array is cut short");
    return checkMatMatrix(counter.start().subspan(kTag), tag.bytes, big_endian);
}

Status checkPlain(ByteSource& source, std::uint64_t bytes, bool big_endian) {
    Counter counter;
    const auto take = [&](std::span<std::byte> piece) {
        counter.take(piece);
        return true;
    };
    if (const Status status = readPieces(source, bytes, take); !status) return status.error();
    return checkMatMatrix(counter.start(), bytes, big_endian);
}

} // namespace

Status checkMatElements(ByteSource& source) {
    std::array<std::byte, kHeader> header{};
    if (source.size() < kHeader) return damagedElement("it is shorter than its header");
    if (const Status status = source.read(header); !status) return status.error();
    const bool big_endian = header[126] == std::byte{'M'};
    for (std::uint64_t left = source.size() - kHeader; left > 0;) {
        std::array<std::byte, kTag> bytes{};
        if (left < kTag) return damagedElement("it is cut short");
        if (const Status status = source.read(bytes); !status) return status.error();
        const Tag tag = tagOf(bytes, big_endian);
        if (tag.bytes > left - kTag) return damagedElement("it is cut short");
        if (tag.type != kMatrix && tag.type != kCompressed)
            return damagedElement("it holds something that is no array");
        const auto check = tag.type == kMatrix ? checkPlain : checkPacked;
        if (const Status status = check(source, tag.bytes, big_endian); !status) return status.error();
        left -= kTag + tag.bytes;
    }
    return {};
}

} // namespace infoplane
