// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/strict_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace infoplane {
namespace {

Error invalidFile(std::string sentence) {
    return {ErrorCode::InvalidFile, std::move(sentence), ""};
}

// Carries an Error out of the library's parser.
struct Refused {
    Error error;
};

// Watches the parser's events and stops it at what is not allowed.
class Watch {
public:
    explicit Watch(const JsonLimits& limits) : limits_(&limits) {}

    bool operator()(int, Json::parse_event_t event, const Json& parsed) {
        using Event = Json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start) open();
        if (event == Event::key) addKey(parsed.get_ref<const std::string&>());
        if (event == Event::object_end || event == Event::array_end) levels_.pop_back();
        if (event == Event::value) addElement();
        return true;
    }

private:
    struct Level {
        std::set<std::string> keys;
        std::size_t members = 0;
    };

    void open() {
        addElement();
        levels_.emplace_back();
        if (levels_.size() > limits_->levels)
            throw Refused{invalidFile(limits_->name + " is nested too deeply")};
    }
    void addElement() {
        if (!levels_.empty() && ++levels_.back().members > limits_->members)
            throw Refused{invalidFile(limits_->name + " has a list or an object of more than " +
                                      std::to_string(limits_->members) + " elements")};
    }
    void addKey(const std::string& key) {
        if (!levels_.back().keys.insert(key).second)
            throw Refused{
                invalidFile("the key \"" + key.substr(0, 80) + "\" stands twice in one object; remove one")};
    }

    const JsonLimits* limits_;
    std::vector<Level> levels_;
};

std::string place(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(text.size(), byte > 0 ? byte - 1 : 0));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto line_start = before.rfind('\n');
    const std::size_t column =
        line_start == std::string_view::npos ? before.size() + 1 : before.size() - line_start;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

} // namespace

Result<Json> parseStrictJson(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.mebibytes << 20)
        return invalidFile(limits.name + " is longer than " + std::to_string(limits.mebibytes) +
                           " MiB; is it the right file?");
    try {
        return Json::parse(text, Watch(limits));
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const Json::parse_error& error) {
        return invalidFile(limits.name + " is not valid JSON at " + place(text, error.byte));
    } catch (const Json::exception&) {
        return invalidFile(limits.name + " has a number that is too large");
    }
}

} // namespace infoplane
