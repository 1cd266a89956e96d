// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/whole_file.h"

#include "core/support/available_memory.h"

#include <filesystem>
#include <fstream>

namespace infoplane {

Result<Bytes> readWholeFile(const std::string& path, std::uint64_t limit) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed))
        return Error{ErrorCode::NotFound, "is not a file that can be read; check its name and permissions",
                     path};
    const std::uint64_t size = std::filesystem::file_size(path, failed);
    if (failed) return Error{ErrorCode::Storage, "cannot be read: " + failed.message(), path};
    if (size > limit)
        return Error{
            ErrorCode::InvalidFile,
            "is larger than the " + byteCountText(limit) + " that are allowed; is it the right file?", path};
    if (const Status fits = checkMemory(size, "this file", path); !fits) return fits.error();
    std::ifstream file(path, std::ios::binary);
    Bytes bytes(size);
    if (!file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size)))
        return Error{ErrorCode::Storage, "cannot be read; check its permissions and the disk", path};
    return bytes;
}

} // namespace infoplane
