// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/keys.h"
#include "core/config/strict_json.h"

#include <string>
#include <string_view>

namespace infoplane {

[[nodiscard]] FieldType typeOf(const Key& key);

// What a value of the key must be: "a whole number between 1 and 8192", "one of noisy, clean".
[[nodiscard]] std::string expectationOf(const Key& key);

// The key's value as JSON, and back. Storing refuses a wrong type and what is out of range with a sentence
// that begins with `dotted`, and leaves the value as it was.
[[nodiscard]] Json toJson(const Key& key);
[[nodiscard]] Status storeJson(const Key& key, const std::string& dotted, const Json& json);

// The same as text. storeText also takes a bare word for a text and a bare list of numbers between commas.
[[nodiscard]] std::string toText(const Key& key);
[[nodiscard]] Status storeText(const Key& key, const std::string& dotted, std::string_view text);

// Whether the value that the key has now is one that it could be given.
[[nodiscard]] Status checkValue(const Key& key, const std::string& dotted);

// A value as the messages show it: at most 60 bytes.
[[nodiscard]] std::string shown(const Json& json);
[[nodiscard]] std::string shownText(const std::string& text);

} // namespace infoplane
