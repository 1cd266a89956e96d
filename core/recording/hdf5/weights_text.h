// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_description.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace infoplane {

// The tensors of a layer as a run file names them in layers/weights: "weight 32x3x3x3, bias 32", "" for none.
[[nodiscard]] std::string weightsText(const std::vector<WeightDescription>& weights);

// The same back; empty where the text is none such. Names and sizes are the description's check to judge.
[[nodiscard]] std::optional<std::vector<WeightDescription>> parseWeightsText(std::string_view text);

} // namespace infoplane
