// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_folder.h"

#include "app/paths.h"
#include "app/run_program.h"
#include "core/arrays/array_file.h"
#include "core/data/dataset.h"
#include "core/data/dataset_files.h"
#include "core/data/idx_part.h"
#include "core/data/unzip.h"
#include "core/support/available_memory.h"
#include "core/support/child_process.h"

#include <algorithm>
#include <span>
#include <vector>

namespace infoplane::app {
namespace fs = std::filesystem;

namespace {

bool isFolderDataset(const std::string& name) {
    const auto listings = listDatasets("");
    return std::ranges::any_of(listings, [&](const DatasetListing& listing) {
        return listing.name == name && listing.kind == DatasetKind::Folder;
    });
}

bool isKnown(const std::string& name) {
    const auto listings = listDatasets("");
    return std::ranges::any_of(listings, [&](const DatasetListing& l) { return l.name == name; });
}

Status copyFile(const fs::path& from, const fs::path& folder) {
    std::error_code failed;
    const std::uintmax_t needed = fs::file_size(from, failed);
    const fs::space_info space = fs::space(folder, failed);
    if (!failed && needed > space.available)
        return Error{ErrorCode::Storage,
                     "needs " + byteCountText(needed) + " on the disk, and " +
                         byteCountText(space.available) + " are free",
                     from.string()};
    fs::copy_file(from, folder / from.filename(), fs::copy_options::overwrite_existing, failed);
    if (failed) return Error{ErrorCode::Storage, "cannot be copied: " + failed.message(), from.string()};
    return {};
}

Status copyFolder(const std::string& name, const fs::path& from, const fs::path& folder) {
    if (const Status sound = checkFolderOf(name, from.string()); !sound) return sound;
    for (const std::string& path : filesOfDataset(name, from.string()))
        if (const Status copied = copyFile(path, folder); !copied) return copied;
    return {};
}

// In a child process: a library can crash on a damaged file.
Status checkArrays(const fs::path& path) {
    if (isIdxFile(path.string())) return {};
    std::string sentence;
    const auto list = [&](const ByteSink& write) {
        const auto listings = listArrays(path.string());
        const std::string text = listings ? "" : listings.error().message;
        return write(std::as_bytes(std::span(text))) ? 0 : 1;
    };
    const auto code = runInChild(list, [&](std::span<const std::byte> bytes) {
        sentence.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        return true;
    });
    if (!code) return Error{code.error().code, code.error().message, path.string()};
    if (sentence.empty()) return {};
    return Error{ErrorCode::InvalidFile, sentence, path.string()};
}

Status copyOwnFile(const std::string& name, const fs::path& from, const fs::path& folder) {
    std::error_code failed;
    if (isKnown(name))
        return Error{ErrorCode::InvalidArgument,
                     "is the name of a data set that needs no file added; choose another name", name};
    if (fs::is_directory(from, failed))
        return Error{ErrorCode::InvalidArgument,
                     "is a folder, and " + name + " is no data set that lies in one; name a file",
                     from.string()};
    if (const Status readable = checkInputFile(from); !readable) return readable;
    if (const Status sound = checkArrays(from); !sound) return sound;
    return copyFile(from, folder);
}

// Only the members that are named here are taken out, so that none can lead elsewhere.
Status untar(const fs::path& archive, const fs::path& folder) {
    std::vector<std::string> arguments{"tar",
                                       "--extract",
                                       "--gzip",
                                       "--no-same-owner",
                                       "--no-same-permissions",
                                       "--strip-components=1",
                                       "--file=" + archive.string(),
                                       "--directory=" + folder.string()};
    for (const char* const batch :
         {"data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"})
        arguments.push_back("cifar-10-batches-bin/" + std::string(batch) + ".bin");
    const auto code = runProgram(arguments);
    if (!code) return code.error();
    if (*code == 0) return {};
    return Error{ErrorCode::InvalidFile, "could not be unpacked by tar; get it again", archive.string()};
}

} // namespace

Status makeFolder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed) return {};
    return Error{ErrorCode::Storage, "cannot be made: " + failed.message(), folder.string()};
}

Status unpackInto(const std::string& name, const fs::path& archive, const fs::path& folder) {
    const auto wanted = [&](const std::string& file) { return belongsTo(name, file); };
    const Status unpacked =
        name == "emnist" ? unzipInto(archive.string(), folder.string(), wanted) : untar(archive, folder);
    return unpacked;
}

Status fillFrom(const std::string& name, const fs::path& from, const fs::path& folder) {
    std::error_code failed;
    if (!isFolderDataset(name)) return copyOwnFile(name, from, folder);
    if (fs::is_directory(from, failed)) return copyFolder(name, from, folder);
    if (const Status readable = checkInputFile(from); !readable) return readable;
    if (name != "emnist" && name != "cifar10")
        return Error{ErrorCode::InvalidArgument, "is a file, and " + name + " lies in a folder; name that",
                     from.string()};
    if (const Status unpacked = unpackInto(name, from, folder); !unpacked) return unpacked;
    return checkFolderOf(name, folder.string());
}

Status replaceFolder(const fs::path& made, const fs::path& folder) {
    std::error_code failed;
    const fs::path old = folder.parent_path() / ("." + folder.filename().string() + ".replaced");
    fs::remove_all(old, failed);
    if (fs::exists(folder, failed)) fs::rename(folder, old, failed);
    fs::rename(made, folder, failed);
    if (failed) return Error{ErrorCode::Storage, "cannot be made: " + failed.message(), folder.string()};
    fs::remove_all(old, failed);
    return {};
}

std::string describeFolder(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    std::size_t files = 0;
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) {
        bytes += entry.file_size(failed);
        ++files;
    }
    return std::to_string(files) + (files == 1 ? " file of " : " files of ") + byteCountText(bytes);
}

} // namespace infoplane::app
