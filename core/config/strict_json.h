// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace infoplane {

using Json = nlohmann::ordered_json;

// Parses JSON (RFC 8259, no comments) of at most 1 MiB, 8 levels and 1,000 members or elements in one object
// or list; refuses a key that an object has twice and numbers beyond double. Errors name line and column.
[[nodiscard]] Result<Json> parseStrictJson(std::string_view text);

} // namespace infoplane
