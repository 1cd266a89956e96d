// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"

namespace infoplane {

// Sets LibTorch up on the thread that computes, and for it alone where LibTorch lets it: threads of an
// operation, denormals taken as 0, deterministic algorithms.
void prepareComputeThread(const ComputeConfig& compute);

} // namespace infoplane
