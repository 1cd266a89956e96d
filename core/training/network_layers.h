// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/block.h"
#include "core/training/method_context.h"

#include <vector>

namespace infoplane {

// The hidden layers of the method's network at their random start, input side first, not trained.
[[nodiscard]] std::vector<Block> makeLayers(const MethodContext& context);

// The linear output layer after them: a score for each class.
[[nodiscard]] Block makeHead(const MethodContext& context);

} // namespace infoplane
