// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace infoplane {
namespace {

bool writeAll(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

// Never returns, and runs no exit handlers: they belong to the parent.
[[noreturn]] void beChild(const std::function<int(const ByteSink&)>& work, int descriptor) {
    int code = 1;
    try {
        code = work([descriptor](std::span<const std::byte> bytes) { return writeAll(descriptor, bytes); });
    } catch (const std::exception&) {
        std::raise(SIGABRT);
    }
    ::_exit(code);
}

void takeAll(int descriptor, const ByteSink& take) {
    std::vector<std::byte> buffer(1u << 16);
    for (;;) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0 || !take({buffer.data(), static_cast<std::size_t>(count)})) return;
    }
}

Error systemFault(const char* what) {
    return {ErrorCode::Internal, std::string(what) + " (" + std::strerror(errno) + "); try again", ""};
}

Result<int> waitFor(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return systemFault("the reading process was lost");
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    return Error{ErrorCode::InvalidFile, "reading this file ended in a crash; it is damaged", ""};
}

} // namespace

Result<int> runInChild(const std::function<int(const ByteSink&)>& work, const ByteSink& take) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return systemFault("no pipe could be made");
    const pid_t child = ::fork();
    if (child < 0) {
        const Error error = systemFault("no process could be started");
        ::close(ends[0]);
        ::close(ends[1]);
        return error;
    }
    if (child == 0) {
        ::close(ends[0]);
        beChild(work, ends[1]);
    }
    ::close(ends[1]);
    takeAll(ends[0], take);
    ::close(ends[0]);
    return waitFor(child);
}

} // namespace infoplane
