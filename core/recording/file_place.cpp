// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/file_place.h"

#include "core/recording/recorder.h"
#include "core/support/utf8.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <random>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace infoplane {
namespace fs = std::filesystem;
namespace {

fs::path folderOf(const fs::path& path) {
    const fs::path folder = path.parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

constexpr std::string_view kTemporaryEnd = ".part";

// The target's name may be as long as a name can be.
std::string temporaryBegin(const fs::path& target) {
    return "." + std::string(cutUtf8(target.filename().native(), 200)) + "-";
}

fs::path temporaryName(const fs::path& target) {
    std::random_device random;
    const auto number = (std::uint64_t{random()} << 32) | random();
    return folderOf(target) / (temporaryBegin(target) + std::to_string(number) + std::string(kTemporaryEnd));
}

Error taken(const fs::path& path) {
    return {ErrorCode::Exists, "the file is there already; choose another name or have it overwritten",
            path.string()};
}

Error system(ErrorCode code, const char* what, int number, const fs::path& path) {
    return {code, std::string(what) + ": " + std::strerror(number), path.string()};
}

// Renames unless the new name is taken; 0 or an errno.
int renameExclusively(const fs::path& from, const fs::path& to) {
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    // File systems without that call: a second name fails as well when it is taken.
    if (link(from.c_str(), to.c_str()) != 0) return errno;
    unlink(from.c_str());
    return 0;
}

flock lockOf(short type) {
    flock lock{};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

} // namespace

TemporaryFile::TemporaryFile(const fs::path& target) : target_(target), path_(temporaryName(target)) {}

TemporaryFile::~TemporaryFile() {
    if (moved_) return;
    // Emptied first: a file that HDF5 could not close keeps its space as long as the program lives.
    if (truncate(path_.c_str(), 0) != 0 && errno == ENOENT) return;
    unlink(path_.c_str());
}

Status TemporaryFile::moveToTarget(bool overwrite) {
    const int failure = overwrite ? (rename(path_.c_str(), target_.c_str()) == 0 ? 0 : errno)
                                  : renameExclusively(path_, target_);
    if (failure == EEXIST) return taken(target_);
    if (failure != 0)
        return system(ErrorCode::Storage, "the file cannot be given its name", failure, target_);
    moved_ = true;
    return {};
}

void TemporaryFile::removeLeftovers(const fs::path& target) {
    const std::string begin = temporaryBegin(target);
    std::error_code failure;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator entry(folderOf(target), failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(begin) && name.ends_with(kTemporaryEnd)) leftovers.push_back(entry->path());
    }
    for (const fs::path& leftover : leftovers)
        if (!WriterLock::isHeld(leftover)) unlink(leftover.c_str());
}

void synchronise(const fs::path& path) {
    for (const fs::path& each : {path, folderOf(path)}) {
        const int descriptor = open(each.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) continue;
        fsync(descriptor);
        close(descriptor);
    }
}

bool onNetworkFileSystem(const fs::path& path) {
    // The numbers of statfs(2): NFS, SMB, CIFS, SMB2, FUSE, Lustre, 9p, AFS, Ceph, GPFS, BeeGFS.
    constexpr std::array<std::uint32_t, 11> kNetwork{0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                                     0x65735546, 0x0BD00BD0, 0x01021997, 0x5346414F,
                                                     0x00C36400, 0x47504653, 0x19830326};
    struct statfs info {};
    if (statfs(path.c_str(), &info) != 0) return false;
    for (const std::uint32_t number : kNetwork)
        if (static_cast<std::uint32_t>(info.f_type) == number) return true;
    return false;
}

Result<WriterLock> WriterLock::acquire(const fs::path& path) {
    const int descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return system(ErrorCode::Storage, "the file cannot be written to", errno, path);
    WriterLock lock(descriptor);
    flock region = lockOf(F_WRLCK);
    if (fcntl(descriptor, F_OFD_SETLK, &region) != 0 && (errno == EAGAIN || errno == EACCES))
        return Error{ErrorCode::Storage, "the file is being written by another run; wait until it has ended",
                     path.string()};
    return lock;
}

bool WriterLock::isHeld(const fs::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    flock region = lockOf(F_RDLCK);
    const bool asked = fcntl(descriptor, F_OFD_GETLK, &region) == 0;
    close(descriptor);
    return asked && region.l_type != F_UNLCK;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) close(descriptor_);
}

bool WriterLock::isStillAt(const fs::path& path) const {
    struct stat mine {
    }, there{};
    return fstat(descriptor_, &mine) == 0 && stat(path.c_str(), &there) == 0 && mine.st_ino == there.st_ino &&
           mine.st_dev == there.st_dev;
}

Status checkRunOutput(const fs::path& path, bool overwrite) {
    std::error_code ignored;
    const fs::path folder = folderOf(path);
    if (path.filename().empty() || fs::is_directory(path, ignored))
        return Error{ErrorCode::InvalidArgument, "this is a folder; name a file in it", path.string()};
    if (!fs::is_directory(folder, ignored))
        return Error{ErrorCode::NotFound, "the folder is not there; make it or choose another",
                     folder.string()};
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        return system(ErrorCode::Storage, "the folder cannot be written to; choose another", errno, folder);
    std::error_code failure;
    const fs::file_status there = fs::symlink_status(path, failure);
    if (there.type() == fs::file_type::not_found) return {};
    if (failure)
        return system(ErrorCode::InvalidArgument, "this cannot be the name of a file", failure.value(), path);
    if (!overwrite) return taken(path);
    if (!fs::is_regular_file(path, ignored))
        return Error{ErrorCode::InvalidArgument, "this is not an ordinary file; choose another name",
                     path.string()};
    if (WriterLock::isHeld(path))
        return Error{ErrorCode::Exists, "another run is being written to this file; choose another name",
                     path.string()};
    return {};
}

} // namespace infoplane
