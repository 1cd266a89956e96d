// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/run_identity.h"
#include "core/training/trainer.h"

#include <string>
#include <utility>

namespace infoplane {

// The trainer describes what it trains; this adds where and when, by what, and the configuration's text.
class IdentifyingSink final : public TrainingSink {
public:
    IdentifyingSink(TrainingSink& sink, std::string config) : sink_(sink), config_(std::move(config)) {}

    Result<RunStore*> begin(RunDescription description) override {
        identifyRun(description);
        description.config = config_;
        return sink_.begin(std::move(description));
    }
    bool proceed() override { return sink_.proceed(); }
    void pause() override { sink_.pause(); }

private:
    TrainingSink& sink_;
    std::string config_;
};

} // namespace infoplane
