// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sweep/index.h"

#include <filesystem>

// The folder of a sweep:
//   index.json                  the sweep and where each point stands (index.h)
//   configuration.json          the experiment before a point changes it, for infoplane train --config
//   point-0001.infoplane.h5     the run file of a point
//   states/point-0001.json      where the point stands (point_record.h)
//   states/point-0001.log       what its training said
// Points may be trained by many processes at once, on several machines. Each writes the state file of its own
// point and nothing else, and the index is derived from those files by whoever looks after the sweep (the
// `infoplane sweep` that runs its points, or collects what Slurm's tasks did). So tasks share no file that
// they write, and nothing depends on locks, which network file systems often do not have. Every file is
// replaced in one step.
namespace infoplane {

class SweepFolder {
public:
    explicit SweepFolder(std::filesystem::path path) : path_(std::move(path)) {}

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path index() const { return path_ / "index.json"; }
    [[nodiscard]] std::filesystem::path configuration() const { return path_ / "configuration.json"; }
    [[nodiscard]] std::filesystem::path runFile(std::size_t point) const;
    [[nodiscard]] std::filesystem::path stateFile(std::size_t point) const;
    [[nodiscard]] std::filesystem::path logFile(std::size_t point) const;

    // Makes the folder (its parent must be there) with index and configuration. A folder that has an index is
    // opened: the same experiment and grid are asked for, else Exists with a sentence. One that holds
    // anything else is refused.
    [[nodiscard]] Result<Sweep> openOrCreate(const Experiment& experiment, const SweepGrid& grid) const;

    // The sweep of its index, each point as its state file says. NotFound where it is no sweep's folder.
    [[nodiscard]] Result<Sweep> open() const;
    // The same with each point as the index says, without reading the state files.
    [[nodiscard]] Result<Sweep> openPlan() const;

    // Reads every state file again. A point that runs and is dead, or that finished and whose run file is
    // gone, counts as waiting; a state file that is damaged makes a failed point.
    void readStates(Sweep& sweep) const;
    [[nodiscard]] PointRecord readState(std::size_t point) const;

    [[nodiscard]] Status writeState(std::size_t point, const PointRecord& record) const;
    [[nodiscard]] Status writeIndex(const Sweep& sweep) const;

private:
    [[nodiscard]] Result<Sweep> openOrMake(const Experiment& experiment, const SweepGrid& grid) const;
    [[nodiscard]] Result<Sweep> create(const Experiment& experiment, const SweepGrid& grid) const;
    [[nodiscard]] Status complete(const Experiment& experiment) const;

    std::filesystem::path path_;
};

// This machine and this process, as a running point's record names them, and the time.
[[nodiscard]] PointRecord runningHere();

} // namespace infoplane
