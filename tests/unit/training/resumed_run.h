// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/training/small_run.h"

#include <memory>
#include <string>

// Runs that are stopped, and gone on with.
namespace infoplane::testing {

// One method of tiny layers, measured every few steps, two seeds.
inline Experiment tinyExperiment() {
    Experiment experiment = smallExperiment();
    experiment.methods.resize(1);
    MethodConfig& method = experiment.methods[0];
    method.epochs = 2;
    experiment.measure.cadence = Cadence::Steps;
    experiment.measure.every = 4;
    experiment.measure.estimators = {"mixture"};
    experiment.measure.probe_every = 2;
    experiment.checkpoints.every = 1;
    return experiment;
}

// A run that is told to stop when it asks for the `calls`-th time whether to go on.
inline std::shared_ptr<RunStore> stoppedRun(const Experiment& experiment, int calls,
                                            const Dataset& data = threeClasses()) {
    CollectingSink sink;
    sink.go_on = [calls](int call) { return call < calls; };
    const auto outcome = train(experiment, data, sink);
    EXPECT_TRUE(outcome.ok() && *outcome == TrainingOutcome::Stopped);
    sink.store->setStatus({RunState::Stopped, "", "", 0.0});
    return std::move(sink.store);
}

inline Result<std::shared_ptr<RunStore>> resumedRun(const Experiment& experiment,
                                                    const std::shared_ptr<const RunStore>& from,
                                                    const Dataset& data = threeClasses()) {
    CollectingSink sink;
    const auto outcome = train(experiment, data, sink, from);
    if (!outcome) return outcome.error();
    EXPECT_EQ(*outcome, TrainingOutcome::Finished);
    return std::shared_ptr<RunStore>(std::move(sink.store));
}

// How often a run asks whether to go on.
inline int callsOf(const Experiment& experiment, const Dataset& data = threeClasses()) {
    CollectingSink sink;
    EXPECT_TRUE(train(experiment, data, sink).ok());
    return sink.calls;
}

// Empty when all tables are the same but for the time.
inline std::string differenceBeyondTime(const RunStore& a, const RunStore& b) {
    for (std::size_t method = 0; method < a.methods(); ++method)
        for (std::size_t which = 0; which < kMethodTables; ++which) {
            const Table& x = a.table(method, static_cast<MethodTable>(which));
            const Table& y = b.table(method, static_cast<MethodTable>(which));
            const std::string name = std::to_string(method) + "/" + x.layout().path;
            if (x.rows() != y.rows())
                return name + ": " + std::to_string(x.rows()) + " and " + std::to_string(y.rows()) + " rows";
            for (std::uint64_t row = 0; row < x.rows(); ++row)
                for (std::size_t i = 0; i < x.layout().columns.size(); ++i)
                    if (x.layout().columns[i].path != "elapsed" &&
                        !std::ranges::equal(x.bytes(i, row), y.bytes(i, row)))
                        return name + "/" + x.layout().columns[i].path + " in row " + std::to_string(row);
        }
    return "";
}

} // namespace infoplane::testing
