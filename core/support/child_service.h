// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

// A child process that is asked one thing after the other, for a library that can crash on a damaged file
// (child_process.h says what a child of a process of several threads may do; one that is made before there
// are other threads may do anything, whatever they do later).
namespace infoplane {

// One end of the talk between the two: what one writes the other reads, in order.
class ByteChannel {
public:
    virtual ~ByteChannel() = default;

    // All of the bytes; false: the other end is gone.
    [[nodiscard]] virtual bool write(std::span<const std::byte> bytes) = 0;
    [[nodiscard]] virtual bool read(std::span<std::byte> bytes) = 0;
};

// The parent's end. The child ends when this is destroyed, which waits for it.
class ChildService : public ByteChannel {
public:
    // Forks; `serve` runs in the child, until it returns or its channel says that the other end is gone.
    [[nodiscard]] static Result<std::unique_ptr<ChildService>>
    start(const std::function<void(ByteChannel& channel)>& serve);
};

} // namespace infoplane
