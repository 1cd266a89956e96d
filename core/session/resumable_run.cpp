// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/resumable_run.h"

#include "core/config/schema.h"
#include "core/recording/run_file.h"
#include "core/store/stream.h"
#include "core/support/child_process.h"

#include <vector>

namespace infoplane {
namespace {

// In the child: the run with its state, or the reason why it cannot go on, as a stream.
int sendResumable(const std::filesystem::path& path, const ByteSink& write) {
    std::vector<std::byte> frames;
    const auto run = readResumable(path);
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

Result<ResumableRun> readResumableRun(const std::filesystem::path& path) {
    StreamDecoder decoder;
    Status taken;
    const Result<int> code = runInChild([&](const ByteSink& write) { return sendResumable(path, write); },
                                        [&](std::span<const std::byte> bytes) {
                                            taken = decoder.feed(bytes);
                                            return taken.ok();
                                        });
    if (!taken) return taken.error();
    if (!code) return Error{code.error().code, code.error().message, path.string()};
    if (!decoder.ended())
        return Error{ErrorCode::InvalidFile, "reading this file ended early; it may be damaged",
                     path.string()};
    auto experiment = parseExperiment(decoder.store()->description().config);
    if (!experiment)
        return Error{ErrorCode::InvalidFile,
                     "the configuration in this file cannot be read by this version of Infoplane: " +
                         experiment.error().message,
                     path.string()};
    return ResumableRun{std::move(*experiment), decoder.store()};
}

} // namespace infoplane
