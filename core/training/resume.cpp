// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/resume.h"

#include <algorithm>

namespace infoplane {
namespace {

Error refuseResume(std::string sentence) {
    return {ErrorCode::InvalidArgument, std::move(sentence), ""};
}

bool sameMethods(const std::vector<MethodDescription>& before, const std::vector<MethodDescription>& now) {
    // Caps of NaN are equal to themselves by EstimatorDescription's comparison.
    return before == now;
}

Status checkSameRun(const RunDescription& before, const RunDescription& now) {
    if (before.data.checksum != now.data.checksum)
        return refuseResume("the data are not those that the run was begun with (their checksum is another "
                            "one); --data FOLDER says where those are");
    if (!(before.data == now.data) || before.seeds != now.seeds || !sameMethods(before.methods, now.methods))
        return refuseResume(
            "this version of Infoplane would train another network, or train or measure it "
            "otherwise; go on with the version that wrote the file (infoplane info FILE names "
            "it)");
    return {};
}

Error impossibleState(const char* what) {
    return {ErrorCode::InvalidFile, std::string("the state of the training is damaged: ") + what, ""};
}

Status checkHead(const StateHead& head, const RunStore& run, const std::vector<MethodPlan>& plans) {
    if (head.method >= static_cast<std::int64_t>(plans.size()))
        return impossibleState("it is of a method that is not there");
    const MethodPlan& plan = plans[static_cast<std::size_t>(head.method)];
    if (head.at.phase >= plan.phases || head.at.step > plan.stepsOfPhase())
        return impossibleState("it is of a step that is not there");
    if (!(head.elapsed >= 0 && head.elapsed < 1e12)) return impossibleState("its time is none");
    for (std::size_t i = 0; i < head.rows.size(); ++i)
        for (std::size_t table = 0; table < kMethodTables; ++table)
            if (head.rows[i][table] > run.table(i, static_cast<MethodTable>(table)).rows())
                return impossibleState("it speaks of rows that the file has not");
    return {};
}

void copyTable(const Table& from, std::uint64_t count, RunStore& store, std::size_t method,
               MethodTable which) {
    Row row(store.table(method, which).layout());
    for (std::uint64_t number = 0; number < count; ++number) {
        for (std::size_t column = 0; column < row.layout().columns.size(); ++column)
            std::ranges::copy(from.bytes(column, number), row.bytes(column).begin());
        store.append(method, which, row);
    }
}

} // namespace

Result<ResumePoint> openResumePoint(std::shared_ptr<const RunStore> run, const RunDescription& now,
                                    const std::vector<MethodPlan>& plans) {
    if (run->status().state == RunState::Finished)
        return refuseResume("the run is finished: nothing is left to do");
    if (!run->trainingState())
        return Error{
            ErrorCode::InvalidFile,
            "the file has no state of the training to go on from: it was written by an Infoplane that "
            "kept none, or ended before its first row",
            ""};
    if (const Status same = checkSameRun(run->description(), now); !same) return same.error();
    auto state = TrainingState::parse(run->trainingState());
    if (!state) return state.error();
    StateHead head;
    head.rows.resize(run->methods());
    StateArchive archive(*state);
    head.visit(archive);
    if (const Status fits = archive.status(); !fits) return fits.error();
    if (const Status fits = checkHead(head, *run, plans); !fits) return fits.error();
    return ResumePoint{std::move(run), std::move(*state), std::move(head)};
}

ResumedFrom originOf(const ResumePoint& point) {
    const RunDescription& before = point.run->description();
    ResumedFrom origin;
    origin.run_id = before.run_id;
    origin.method = before.methods[static_cast<std::size_t>(point.head.method)].name;
    origin.layer = before.methods[static_cast<std::size_t>(point.head.method)].layer_by_layer
                       ? static_cast<std::uint32_t>(point.head.at.phase + 1)
                       : 0;
    origin.step = static_cast<std::uint64_t>(point.head.at.step);
    return origin;
}

void copyRows(const ResumePoint& point, RunStore& store) {
    for (std::size_t method = 0; method < point.head.rows.size(); ++method)
        for (std::size_t table = 0; table < kMethodTables; ++table) {
            const auto which = static_cast<MethodTable>(table);
            copyTable(point.run->table(method, which), point.head.rows[method][table], store, method, which);
        }
}

std::optional<std::string> otherSurroundings(const EnvironmentDescription& before,
                                             const EnvironmentDescription& now) {
    if (before.device == now.device && before.libtorch == now.libtorch && before.threads == now.threads)
        return std::nullopt;
    return "the run went on on another device, with other threads or another LibTorch than it was begun "
           "with: "
           "its numbers are not those of one run to their last digits";
}

} // namespace infoplane
