// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stream_command.h"

#include "app/paths.h"
#include "core/recording/run_file.h"
#include "core/store/stream.h"

#include <chrono>
#include <ostream>
#include <thread>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kBetweenReads = 100ms;
constexpr auto kBetweenWriterChecks = 2s;

// Sends what a reader has so far, and what comes.
class FileStream {
public:
    FileStream(RunFileReader& reader, Console& console)
        : reader_(reader), encoder_(*reader.store()), console_(console) {}

    [[nodiscard]] Status sendNew();
    [[nodiscard]] Status follow(const std::filesystem::path& path);
    void sendEnd();
    void sendError(const Error& error);

    [[nodiscard]] bool runIsOver() const { return reader_.store()->status().state != RunState::Running; }
    [[nodiscard]] bool isWanted() const { return console_.out.good() && !readerIsGone(console_); }

private:
    void write();

    RunFileReader& reader_;
    StreamEncoder encoder_;
    Console& console_;
    std::vector<std::byte> frames_;
};

void writeFrames(std::ostream& out, const std::vector<std::byte>& frames) {
    out.write(reinterpret_cast<const char*>(frames.data()), static_cast<std::streamsize>(frames.size()));
    out.flush();
}

void FileStream::write() {
    if (!frames_.empty()) writeFrames(console_.out, frames_);
    frames_.clear();
}

Status FileStream::sendNew() {
    Status status = reader_.refresh();
    encoder_.encode(frames_); // the rows before a failure are good
    write();
    return status;
}

// Until the run is over, its writer is gone, or nobody reads.
Status FileStream::follow(const std::filesystem::path& path) {
    Clock::time_point next_check = Clock::now() + kBetweenWriterChecks;
    while (!runIsOver() && isWanted()) {
        std::this_thread::sleep_for(kBetweenReads);
        bool abandoned = false;
        if (Clock::now() >= next_check) {
            const Result<bool> answer = needsRecovery(path);
            abandoned = answer && *answer;
            next_check = Clock::now() + kBetweenWriterChecks;
        }
        if (const Status status = sendNew(); !status) return status; // after the check: nothing comes later
        if (abandoned) return {};
    }
    return {};
}

void FileStream::sendEnd() {
    StreamEncoder::encodeEnd(frames_);
    write();
}

void FileStream::sendError(const Error& error) {
    StreamEncoder::encodeError(frames_, error.text());
    write();
}

int refuse(const Error& error, Console& console) {
    std::vector<std::byte> frames;
    StreamEncoder::encodeHead(frames);
    StreamEncoder::encodeError(frames, error.text());
    writeFrames(console.out, frames);
    return complain(console, error);
}

} // namespace

int runStream(const StreamOptions& options, Console& console) {
    if (console.out_is_terminal)
        return complain(console,
                        {ErrorCode::InvalidArgument,
                         "a stream is bytes for a program, not for a terminal; add | infoplane -", ""});
    if (const Status status = checkInputFile(options.file); !status) return refuse(status.error(), console);
    const auto reader = RunFileReader::open(options.file);
    if (!reader) return refuse(reader.error(), console);
    FileStream stream(**reader, console);
    Status status = stream.sendNew();
    if (status && options.follow) status = stream.follow(options.file);
    if (!status) {
        stream.sendError(status.error());
        return complain(console, status.error());
    }
    stream.sendEnd();
    return kDone;
}

} // namespace infoplane::app
