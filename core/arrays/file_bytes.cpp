// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/file_bytes.h"

#include "core/arrays/numeric_array.h"

#include <filesystem>

namespace infoplane {

Result<std::unique_ptr<FileBytes>> FileBytes::open(const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed))
        return Error{ErrorCode::NotFound, "is not a file that can be read; check its name and permissions",
                     ""};
    const std::uint64_t size = std::filesystem::file_size(path, failed);
    std::ifstream file(path, std::ios::binary);
    if (failed || !file)
        return Error{ErrorCode::Storage, "cannot be read; check its permissions and the disk", ""};
    return std::unique_ptr<FileBytes>(new FileBytes(std::move(file), size));
}

Status FileBytes::read(std::span<std::byte> bytes) {
    if (file_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())))
        return {};
    if (file_.eof()) return invalidArray("is cut short; get it again");
    return Error{ErrorCode::Storage, "cannot be read; check the disk", ""};
}

} // namespace infoplane
