// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep/json_members.h"

#include "core/support/utf8.h"

#include <nlohmann/json.hpp>

#include <array>

namespace infoplane {
namespace {

constexpr std::size_t kLongestMember = 4096;

const Json& emptyJson(bool list) {
    static const Json kList = Json::array(), kObject = Json::object();
    return list ? kList : kObject;
}

} // namespace

JsonMembers::JsonMembers(const Json& object, std::string name) : json_(&object), name_(std::move(name)) {
    if (!object.is_object()) {
        fault_ = Error{ErrorCode::InvalidFile, name_ + " must be a JSON object", ""};
        json_ = &emptyJson(false);
    }
}

const Json* JsonMembers::find(const char* key) {
    const auto found = json_->find(key);
    return found == json_->end() ? nullptr : &*found;
}

void JsonMembers::refuse(const char* key, const std::string& rule) {
    if (!fault_) fault_ = Error{ErrorCode::InvalidFile, name_ + ": \"" + key + "\" must be " + rule, ""};
}

void JsonMembers::checkFormat(const char* format) {
    if (text("format") != format) refuse("format", format);
    const std::string version = text("format_version");
    if (!version.starts_with("1."))
        refuse("format_version", "1.x; a newer Infoplane wrote it, and only such a one can read it");
}

std::string JsonMembers::text(const char* key) {
    const Json* const member = find(key);
    if (member != nullptr && member->is_string()) {
        const auto& value = member->get_ref<const std::string&>();
        if (value.size() <= kLongestMember && isUtf8(value)) return value;
    }
    refuse(key, "a text of at most " + std::to_string(kLongestMember) + " bytes");
    return {};
}

double JsonMembers::number(const char* key, double least, double most) {
    const Json* const member = find(key);
    if (member != nullptr && member->is_number()) {
        const double value = member->get<double>();
        if (value >= least && value <= most) return value;
    }
    refuse(key, "a number from " + Json(least).dump() + " to " + Json(most).dump());
    return least;
}

PointState JsonMembers::state(const char* key) {
    const std::string word = text(key);
    for (const PointState state :
         {PointState::Waiting, PointState::Running, PointState::Finished, PointState::Failed})
        if (nameOf(state) == word) return state;
    refuse(key, "waiting, running, finished or failed");
    return PointState::Waiting;
}

const Json& JsonMembers::list(const char* key) {
    const Json* const member = find(key);
    if (member != nullptr && member->is_array()) return *member;
    refuse(key, "a list");
    return emptyJson(true);
}

const Json& JsonMembers::object(const char* key) {
    const Json* const member = find(key);
    if (member != nullptr && member->is_object()) return *member;
    refuse(key, "an object");
    return emptyJson(false);
}

Status JsonMembers::status() const {
    return fault_ ? Status(*fault_) : Status();
}

} // namespace infoplane
