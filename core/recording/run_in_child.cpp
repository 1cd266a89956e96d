// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/run_in_child.h"

#include "core/store/stream.h"
#include "core/support/child_process.h"

#include <vector>

namespace infoplane {
namespace {

// In the child: the run, or the reason why it cannot be read, as a stream.
int sendRun(const std::filesystem::path& path, const RunReading& read, const ByteSink& write) {
    std::vector<std::byte> frames;
    const auto run = read(path);
    if (run) {
        StreamEncoder encoder(**run);
        encoder.encode(frames);
        encoder.encodeState(frames);
        StreamEncoder::encodeEnd(frames);
    } else {
        StreamEncoder::encodeHead(frames);
        StreamEncoder::encodeError(frames, run.error().text());
    }
    return write(frames) ? 0 : 1;
}

} // namespace

Result<std::shared_ptr<const RunStore>> readInChild(const std::filesystem::path& path,
                                                    const RunReading& read) {
    StreamDecoder decoder;
    Status taken;
    const Result<int> code = runInChild([&](const ByteSink& write) { return sendRun(path, read, write); },
                                        [&](std::span<const std::byte> bytes) {
                                            taken = decoder.feed(bytes);
                                            return taken.ok();
                                        });
    if (!taken) return taken.error();
    if (!code) return Error{code.error().code, code.error().message, path.string()};
    if (!decoder.ended())
        return Error{ErrorCode::InvalidFile, "reading this file ended early; it may be damaged",
                     path.string()};
    return decoder.store();
}

} // namespace infoplane
