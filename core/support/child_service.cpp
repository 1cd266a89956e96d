// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/child_service.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace infoplane {
namespace {

// A socket and not a pipe: writing to an end that is gone raises no signal.
bool sendAll(int socket, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) return false;
        if (sent > 0) bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
    return true;
}

bool receiveAll(int socket, std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (count == 0 || (count < 0 && errno != EINTR)) return false;
        if (count > 0) bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

class ServingEnd final : public ByteChannel {
public:
    explicit ServingEnd(int socket) : socket_(socket) {}

    bool write(std::span<const std::byte> bytes) override { return sendAll(socket_, bytes); }
    bool read(std::span<std::byte> bytes) override { return receiveAll(socket_, bytes); }

private:
    int socket_;
};

class AskingEnd final : public ChildService {
public:
    AskingEnd(int socket, pid_t child) : socket_(socket), child_(child) {}
    AskingEnd(const AskingEnd&) = delete;
    AskingEnd& operator=(const AskingEnd&) = delete;
    ~AskingEnd() override {
        ::close(socket_);
        int status = 0;
        while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
        }
    }

    bool write(std::span<const std::byte> bytes) override { return sendAll(socket_, bytes); }
    bool read(std::span<std::byte> bytes) override { return receiveAll(socket_, bytes); }

private:
    int socket_;
    pid_t child_;
};

// Never returns, and runs no exit handlers: they belong to the parent.
[[noreturn]] void serveAsChild(const std::function<void(ByteChannel&)>& serve, int socket) {
    try {
        ServingEnd channel(socket);
        serve(channel);
    } catch (const std::exception&) {
        std::raise(SIGABRT);
    }
    ::_exit(0);
}

Error serviceFault(const char* what) {
    return {ErrorCode::Internal, std::string(what) + " (" + std::strerror(errno) + "); try again", ""};
}

} // namespace

Result<std::unique_ptr<ChildService>>
ChildService::start(const std::function<void(ByteChannel& channel)>& serve) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return serviceFault("no socket could be made");
    const pid_t child = ::fork();
    if (child < 0) {
        const Error error = serviceFault("no process could be started");
        ::close(ends[0]);
        ::close(ends[1]);
        return error;
    }
    if (child == 0) {
        ::close(ends[0]);
        serveAsChild(serve, ends[1]);
    }
    ::close(ends[1]);
    return std::unique_ptr<ChildService>(std::make_unique<AskingEnd>(ends[0], child));
}

} // namespace infoplane
