// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace infoplane {

// The shape of one sample between two layers: maps of channels x height x width, kept channel-major, or a
// vector of `channels` numbers, whose height and width are 0.
struct LayerShape {
    std::int64_t channels = 0, height = 0, width = 0;

    [[nodiscard]] bool isMaps() const { return height > 0; }
    [[nodiscard]] std::int64_t size() const { return isMaps() ? channels * height * width : channels; }
    // "32x16x16", "128"
    [[nodiscard]] std::string text() const {
        const std::string first = std::to_string(channels);
        return isMaps() ? first + "x" + std::to_string(height) + "x" + std::to_string(width) : first;
    }

    bool operator==(const LayerShape&) const = default;
};

} // namespace infoplane
