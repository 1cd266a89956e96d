// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/user_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace infoplane {
namespace {

std::filesystem::path absoluteFromEnvironment(const char* variable) {
    const char* const value = std::getenv(variable);
    const std::filesystem::path path = value == nullptr ? "" : value;
    return path.is_absolute() ? path : std::filesystem::path();
}

} // namespace

std::string userDataFolder() {
    std::filesystem::path home = absoluteFromEnvironment("XDG_DATA_HOME");
    if (home.empty()) {
        home = absoluteFromEnvironment("HOME");
        if (home.empty()) return "";
        home = home / ".local" / "share";
    }
    return (home / "infoplane" / "data").string();
}

std::string userDatasetFolder(const std::string& name) {
    const std::string all = userDataFolder();
    if (all.empty() || !isDatasetName(name)) return "";
    const std::filesystem::path folder = std::filesystem::path(all) / name;
    std::error_code failed;
    return std::filesystem::is_directory(folder, failed) ? folder.string() : "";
}

bool isDatasetName(const std::string& name) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 40 && is_letter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return is_letter(c) || c == '_' || c == '-'; });
}

} // namespace infoplane
