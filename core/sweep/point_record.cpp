// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep/point_record.h"

#include "core/config/strict_json.h"
#include "core/support/assert.h"
#include "core/sweep/json_members.h"

#include <nlohmann/json.hpp>

namespace infoplane {
namespace {

constexpr const char* kRecordFormat = "infoplane-point";

} // namespace

std::string nameOf(PointState state) {
    switch (state) {
    case PointState::Waiting:
        return "waiting";
    case PointState::Running:
        return "running";
    case PointState::Finished:
        return "finished";
    case PointState::Failed:
        return "failed";
    }
    INFOPLANE_ASSERT(false && "a state without a word");
    return {};
}

std::string writePointRecord(const PointRecord& record) {
    const Json object{{"format", kRecordFormat},       {"format_version", "1.0"},
                      {"state", nameOf(record.state)}, {"failure", record.failure},
                      {"seconds", record.seconds},     {"host", record.host},
                      {"process", record.process},     {"heartbeat", record.heartbeat}};
    return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<PointRecord> parsePointRecord(std::string_view text) {
    const auto json = parseStrictJson(text, {1, 2, 20, "the state of a point"});
    if (!json) return json.error();
    JsonMembers members(*json, "the state of a point");
    PointRecord record;
    members.checkFormat(kRecordFormat);
    record.state = members.state("state");
    record.failure = members.text("failure");
    record.seconds = members.number("seconds", 0.0, 1e12);
    record.host = members.text("host");
    record.process = static_cast<std::int64_t>(members.number("process", 0.0, 4e9));
    record.heartbeat = members.number("heartbeat", 0.0, 1e12);
    if (const Status ok = members.status(); !ok) return ok.error();
    return record;
}

PointRecord currentRecord(PointRecord record, double now, std::string_view host,
                          bool (*is_alive)(std::int64_t process)) {
    if (record.state != PointState::Running) return record;
    const bool silent = now - record.heartbeat > kHeartbeatAllowance;
    const bool gone = record.host == host && !is_alive(record.process);
    if (silent || gone) record.state = PointState::Waiting;
    return record;
}

} // namespace infoplane
