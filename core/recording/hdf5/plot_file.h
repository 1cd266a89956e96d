// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/hdf5/object.h"
#include "core/recording/hdf5/table_file.h"
#include "core/recording/summary_plots.h"

#include <vector>

namespace infoplane {

// The NXdata groups of a run file. All throw hdf5::Failure.
class PlotsWriter {
public:
    // Makes the groups below `run` and names the first as its default. With Storage::Finished the values are
    // written at once; with Storage::Live the datasets are empty until write().
    PlotsWriter(const hdf5::Object& run, const std::vector<SummaryPlot>& plots, Storage storage);
    // The values of the same plots at the end of a live file; once.
    void write(const std::vector<SummaryPlot>& plots);
    void abandon(); // see hdf5::Object

private:
    std::vector<std::vector<hdf5::Object>> datasets_; // [plot][column]
};

} // namespace infoplane
