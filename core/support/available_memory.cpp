// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/available_memory.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <sys/resource.h>
#include <unistd.h>

namespace infoplane {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

std::uint64_t difference(std::uint64_t limit, std::uint64_t used) {
    return limit > used ? limit - used : 0;
}

// The number behind `name` in a file of lines "name number ...".
std::optional<std::uint64_t> numberOf(const fs::path& path, const std::string& name) {
    std::ifstream file(path);
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string word;
        std::uint64_t number = 0;
        if (words >> word >> number && word == name) return number;
    }
    return std::nullopt;
}

// The whole of a file that is one number; empty for "max" too.
std::optional<std::uint64_t> numberIn(const fs::path& path) {
    std::ifstream file(path);
    std::uint64_t number = 0;
    if (file >> number) return number;
    return std::nullopt;
}

std::uint64_t leftOfSystem() {
    const auto kibibytes = numberOf("/proc/meminfo", "MemAvailable:");
    return kibibytes ? *kibibytes * 1024 : kNoLimit;
}

std::uint64_t leftOfGroup(const fs::path& group) {
    const auto limit = numberIn(group / "memory.max"), used = numberIn(group / "memory.current");
    if (!limit || !used) return kNoLimit;
    const auto active = numberOf(group / "memory.stat", "active_file"),
               inactive = numberOf(group / "memory.stat", "inactive_file");
    return difference(*limit, difference(*used, active.value_or(0) + inactive.value_or(0)));
}

// Of the group of this process and of all above it.
std::uint64_t leftOfGroups() {
    std::ifstream file("/proc/self/cgroup");
    std::string line;
    std::uint64_t least = kNoLimit;
    while (std::getline(file, line)) {
        constexpr std::string_view version_2 = "0::/";
        if (!line.starts_with(version_2)) continue;
        for (fs::path below = line.substr(version_2.size());; below = below.parent_path()) {
            least = std::min(least, leftOfGroup(fs::path("/sys/fs/cgroup") / below));
            if (below.empty()) break;
        }
    }
    return least;
}

std::uint64_t leftOfAddresses() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kNoLimit;
    const auto pages = numberIn("/proc/self/statm");
    if (!pages) return kNoLimit;
    return difference(limit.rlim_cur, *pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)));
}

} // namespace

std::uint64_t availableMemory() {
    return std::min({leftOfSystem(), leftOfGroups(), leftOfAddresses()});
}

Status checkMemory(std::uint64_t bytes, const std::string& what, const std::string& context) {
    const std::uint64_t available = availableMemory();
    if (bytes <= available) return {};
    return Error{ErrorCode::OutOfMemory,
                 what + " needs " + byteCountText(bytes) + " of memory, and " + byteCountText(available) +
                     " are available; take a part of it, or a computer with more memory",
                 context};
}

std::string byteCountText(std::uint64_t bytes) {
    constexpr std::array units{"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 1024.0 && unit + 1 < units.size(); ++unit)
        value /= 1024.0;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), unit == 0 || value >= 99.95 ? "%.0f" : "%.1f", value);
    return std::string(text.data()) + " " + units[unit];
}

} // namespace infoplane
