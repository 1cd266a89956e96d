// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/read_run.h"

#include "app/paths.h"
#include "core/recording/run_file.h"
#include "core/store/stream.h"
#include "core/support/child_process.h"

#include <vector>

namespace infoplane::app {
namespace {

// In the child: the run, or the reason why it cannot be read, as a stream.
int sendRun(const std::filesystem::path& path, const ByteSink& write) {
    std::vector<std::byte> frames;
    auto reader = RunFileReader::open(path);
    Status status = reader ? (*reader)->refresh() : Status(reader.error());
    if (status) {
        StreamEncoder encoder(*(*reader)->store());
        encoder.encode(frames);
        StreamEncoder::encodeEnd(frames);
    } else {
        StreamEncoder::encodeHead(frames);
        StreamEncoder::encodeError(frames, status.error().text());
    }
    return write(frames) ? 0 : 1;
}

} // namespace

Result<std::shared_ptr<const RunStore>> readRun(const std::filesystem::path& path) {
    if (const Status status = checkInputFile(path); !status) return status.error();
    StreamDecoder decoder;
    Status taken;
    const Result<int> code = runInChild([&](const ByteSink& write) { return sendRun(path, write); },
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

} // namespace infoplane::app
