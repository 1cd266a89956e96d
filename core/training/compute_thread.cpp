// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/compute_thread.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

namespace infoplane {

void prepareComputeThread(const ComputeConfig& compute) {
    at::set_num_threads(static_cast<int>(compute.threads));
    at::globalContext().setFlushDenormal(
        true); // of this thread; denormals slow the leave-one-out term by half
    at::globalContext().setDeterministicAlgorithms(compute.deterministic, true);
}

} // namespace infoplane
