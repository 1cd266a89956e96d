// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/description_json.h"

#include "core/store/description_fields.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace infoplane {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
public:
    template <class T>
    void operator()(const char* key, const T& value) {
        object_[key] = json(value);
    }
    template <class T>
    void optional(const char* key, const T& value) {
        (*this)(key, value);
    }
    Json take() { return std::move(object_); }

private:
    template <class T>
    static Json json(const T& value) {
        if constexpr (requires { value.begin(); } && !std::same_as<T, std::string>) {
            Json list = Json::array();
            for (const auto& element : value)
                list.push_back(json(element));
            return list;
        } else if constexpr (std::is_class_v<T> && !std::same_as<T, std::string>) {
            Writer writer;
            describe(writer, value);
            return writer.take();
        } else {
            return value;
        }
    }

    Json object_ = Json::object();
};

// Reads fields into a description until the first problem, which it names with the field's path.
class Reader {
public:
    Reader(const Json& object, std::string path, std::string& problem)
        : object_(object), path_(std::move(path)), problem_(problem) {}

    template <class T>
    void operator()(const char* key, T& value) {
        if (!problem_.empty()) return;
        const auto found = object_.find(key);
        if (found == object_.end())
            problem_ = path_ + key + " is missing";
        else
            read(*found, value, path_ + key);
    }
    template <class T>
    void optional(const char* key, T& value) {
        if (object_.contains(key)) (*this)(key, value);
    }

private:
    void read(const Json& json, std::string& value, const std::string& path) {
        if (json.is_string())
            value = json.get<std::string>();
        else
            problem_ = path + " is not a text";
    }
    void read(const Json& json, bool& value, const std::string& path) {
        if (json.is_boolean())
            value = json.get<bool>();
        else
            problem_ = path + " is neither true nor false";
    }
    template <std::unsigned_integral T>
    void read(const Json& json, T& value, const std::string& path) {
        if (json.is_number_unsigned() && json.get<std::uint64_t>() <= std::numeric_limits<T>::max())
            value = static_cast<T>(json.get<std::uint64_t>());
        else
            problem_ = path + " is not a whole number in its range";
    }
    template <std::floating_point T>
    void read(const Json& json, T& value, const std::string& path) {
        if (json.is_null())
            value = std::numeric_limits<T>::quiet_NaN();
        else if (json.is_number())
            value = static_cast<T>(json.get<double>());
        else
            problem_ = path + " is not a number";
    }
    template <class T>
    void read(const Json& json, std::vector<T>& value, const std::string& path) {
        if (!json.is_array()) {
            problem_ = path + " is not a list";
            return;
        }
        value.resize(json.size());
        readElements(json, value, path);
    }
    template <class T, std::size_t N>
    void read(const Json& json, std::array<T, N>& value, const std::string& path) {
        if (json.is_array() && json.size() == N)
            readElements(json, value, path);
        else
            problem_ = path + " is not a list of " + std::to_string(N);
    }
    template <class T>
    requires requires(Reader& reader, T& value) { describe(reader, value); }
    void read(const Json& json, T& value, const std::string& path) {
        if (!json.is_object()) {
            problem_ = path + " is not an object";
            return;
        }
        Reader reader(json, path + ".", problem_);
        describe(reader, value);
    }
    template <class List>
    void readElements(const Json& json, List& list, const std::string& path) {
        for (std::size_t i = 0; i < list.size() && problem_.empty(); ++i)
            read(json[i], list[i], path);
    }

    const Json& object_;
    std::string path_;
    std::string& problem_;
};

Error invalid(const std::string& problem) {
    return {ErrorCode::InvalidFile, "the description of the run cannot be used: " + problem, ""};
}

// Stops the parser before a hostile text makes it allocate without end.
struct BeyondLimits {};

class Limits {
public:
    bool operator()(int depth, Json::parse_event_t, const Json&) {
        if (depth > kMaxDepth || ++events_ > kMaxEvents) throw BeyondLimits{};
        return true;
    }

private:
    static constexpr int kMaxDepth = 8;
    static constexpr std::uint64_t kMaxEvents = 3 * kMaxSamples;
    std::uint64_t events_ = 0;
};

Result<Json> parseWithinLimits(std::string_view text) {
    if (text.size() > kMaxDescriptionBytes) return invalid("it is too long");
    try {
        Json json = Json::parse(text, Limits(), false);
        if (!json.is_object()) return invalid("it is not a JSON object");
        return json;
    } catch (const BeyondLimits&) {
        return invalid("it holds too many values");
    }
}

} // namespace

std::string writeDescription(const RunDescription& description) {
    Writer writer;
    describe(writer, description);
    return writer.take().dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<RunDescription> parseDescription(std::string_view json) {
    const Result<Json> object = parseWithinLimits(json);
    if (!object) return object.error();
    RunDescription description;
    std::string problem;
    Reader reader(*object, "", problem);
    describe(reader, description);
    if (!problem.empty()) return invalid(problem);
    if (const Status status = checkDescription(description); !status) return status.error();
    return description;
}

} // namespace infoplane
