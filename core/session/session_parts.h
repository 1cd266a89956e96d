// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/session.h"
#include "core/data/dataset.h"
#include "core/recording/recorder.h"
#include "core/training/trainer.h"

#include <functional>
#include <memory>

namespace infoplane {

// What a session puts to work. Handed in, so that the threads can be tested without LibTorch and HDF5.
// A recorded run that goes on, and its experiment.
struct ResumableRun {
    Experiment experiment;
    std::shared_ptr<const RunStore> run;
};

struct SessionParts {
    std::function<Status(const Experiment&)> check;                                   // any thread
    std::function<Status(const std::filesystem::path&, bool overwrite)> check_output; // any thread
    std::function<Result<Dataset>(const DataConfig&)> load;                           // trainer's thread
    std::function<Result<ResumableRun>(const std::filesystem::path&)> resume;         // same
    // Same; the last is the run that goes on, null where one begins.
    std::function<Result<TrainingOutcome>(const Experiment&, const Dataset&, TrainingSink&,
                                          const std::shared_ptr<const RunStore>&)>
        train;
    // Made on the trainer's thread, then used on the recorder's.
    std::function<Result<std::unique_ptr<Recorder>>(const std::filesystem::path&, const RunStore&,
                                                    bool overwrite)>
        record;
};

} // namespace infoplane
