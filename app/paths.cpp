// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace infoplane::app {
namespace fs = std::filesystem;

namespace {

Error fault(ErrorCode code, const fs::path& path, std::string sentence) {
    return {code, std::move(sentence), path.string()};
}

Status checkFolderOf(const fs::path& path) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code error;
    const fs::file_status status = fs::status(folder, error);
    if (!fs::exists(status))
        return fault(ErrorCode::NotFound, folder, "there is no such folder; make it first");
    if (!fs::is_directory(status)) return fault(ErrorCode::InvalidArgument, folder, "this is not a folder");
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return fault(ErrorCode::Storage, folder,
                     "nothing can be written to this folder (" + std::string(std::strerror(errno)) +
                         "); choose another");
    return {};
}

} // namespace

Status checkInputFile(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found)
        return fault(ErrorCode::NotFound, path, "there is no such file");
    if (fs::is_directory(status))
        return fault(ErrorCode::InvalidArgument, path, "this is a folder, not a file; name a file in it");
    if (::access(path.c_str(), R_OK) != 0)
        return fault(ErrorCode::Storage, path,
                     "this file cannot be read (" + std::string(std::strerror(errno)) + ")");
    return {};
}

Status checkOutputFile(const fs::path& path, bool force) {
    if (!path.has_filename())
        return fault(ErrorCode::InvalidArgument, path, "this names no file; add a file name");
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status))
        return fault(ErrorCode::InvalidArgument, path, "this is a folder; add a file name");
    if (fs::exists(status) && !fs::is_regular_file(status))
        return fault(ErrorCode::InvalidArgument, path, "this is not an ordinary file; name another");
    if (fs::exists(status) && !force)
        return fault(ErrorCode::Exists, path,
                     "this file is there already; add --force to replace it, or name another");
    return checkFolderOf(path);
}

Result<std::string> readTextFile(const fs::path& path, std::size_t limit) {
    if (const Status status = checkInputFile(path); !status) return status.error();
    std::ifstream file(path, std::ios::binary);
    std::string text(limit + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad() || (!file.eof() && file.gcount() == 0))
        return fault(ErrorCode::Storage, path, "this file cannot be read");
    if (static_cast<std::size_t>(file.gcount()) > limit)
        return fault(ErrorCode::InvalidFile, path,
                     "this file is larger than " + std::to_string(limit / 1024) +
                         " KiB; it cannot be what is asked for");
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

fs::path partialName(const fs::path& path) {
    return path.parent_path() / ("." + path.stem().string() + "." + std::to_string(::getpid()) + ".partial" +
                                 path.extension().string());
}

Status moveIntoPlace(const fs::path& partial, const fs::path& path) {
    std::error_code error;
    fs::rename(partial, path, error);
    if (!error) return {};
    const std::string reason = error.message();
    fs::remove(partial, error);
    return fault(ErrorCode::Storage, path, "this file could not be written (" + reason + ")");
}

} // namespace infoplane::app
