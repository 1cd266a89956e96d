// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/live_stream.h"

#include "core/store/stream.h"
#include "core/support/assert.h"

#include <chrono>
#include <ostream>
#include <utility>

namespace infoplane::app {
namespace {

constexpr std::chrono::milliseconds kBetweenFrames{50};

} // namespace

void LiveStream::follow(std::shared_ptr<const RunStore> run) {
    INFOPLANE_ASSERT(run && !thread_.joinable());
    run_ = std::move(run);
    thread_ = std::jthread([this] { this->run(*run_); });
}

void LiveStream::finish(const std::optional<Error>& failure) {
    finishing_ = true;
    if (thread_.joinable()) return;
    std::vector<std::byte> frames;
    StreamEncoder::encodeHead(frames);
    if (failure) StreamEncoder::encodeError(frames, failure->text());
    StreamEncoder::encodeEnd(frames);
    (void)write(frames); // broken() tells
    ended_ = true;
}

void LiveStream::run(const RunStore& run) {
    StreamEncoder encoder(run);
    std::vector<std::byte> frames;
    for (bool last = false; !last;) {
        last = finishing_;
        frames.clear();
        encoder.encode(frames);
        if (last) StreamEncoder::encodeEnd(frames);
        if (!write(frames)) break;
        if (!last) std::this_thread::sleep_for(kBetweenFrames);
    }
    ended_ = true;
}

bool LiveStream::write(const std::vector<std::byte>& frames) {
    if (frames.empty()) return true;
    out_.write(reinterpret_cast<const char*>(frames.data()), static_cast<std::streamsize>(frames.size()));
    out_.flush();
    if (!out_) broken_ = true;
    return !broken_;
}

} // namespace infoplane::app
