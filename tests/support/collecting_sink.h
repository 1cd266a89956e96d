// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/trainer.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>

namespace infoplane::testing {

// Keeps the rows of a training; counts what it is asked.
class CollectingSink : public TrainingSink {
public:
    Result<RunStore*> begin(RunDescription description) override {
        store = std::make_unique<RunStore>(std::move(description));
        return store.get();
    }
    bool proceed() override { return go_on(++calls); }
    void pause() override { ++pauses; }

    std::unique_ptr<RunStore> store;
    std::function<bool(int)> go_on = [](int) { return true; };
    int calls = 0, pauses = 0;
};

// The rows of a training that must come to its end.
inline std::unique_ptr<RunStore> trainToTheEnd(const Experiment& experiment, const Dataset& dataset) {
    CollectingSink sink;
    const auto outcome = train(experiment, dataset, sink);
    EXPECT_TRUE(outcome.ok()) << (outcome.ok() ? "" : outcome.error().text());
    return std::move(sink.store);
}

} // namespace infoplane::testing
