// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace infoplane::app {

// How a child ended: its exit code, or the signal that killed it.
struct ChildEnd {
    int code = 0;
    int signal = 0;
};

// A program that runs beside this one, in a process group of its own (so that a Ctrl-C on the terminal
// reaches it only through signal()), with its signals as they are by default, and with an end when this
// process ends without it (SIGTERM). What it writes goes to a log file. For a process that has one thread.
class TrainingChild {
public:
    // Starts the program of the file `program` with `arguments` (its name first). `threads` becomes
    // OMP_NUM_THREADS.
    [[nodiscard]] static Result<TrainingChild> start(const std::string& program,
                                                     const std::vector<std::string>& arguments,
                                                     std::size_t threads, const std::filesystem::path& log);

    // How it ended, or empty while it runs. Does not wait.
    [[nodiscard]] std::optional<ChildEnd> poll();
    // Requires that it has not ended.
    void signal(int number) const;

private:
    explicit TrainingChild(pid_t process) : process_(process) {}

    pid_t process_ = 0;
};

// This program's file, also after an upgrade has put another one in its place.
inline constexpr const char* kThisProgram = "/proc/self/exe";
// The path of this program's file.
[[nodiscard]] Result<std::string> ownProgram();

// Why a training that ended so failed: the last sentence of an error in its log, else how it ended.
[[nodiscard]] std::string failureOf(const ChildEnd& end, const std::filesystem::path& log);

} // namespace infoplane::app
