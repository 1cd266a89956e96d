// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_download.h"

#include "app/run_program.h"
#include "core/data/digest.h"

#include <algorithm>
#include <ostream>

namespace infoplane::app {
namespace fs = std::filesystem;

namespace {

constexpr int kCannotResume = 33; // of curl: the server knows no parts of files
constexpr int kRangeRefused = 22; // any answer of the server that is an error, 416 among them
constexpr const char* kMostBytes = "2147483648";

std::vector<std::string> curlArguments(const std::string& url, const fs::path& part, bool terminal) {
    std::vector<std::string> arguments{"curl",
                                       "--fail",
                                       "--location",
                                       "--show-error",
                                       "--proto",
                                       "=https,http,file",
                                       "--connect-timeout",
                                       "30",
                                       "--speed-limit",
                                       "1",
                                       "--speed-time",
                                       "60",
                                       "--retry",
                                       "3",
                                       "--max-filesize",
                                       kMostBytes,
                                       "--continue-at",
                                       "-",
                                       "--output",
                                       part.string()};
    arguments.emplace_back(terminal ? "--progress-bar" : "--silent");
    arguments.push_back(url);
    return arguments;
}

Status checkSum(const DownloadFile& file, const fs::path& path) {
    const auto sum = md5OfFile(path.string(), file.of_content);
    if (!sum) return sum.error();
    if (*sum == file.md5) return {};
    return Error{ErrorCode::InvalidFile,
                 "has the MD5 sum " + *sum + (file.of_content ? " when unpacked" : "") + ", and " + file.md5 +
                     " is that of the original; get it again, or from another address",
                 path.string()};
}

bool isThere(const fs::path& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

Status curlFailed(int code, const std::string& url) {
    return Error{ErrorCode::Storage,
                 "could not be fetched (exit code " + std::to_string(code) +
                     " of curl, which said why); run the same command again to go on from where it stopped",
                 url};
}

// In place of a part that cannot be gone on with; it stays where this fails too.
Status fetchAnew(const std::string& url, const fs::path& part, bool terminal) {
    const fs::path whole = part.string() + ".new";
    std::error_code failed;
    fs::remove(whole, failed);
    const auto code = runProgram(curlArguments(url, whole, terminal));
    if (!code) return code.error();
    if (*code != 0) {
        fs::remove(whole, failed);
        return curlFailed(*code, url);
    }
    fs::rename(whole, part, failed);
    if (failed) return Error{ErrorCode::Storage, "cannot be written: " + failed.message(), part.string()};
    return {};
}

// Fetches into `part`, from its end where there is some of it already.
Status fetch(const std::string& url, const fs::path& part, bool terminal) {
    const bool resumed = isThere(part);
    const auto code = runProgram(curlArguments(url, part, terminal));
    if (!code) return code.error();
    if (*code == 0) return {};
    if (!resumed || (*code != kCannotResume && *code != kRangeRefused)) return curlFailed(*code, url);
    return fetchAnew(url, part, terminal);
}

// A part of another file may have been gone on with: then once more from the beginning.
Status fetchChecked(const DownloadFile& file, const std::string& url, const fs::path& part, bool terminal) {
    const bool resumed = isThere(part);
    if (resumed && checkSum(file, part)) return {};
    if (const Status fetched = fetch(url, part, terminal); !fetched) return fetched;
    Status right = checkSum(file, part);
    if (!right && resumed) {
        if (const Status fetched = fetchAnew(url, part, terminal); !fetched) return fetched;
        right = checkSum(file, part);
    }
    if (right) return right;
    std::error_code failed;
    fs::remove(part, failed);
    return Error{right.error().code, right.error().message, url};
}

Status downloadFile(const DownloadFile& file, const std::string& url, const fs::path& folder, bool terminal) {
    const fs::path path = folder / file.name, part = folder / (file.name + ".part");
    if (isThere(path) && checkSum(file, path)) return {};
    if (const Status fetched = fetchChecked(file, url, part, terminal); !fetched) return fetched;
    std::error_code failed;
    fs::rename(part, path, failed);
    if (failed) return Error{ErrorCode::Storage, "cannot be written: " + failed.message(), path.string()};
    return {};
}

} // namespace

bool isAddress(const std::string& address) {
    const bool scheme =
        address.starts_with("https://") || address.starts_with("http://") || address.starts_with("file://");
    return scheme && std::ranges::all_of(address, [](unsigned char c) { return c > 0x20 && c != 0x7f; });
}

Status downloadFiles(const DownloadPlan& plan, const std::string& address, const fs::path& folder,
                     Console& console) {
    const std::string base = address.ends_with('/') ? address : address + "/";
    for (std::size_t i = 0; i < plan.files.size(); ++i) {
        const DownloadFile& file = plan.files[i];
        console.err << "fetching " << base << file.name << " (" << i + 1 << " of " << plan.files.size()
                    << ")\n"
                    << std::flush;
        if (const Status done = downloadFile(file, base + file.name, folder, console.err_columns > 0); !done)
            return done;
    }
    return {};
}

} // namespace infoplane::app
