// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace infoplane {

using Json = nlohmann::ordered_json;

// The most that a text may hold, and what the sentences call it.
struct JsonLimits {
    std::size_t mebibytes = 1;  // 2^20 bytes
    std::size_t levels = 8;     // of objects and lists in one another
    std::size_t members = 1000; // or elements, of one object or list
    std::string name = "the configuration";
};

// Parses JSON (RFC 8259, no comments) within the limits; refuses a key that an object has twice and numbers
// beyond double. Errors name line and column.
[[nodiscard]] Result<Json> parseStrictJson(std::string_view text, const JsonLimits& limits = {});

} // namespace infoplane
