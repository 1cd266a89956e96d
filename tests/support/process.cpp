// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include "core/support/assert.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace infoplane::testing {
namespace fs = std::filesystem;
namespace {

std::string temporaryName(const char* kind) {
    return (fs::temp_directory_path() / (std::string("infoplane-") + kind + "-XXXXXX")).string();
}

} // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = temporaryName("test");
    INFOPLANE_ASSERT(mkdtemp(name.data()) != nullptr);
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

Process::Process(const std::vector<std::string>& words) {
    std::string error = temporaryName("error");
    const int error_file = mkostemp(error.data(), O_CLOEXEC);
    std::array<int, 2> ends{};
    INFOPLANE_ASSERT(error_file >= 0 && pipe2(ends.data(), O_CLOEXEC) == 0);
    error_ = error;
    output_ = ends[0];

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, error_file, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const int failure = posix_spawn(&id_, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    close(error_file);
    INFOPLANE_ASSERT(failure == 0);
}

Process::~Process() {
    if (id_ > 0) {
        ::kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
    }
    close(output_);
    fs::remove(error_);
}

std::string Process::readLine() {
    std::array<char, 4096> buffer{};
    std::size_t end = 0;
    while ((end = pending_.find('\n')) == std::string::npos) {
        const ssize_t count = read(output_, buffer.data(), buffer.size());
        if (count <= 0) return "";
        pending_.append(buffer.data(), static_cast<std::size_t>(count));
    }
    std::string line = pending_.substr(0, end);
    pending_.erase(0, end + 1);
    return line;
}

void Process::kill(int signal) const {
    ::kill(id_, signal);
}

Process::End Process::wait() {
    End result;
    std::array<char, 65536> buffer{};
    result.output = std::move(pending_);
    for (ssize_t count = 0; (count = read(output_, buffer.data(), buffer.size())) > 0;)
        result.output.append(buffer.data(), static_cast<std::size_t>(count));
    int status = 0;
    INFOPLANE_ASSERT(waitpid(id_, &status, 0) == id_);
    id_ = -1;
    if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
    std::ostringstream error;
    error << std::ifstream(error_).rdbuf();
    result.error = error.str();
    return result;
}

Process::End runProcess(const std::vector<std::string>& words) {
    return Process(words).wait();
}

} // namespace infoplane::testing
