// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/gzip.h"

#include "core/support/assert.h"

#include <algorithm>
#include <limits>
#include <new>
#include <zlib.h>

namespace infoplane {
namespace {

constexpr std::size_t kChunk = 1u << 20;
constexpr int kGzipWindow = 15 + 16; // the largest window; 16: gzip, not zlib

bool isGzip(std::span<const std::uint8_t> file) {
    return file.size() >= 2 && file[0] == 0x1f && file[1] == 0x8b;
}

Error refusal(const char* sentence) {
    return {ErrorCode::InvalidFile, sentence, ""};
}

class Inflater {
public:
    explicit Inflater(std::span<const std::uint8_t> packed) {
        INFOPLANE_ASSERT(packed.size() <= std::numeric_limits<uInt>::max());
        stream_.next_in = const_cast<Bytef*>(packed.data()); // zlib does not write to it
        stream_.avail_in = static_cast<uInt>(packed.size());
        if (inflateInit2(&stream_, kGzipWindow) != Z_OK) throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    // Appends up to `count` bytes; gives zlib's code.
    int append(Bytes& content, std::size_t count) {
        const std::size_t before = content.size();
        content.resize(before + count);
        stream_.next_out = content.data() + before;
        stream_.avail_out = static_cast<uInt>(count);
        const int code = inflate(&stream_, Z_NO_FLUSH);
        content.resize(before + count - stream_.avail_out);
        return code;
    }
    [[nodiscard]] bool inputLeft() const { return stream_.avail_in > 0; }

private:
    z_stream stream_{};
};

Result<Bytes> gunzipPrefix(std::span<const std::uint8_t> file, std::size_t count) {
    Inflater inflater(file);
    Bytes content;
    while (content.size() < count) {
        const int code = inflater.append(content, std::min(kChunk, count - content.size()));
        if (code == Z_STREAM_END) {
            if (inflater.inputLeft())
                return refusal("has bytes after the end of its gzip data; get the file again");
            break;
        }
        if (code == Z_MEM_ERROR) throw std::bad_alloc();
        if (code == Z_BUF_ERROR)
            return refusal("is cut short: its gzip data end too early; get the file again");
        if (code != Z_OK) return refusal("is damaged: its gzip data cannot be unpacked; get the file again");
    }
    return content;
}

} // namespace

Result<Bytes> contentPrefix(std::span<const std::uint8_t> file, std::size_t count) {
    if (isGzip(file)) return gunzipPrefix(file, count);
    return Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(std::min(count, file.size())));
}

} // namespace infoplane
