// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace infoplane {

// Bytes of a known number, read in order: a file, or a member of an archive.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    // How many there are in all, as the file says or the archive announces.
    [[nodiscard]] virtual std::uint64_t size() const = 0;

    // Fills `bytes` with the next ones. An Error (without context) where they end early or are damaged.
    [[nodiscard]] virtual Status read(std::span<std::byte> bytes) = 0;

    // After the last one: whether the check sum, where there is one, is right.
    [[nodiscard]] virtual Status finish() = 0;
};

} // namespace infoplane
