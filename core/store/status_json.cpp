// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/status_json.h"

#include "core/support/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace infoplane {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<RunState, const char*>, 4> kStates{{{RunState::Running, "running"},
                                                                   {RunState::Finished, "finished"},
                                                                   {RunState::Stopped, "stopped"},
                                                                   {RunState::Failed, "failed"}}};

std::optional<Json> object(std::string_view text) {
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    return json;
}

std::optional<std::string> text(const Json& json, const char* key, std::size_t limit) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string()) return std::nullopt;
    auto value = found->get<std::string>();
    if (value.size() > limit) return std::nullopt;
    return value;
}

std::optional<double> number(const Json& json, const char* key, double least, double most) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number()) return std::nullopt;
    const double value = found->get<double>();
    if (!(value >= least && value <= most)) return std::nullopt;
    return value;
}

std::optional<std::uint64_t> count(const Json& json, const char* key, std::uint64_t most) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_unsigned()) return std::nullopt;
    const auto value = found->get<std::uint64_t>();
    if (value > most) return std::nullopt;
    return value;
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A number that JSON can hold; NaN and infinities have no words there.
double finite(double value, double otherwise) {
    return std::isfinite(value) ? value : otherwise;
}

} // namespace

std::string nameOf(RunState state) {
    for (const auto& [value, name] : kStates)
        if (value == state) return name;
    return "";
}

std::optional<RunState> runStateFrom(std::string_view name) {
    for (const auto& [value, word] : kStates)
        if (word == name) return value;
    return std::nullopt;
}

std::string writeStatus(const RunStatus& status) {
    return dump({{"state", nameOf(status.state)},
                 {"failure", std::string(cutUtf8(status.failure, kMaxFailureBytes))},
                 {"end_time", std::string(cutUtf8(status.end_time, kMaxTimeBytes))},
                 {"heartbeat", std::max(finite(status.heartbeat, 0.0), 0.0)}});
}

std::optional<RunStatus> parseStatus(std::string_view json) {
    const auto fields = object(json);
    if (!fields) return std::nullopt;
    const auto state = text(*fields, "state", 16);
    const auto failure = text(*fields, "failure", kMaxFailureBytes);
    const auto end_time = text(*fields, "end_time", kMaxTimeBytes);
    const auto heartbeat = number(*fields, "heartbeat", 0.0, 1e18);
    if (!state || !failure || !end_time || !heartbeat || !runStateFrom(*state)) return std::nullopt;
    return RunStatus{*runStateFrom(*state), *failure, *end_time, *heartbeat};
}

std::string writeProgress(const RunProgress& progress) {
    return dump({{"method", progress.method},
                 {"layer", progress.layer},
                 {"epoch", progress.epoch},
                 {"epochs", progress.epochs},
                 {"fraction", std::clamp(finite(progress.fraction, 0.0), 0.0, 1.0)},
                 {"seconds_left", finite(progress.seconds_left, -1.0)}});
}

std::optional<RunProgress> parseProgress(std::string_view json) {
    const auto fields = object(json);
    if (!fields) return std::nullopt;
    const auto method = count(*fields, "method", UINT32_MAX);
    const auto layer = count(*fields, "layer", UINT32_MAX);
    const auto epoch = count(*fields, "epoch", UINT64_MAX);
    const auto epochs = count(*fields, "epochs", UINT64_MAX);
    const auto fraction = number(*fields, "fraction", 0.0, 1.0);
    const auto seconds_left = number(*fields, "seconds_left", -1e18, 1e18);
    if (!method || !layer || !epoch || !epochs || !fraction || !seconds_left) return std::nullopt;
    return RunProgress{static_cast<std::uint32_t>(*method),
                       static_cast<std::uint32_t>(*layer),
                       *epoch,
                       *epochs,
                       *fraction,
                       *seconds_left};
}

} // namespace infoplane
