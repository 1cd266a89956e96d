// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/unzip.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>
#include <zip.h>

namespace infoplane {
namespace {

constexpr std::uint64_t kMostOfMember = std::uint64_t{2} << 30;
constexpr std::size_t kZipPiece = std::size_t{1} << 20;

struct CloseZip {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* member) const { zip_fclose(member); }
};

Error damagedZip(const std::string& archive) {
    return {ErrorCode::InvalidFile, "is a ZIP archive that cannot be read; get it again", archive};
}

// The last part of a member's name, in which nothing leads elsewhere.
std::string lastPartOf(const char* name) {
    return name == nullptr ? "" : std::filesystem::path(name).filename().string();
}

Status writeMember(zip_file_t* member, const std::string& path, const std::string& archive) {
    std::ofstream file(path, std::ios::binary);
    std::vector<char> piece(kZipPiece);
    std::uint64_t written = 0;
    while (true) {
        const zip_int64_t got = zip_fread(member, piece.data(), piece.size());
        if (got < 0) return damagedZip(archive);
        if (got == 0) break;
        written += static_cast<std::uint64_t>(got);
        if (written > kMostOfMember)
            return Error{ErrorCode::InvalidFile, "holds a member of more than 2 GiB; is it the right file?",
                         archive};
        file.write(piece.data(), got);
    }
    file.close();
    if (file) return {};
    return Error{ErrorCode::Storage, "cannot be written; is the disk full?", path};
}

} // namespace

Status unzipInto(const std::string& archive, const std::string& folder,
                 const std::function<bool(const std::string& file_name)>& wanted) {
    int code = 0;
    const std::unique_ptr<zip_t, CloseZip> zip(zip_open(archive.c_str(), ZIP_RDONLY, &code));
    if (!zip) return damagedZip(archive);
    bool any = false;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip.get(), 0); ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const std::string name = lastPartOf(zip_get_name(zip.get(), index, 0));
        if (!wanted(name)) continue;
        const std::unique_ptr<zip_file_t, CloseZip> member(zip_fopen_index(zip.get(), index, 0));
        if (!member) return damagedZip(archive);
        const std::string path = (std::filesystem::path(folder) / name).string();
        if (const Status written = writeMember(member.get(), path, archive); !written) return written;
        any = true;
    }
    if (any) return {};
    return Error{ErrorCode::InvalidFile,
                 "holds none of the files that are looked for; is it the right archive?", archive};
}

} // namespace infoplane
