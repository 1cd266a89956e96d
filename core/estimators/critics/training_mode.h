// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/Context.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>

#include <cfenv>

namespace infoplane {

// While it lives, this thread records gradients, whatever its caller had set, and takes numbers too small for
// full precision as 0, because they cost up to a hundred times as much. What the caller had set returns.
class TrainingMode {
public:
    TrainingMode() {
        std::fegetenv(&environment_);
        at::globalContext().setFlushDenormal(true);
    }
    ~TrainingMode() { std::fesetenv(&environment_); }
    TrainingMode(const TrainingMode&) = delete;
    TrainingMode& operator=(const TrainingMode&) = delete;

private:
    std::fenv_t environment_{};
    c10::InferenceMode no_inference_{false};
    c10::AutoGradMode gradients_{true};
};

} // namespace infoplane
