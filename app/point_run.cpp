// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/point_run.h"

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenBeats = 15s;

std::vector<std::string> trainingArguments(const std::string& program, const SweepFolder& folder,
                                           const Sweep& sweep, std::size_t point) {
    std::vector<std::string> arguments{program, "train", "--config", folder.configuration().string()};
    for (const Setting& setting : settingsAt(sweep.experiment, sweep.grid, point)) {
        arguments.emplace_back("--set");
        arguments.push_back(setting.key + "=" + setting.value);
    }
    for (const std::string& word :
         {std::string("--output"), folder.runFile(point).string(), std::string("--force")})
        arguments.push_back(word);
    return arguments;
}

} // namespace

PointRun::PointRun(SweepFolder folder, std::size_t point, TrainingChild child, PointRecord record)
    : folder_(std::move(folder)),
      point_(point),
      child_(child),
      record_(std::move(record)),
      began_(Clock::now()),
      beaten_(began_) {}

Result<PointRun> PointRun::start(const SweepFolder& folder, const Sweep& sweep, std::size_t point) {
    const auto program = ownProgram();
    if (!program) return program.error();
    const auto experiment = experimentAt(sweep.experiment, sweep.grid, point);
    if (!experiment) return experiment.error();
    const PointRecord record = runningHere();
    if (const Status ok = folder.writeState(point, record); !ok) return ok.error();
    const auto threads = static_cast<std::size_t>(experiment->compute.threads);
    auto child = TrainingChild::start(kThisProgram, trainingArguments(*program, folder, sweep, point),
                                      threads, folder.logFile(point));
    if (!child) return child.error();
    return PointRun(folder, point, *child, record);
}

double PointRun::seconds() const {
    return std::chrono::duration<double>(Clock::now() - began_).count();
}

std::optional<PointRecord> PointRun::poll() {
    const std::optional<ChildEnd> end = child_.poll();
    if (!end) {
        beat();
        return std::nullopt;
    }
    PointRecord record = recordOf(*end);
    written_ = folder_.writeState(point_, record);
    return record;
}

void PointRun::beat() {
    if (Clock::now() - beaten_ < kBetweenBeats) return;
    beaten_ = Clock::now();
    record_.heartbeat = runningHere().heartbeat;
    written_ = folder_.writeState(point_, record_); // a beat that is missed does no harm: the next one comes
}

PointRecord PointRun::recordOf(const ChildEnd& end) const {
    PointRecord record;
    record.seconds = seconds();
    if (end.code == 0 && end.signal == 0) {
        record.state = PointState::Finished;
    } else if (stopped_) {
        record.state = PointState::Waiting;
        record.seconds = 0.0;
    } else {
        record.state = PointState::Failed;
        record.failure = failureOf(end, folder_.logFile(point_));
    }
    return record;
}

void PointRun::stop(int signal) {
    stopped_ = true;
    child_.signal(signal);
}

} // namespace infoplane::app
