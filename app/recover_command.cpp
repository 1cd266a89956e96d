// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recover_command.h"

#include "app/paths.h"
#include "core/recording/run_file.h"
#include "core/support/child_process.h"

#include <ostream>
#include <string>

namespace infoplane::app {
namespace {

void send(const ByteSink& write, const std::string& text) {
    write(std::as_bytes(std::span(text.data(), text.size())));
}

// In the child: the sentence about what was done, and the exit code.
int recover(const std::filesystem::path& path, const ByteSink& write) {
    const Result<std::uint64_t> rows = recoverRun(path);
    if (!rows) {
        send(write, rows.error().text());
        return exitCodeOf(rows.error());
    }
    send(write, path.string() + " is complete, with " + std::to_string(*rows) + " rows");
    return kDone;
}

} // namespace

int runRecover(const RecoverOptions& options, Console& console) {
    if (const Status status = checkInputFile(options.file); !status) return complain(console, status.error());
    std::string sentence;
    const Result<int> code = runInChild([&](const ByteSink& write) { return recover(options.file, write); },
                                        [&](std::span<const std::byte> bytes) {
                                            for (const std::byte byte : bytes)
                                                sentence += static_cast<char>(byte);
                                            return true;
                                        });
    if (!code) return complain(console, {code.error().code, code.error().message, options.file});
    if (*code == kDone)
        console.out << sentence << '\n';
    else
        console.err << "infoplane: " << sentence << '\n';
    return *code;
}

} // namespace infoplane::app
