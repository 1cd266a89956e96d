// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <functional>
#include <span>

// Reading a file with a library that can crash on a damaged one (libhdf5, matio) happens in a process of its
// own: a crash there must not take this program along. The child is a fork of this process. Where the process
// has several threads, `work` may use memory and files, but nothing that another thread may hold locked at
// that moment: no object that threads share, and libhdf5 only while no other thread is within it.
namespace infoplane {

// Takes bytes; false: no more are wanted.
using ByteSink = std::function<bool(std::span<const std::byte>)>;

// Runs `work` in a child process, gives `take` every byte that it writes, and returns the child's exit code
// (that of `work`). A child that a signal killed is an Error that calls the file damaged.
[[nodiscard]] Result<int> runInChild(const std::function<int(const ByteSink& write)>& work,
                                     const ByteSink& take);

} // namespace infoplane
