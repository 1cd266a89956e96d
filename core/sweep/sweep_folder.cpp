// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep/sweep_folder.h"

#include "core/config/schema.h"
#include "core/sweep/text_file.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>
#include <unistd.h>

namespace infoplane {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestIndex = std::size_t{64} << 20;
constexpr std::size_t kLongestConfiguration = std::size_t{1} << 20;
constexpr std::size_t kLongestState = std::size_t{64} << 10;

std::string hostName() {
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

double secondsSince1970() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
}

// A process of another user answers with EPERM, and lives.
bool processLives(std::int64_t process) {
    return process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

std::string stemOf(std::size_t point) {
    const std::string name = runFileName(point);
    return name.substr(0, name.find('.'));
}

Status makeFolder(const fs::path& path) {
    std::error_code failure;
    fs::create_directory(path, failure);
    if (!failure) return {};
    return Error{ErrorCode::Storage, "this folder could not be made (" + failure.message() + ")",
                 path.string()};
}

bool isEmptyFolder(const fs::path& path) {
    std::error_code failure;
    return fs::is_directory(path, failure) && fs::is_empty(path, failure) && !failure;
}

} // namespace

fs::path SweepFolder::runFile(std::size_t point) const {
    return path_ / runFileName(point);
}

fs::path SweepFolder::stateFile(std::size_t point) const {
    return path_ / "states" / (stemOf(point) + ".json");
}

fs::path SweepFolder::logFile(std::size_t point) const {
    return path_ / "states" / (stemOf(point) + ".log");
}

Result<Sweep> SweepFolder::create(const Experiment& experiment, const SweepGrid& grid) const {
    if (const Status made = makeFolder(path_); !made) return made.error();
    Sweep sweep{experiment, grid, std::vector<PointRecord>(pointsOf(grid))};
    if (const Status ok = writeIndex(sweep); !ok) return ok.error();
    return sweep;
}

// Each time, for what was there may have been cut short.
Status SweepFolder::complete(const Experiment& experiment) const {
    if (const Status made = makeFolder(path_ / "states"); !made) return made;
    const std::string text = writeExperiment(experiment);
    const auto there = readSmallFile(configuration(), kLongestConfiguration);
    // Not replaced without need: whoever runs the sweep holds a lock on it.
    return there && *there == text ? Status() : replaceTextFile(configuration(), text);
}

Result<Sweep> SweepFolder::openOrCreate(const Experiment& experiment, const SweepGrid& grid) const {
    auto sweep = openOrMake(experiment, grid);
    if (!sweep) return sweep;
    if (const Status ok = complete(experiment); !ok) return ok.error();
    return sweep;
}

Result<Sweep> SweepFolder::openOrMake(const Experiment& experiment, const SweepGrid& grid) const {
    std::error_code failure;
    if (!fs::exists(path_, failure) || isEmptyFolder(path_)) return create(experiment, grid);
    if (!fs::exists(index(), failure))
        return Error{ErrorCode::Exists,
                     "this is there already and is no sweep's folder; name another with --output",
                     path_.string()};
    auto sweep = open();
    if (!sweep) return sweep;
    if (sweep->grid != grid)
        return Error{ErrorCode::Exists,
                     "this folder holds a sweep over other keys or values; name another with --output",
                     path_.string()};
    if (sweep->experiment != experiment)
        return Error{ErrorCode::Exists,
                     "this folder holds a sweep of another experiment; name another with --output",
                     path_.string()};
    return sweep;
}

Result<Sweep> SweepFolder::open() const {
    auto sweep = openPlan();
    if (sweep) readStates(*sweep);
    return sweep;
}

Result<Sweep> SweepFolder::openPlan() const {
    const auto text = readSmallFile(index(), kLongestIndex);
    if (!text && text.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, "this is no sweep's folder: it has no index.json", path_.string()};
    if (!text) return text.error();
    auto sweep = parseIndex(*text);
    if (!sweep) return Error{ErrorCode::InvalidFile, sweep.error().text(), index().string()};
    return sweep;
}

void SweepFolder::readStates(Sweep& sweep) const {
    for (std::size_t point = 0; point < sweep.points.size(); ++point)
        sweep.points[point] = readState(point);
}

PointRecord SweepFolder::readState(std::size_t point) const {
    PointRecord record;
    const auto text = readSmallFile(stateFile(point), kLongestState);
    if (!text && text.error().code == ErrorCode::NotFound) return record;
    const auto read = text ? parsePointRecord(*text) : Result<PointRecord>(text.error());
    if (!read) {
        record.state = PointState::Failed;
        record.failure = read.error().text();
        return record;
    }
    record = currentRecord(*read, secondsSince1970(), hostName(), &processLives);
    std::error_code failure;
    if (record.state == PointState::Finished && !fs::is_regular_file(runFile(point), failure))
        record.state = PointState::Waiting;
    return record;
}

Status SweepFolder::writeState(std::size_t point, const PointRecord& record) const {
    return replaceTextFile(stateFile(point), writePointRecord(record));
}

Status SweepFolder::writeIndex(const Sweep& sweep) const {
    return replaceTextFile(index(), infoplane::writeIndex(sweep));
}

PointRecord runningHere() {
    PointRecord record;
    record.state = PointState::Running;
    record.host = hostName();
    record.process = ::getpid();
    record.heartbeat = secondsSince1970();
    return record;
}

} // namespace infoplane
