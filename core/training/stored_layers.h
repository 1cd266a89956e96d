// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/data/dataset.h"
#include "core/estimators/variable.h"
#include "core/store/run_store.h"

#include <cstdint>
#include <span>

namespace infoplane {

// The clean output T of a layer of a recorded run, from the weights of its last checkpoint, for the samples
// of the data set at `index`: [index.size(), width], as the trainer computed them (float32). `layer` and
// `seed` are positions. An Error where the run has no checkpoint, the data set is another than the run's (by
// its checksum) or an activation is unknown here.
[[nodiscard]] Result<Variable> storedOutput(const RunStore& run, std::size_t method, std::size_t layer,
                                            std::size_t seed, const Dataset& dataset,
                                            std::span<const std::uint32_t> index);

// The sigma of a recorded layer in the unit of T: where it is relative, times the layer's scale in the last
// row that has one. NaN where no row has one.
[[nodiscard]] double storedSigma(const RunStore& run, std::size_t method, std::size_t layer,
                                 std::size_t seed);

} // namespace infoplane
