// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <string>
#include <vector>

namespace infoplane {

// A NeXus NXdata group: columns of one length, some of which are drawn against others. Viewers that know
// nothing of Infoplane (silx, H5Web, NexPy) open a run file with these.
struct SummaryPlot {
    struct Column {
        std::string name, unit, meaning;
        std::vector<double> values;
    };
    std::string name; // the group below run
    std::string title;
    std::string signal;                 // name of a column
    std::vector<std::string> axes;      // names of columns; two: a scatter
    std::vector<std::string> auxiliary; // names of further columns drawn like the signal
    std::vector<Column> columns;
};

// The plots of a run, means over the seeds that were measured, in nats:
//   information_plane         every measured row of every method and layer as a point, on the train split, by
//                             the run's first estimator; signal: the pass
//   information_over_passes   I_XT and I_TY of every method and layer, same split and estimator
//   accuracy_over_passes      every read-out of every method at its last layer, both splits
// Over passes, methods share one axis, the passes of all rows; between its own rows a method keeps its last
// value (the nearest row at or before), outside of them it is NaN. A plot without columns to draw is left
// out. Names and attributes depend on the description alone, so that groups can be made before there are
// rows.
[[nodiscard]] std::vector<SummaryPlot> summaryPlots(const RunStore& store);

} // namespace infoplane
