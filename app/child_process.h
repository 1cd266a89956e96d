// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <functional>
#include <span>

// Reading a run file happens in a process of its own: libhdf5 can crash on a damaged file, and a crash there
// must not take this program along. The child is a fork of this process, so these functions are for a process
// that has one thread so far.
namespace infoplane::app {

// Takes bytes; false: no more are wanted.
using ByteSink = std::function<bool(std::span<const std::byte>)>;

// Runs `work` in a child process, gives `take` every byte that it writes, and returns the child's exit code
// (that of `work`). A child that a signal killed is an Error that calls the file damaged.
[[nodiscard]] Result<int> runInChild(const std::function<int(const ByteSink& write)>& work,
                                     const ByteSink& take);

} // namespace infoplane::app
