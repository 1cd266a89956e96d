// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/config/strict_json.h"
#include "core/sweep/point_record.h"

#include <optional>
#include <string>

namespace infoplane {

// Takes the members of one JSON object with their types and ranges checked. The first fault is kept, and what
// is read after it is worthless; ask status() before using anything. `object` and what it came from must
// outlive this.
class JsonMembers {
public:
    JsonMembers(const Json& object, std::string name);

    // Members "format" and "format_version" (MAJOR.MINOR, MAJOR must be 1).
    void checkFormat(const char* format);
    [[nodiscard]] std::string text(const char* key);                         // at most 4,096 bytes of UTF-8
    [[nodiscard]] double number(const char* key, double least, double most); // inclusive
    [[nodiscard]] PointState state(const char* key);
    // The member, an empty list or object where there is none of that type.
    [[nodiscard]] const Json& list(const char* key);
    [[nodiscard]] const Json& object(const char* key);

    [[nodiscard]] Status status() const;

private:
    [[nodiscard]] const Json* find(const char* key);
    void refuse(const char* key, const std::string& rule);

    const Json* json_;
    std::string name_;
    std::optional<Error> fault_;
};

} // namespace infoplane
