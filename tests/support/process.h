// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace infoplane::testing {

// A new folder, removed with everything in it at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

// Another program with its output in a pipe; killed at the end if it still runs.
class Process {
public:
    // `words`: the program's path and its arguments.
    explicit Process(const std::vector<std::string>& words);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    // The next line of its standard output; empty at its end.
    [[nodiscard]] std::string readLine();
    void kill(int signal) const;
    struct End {
        int exit_code = -1; // -1: ended by a signal
        int signal = 0;
        std::string output, error; // what was not read yet; standard error
    };
    [[nodiscard]] End wait();

private:
    pid_t id_ = -1;
    int output_ = -1;
    std::filesystem::path error_;
    std::string pending_;
};

[[nodiscard]] Process::End runProcess(const std::vector<std::string>& words);

} // namespace infoplane::testing
