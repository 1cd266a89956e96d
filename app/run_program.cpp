// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_program.h"

#include "core/support/assert.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace infoplane::app {
namespace {

// Standard input from nowhere, standard output to standard error.
class FileActions {
public:
    FileActions() {
        INFOPLANE_ASSERT(::posix_spawn_file_actions_init(&actions_) == 0);
        ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions_, STDERR_FILENO, STDOUT_FILENO);
    }
    ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

} // namespace

Result<int> runProgram(const std::vector<std::string>& arguments) {
    INFOPLANE_ASSERT(!arguments.empty());
    std::vector<char*> pointers;
    for (const std::string& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str())); // posix_spawn does not write to them
    pointers.push_back(nullptr);
    const FileActions actions;
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, pointers[0], actions.get(), nullptr, pointers.data(), environ);
    if (failed == ENOENT)
        return Error{ErrorCode::NotFound,
                     "this program is not here; install the package " + arguments[0] + " and try again",
                     arguments[0]};
    if (failed != 0) return Error{ErrorCode::Internal, std::strerror(failed), arguments[0]};
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return Error{ErrorCode::Internal, std::strerror(errno), arguments[0]};
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    return Error{ErrorCode::Cancelled, "was ended by a signal; run the same command again to go on",
                 arguments[0]};
}

} // namespace infoplane::app
