// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep/text_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace infoplane {
namespace {

namespace fs = std::filesystem;

Error fileFault(const char* what, const fs::path& path) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Storage;
    return {code, std::string(what) + " (" + std::strerror(errno) + ")", path.string()};
}

bool writeWhole(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
}

// A file system may rename two names at once, so each process has its own.
fs::path partialOf(const fs::path& path) {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    return path.parent_path() / ("." + path.filename().string() + "." + host.data() + "." +
                                 std::to_string(::getpid()) + ".partial");
}

} // namespace

Result<std::string> readSmallFile(const fs::path& path, std::size_t limit) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return fileFault("this file cannot be read", path);
    std::string text;
    std::array<char, 1u << 16> buffer{};
    ssize_t count = 0;
    while (text.size() <= limit) {
        count = ::read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    const bool failed = count < 0;
    const Error fault = fileFault("this file cannot be read", path);
    ::close(descriptor);
    if (failed) return fault;
    if (text.size() > limit)
        return Error{ErrorCode::InvalidFile,
                     "this file is larger than " + std::to_string(limit >> 10) +
                         " KiB; it cannot be what is looked for",
                     path.string()};
    return text;
}

Status replaceTextFile(const fs::path& path, std::string_view text) {
    const fs::path partial = partialOf(path);
    const int descriptor = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) return fileFault("this file cannot be written", path);
    const bool written = writeWhole(descriptor, text);
    const Error fault = fileFault("this file could not be written; is the disk full?", path);
    const bool closed = ::close(descriptor) == 0;
    if (written && closed && ::rename(partial.c_str(), path.c_str()) == 0) return {};
    const Error renamed = fileFault("this file could not be written", path);
    ::unlink(partial.c_str());
    return written && closed ? renamed : fault;
}

} // namespace infoplane
