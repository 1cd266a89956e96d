// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <filesystem>

// Where a run file lies: making it without ever leaving half of it under its name, and telling whether
// somebody writes it.
namespace infoplane {

// A name in the folder of `target` that nothing has yet (hidden, and made of the target's); what is there
// under it is removed at the end, unless it was moved to the target.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::filesystem::path& target);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    // Gives it the target's name; an existing file is refused, or replaced in one step with `overwrite`.
    [[nodiscard]] Status moveToTarget(bool overwrite);

    // Removes what programs that were killed left of such files for this target. Those that a living writer
    // holds stay.
    static void removeLeftovers(const std::filesystem::path& target);

private:
    std::filesystem::path target_, path_;
    bool moved_ = false;
};

// Brings what was written to a file, and its name, to the disk. Failures are ignored: nothing can be done
// about them and the data are with the system already.
void synchronise(const std::filesystem::path& path);

// NFS, SMB, FUSE, Lustre and their like: HDF5's SWMR and locks are not to be relied on there.
[[nodiscard]] bool onNetworkFileSystem(const std::filesystem::path& path);

// The mark of a living writer: an open-file-description lock, which the system takes back when the process
// ends in whatever way. It is independent of the locks that HDF5 itself uses.
class WriterLock {
public:
    // Fails when another writer holds it. On file systems without such locks it succeeds and marks nothing.
    [[nodiscard]] static Result<WriterLock> acquire(const std::filesystem::path& path);
    // Whether a writer holds it.
    [[nodiscard]] static bool isHeld(const std::filesystem::path& path);

    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

    // Whether `path` still names the file that is locked.
    [[nodiscard]] bool isStillAt(const std::filesystem::path& path) const;

private:
    explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

} // namespace infoplane
