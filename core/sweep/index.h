// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sweep/grid.h"
#include "core/sweep/point_record.h"

#include <string>
#include <string_view>
#include <vector>

// The index of a sweep, index.json, what people and programs read to find its runs:
//   format "infoplane-sweep", format_version "1.0",
//   configuration  object: the experiment with every default filled in, before a point changes it
//   varied         list: key, fields (the keys of the configuration that it sets), spacing (list, lin, log),
//                  values (texts, as --set takes them)
//   points         list: point (1, 2, ...), values (one for each varied key, a number where it is one),
//                  state (waiting, running, finished, failed), failure (a sentence, or null), file, seconds
//                  (of the last try that ended, or null)
// It is derived: what a point has come to stands in its state file alone (sweep_folder.h).
namespace infoplane {

struct Sweep {
    Experiment experiment;
    SweepGrid grid;
    std::vector<PointRecord> points; // pointsOf(grid)
};

// "point-0001.infoplane.h5": names that sort as the points do.
[[nodiscard]] std::string runFileName(std::size_t point);

[[nodiscard]] std::string writeIndex(const Sweep& sweep);

// Reads and checks everything: types, ranges, the configuration as parseExperiment does, the varied keys as
// makeGrid does, and that there is one point for each of the grid. At most 64 MiB. Of `points` it takes
// state, failure and seconds; all else follows from what stands above.
[[nodiscard]] Result<Sweep> parseIndex(std::string_view text);

} // namespace infoplane
