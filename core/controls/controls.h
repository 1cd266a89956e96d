// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/controls/control.h"
#include "core/data/dataset.h"
#include "core/store/run_store.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// The controls of a run: shuffled_labels.h, permuted_pairs.h, constant_layer.h, identity_layer.h and
// random_layers.h, on the stored layers of one method.
namespace infoplane {

struct ControlOptions {
    std::optional<std::string> method; // of the run; empty: its first
    std::string device = "auto";       // where the read-outs on random layers are trained
    std::size_t threads = 2;
};

// What is done and how much of it, 0..1; one call at a time, not always on the caller's thread.
using ControlListener = std::function<void(const std::string& what, double fraction)>;

// Runs them all and gives their rows, in the order above, then layers, then seeds. The same for the same run,
// data and device, whatever the threads (renyi's eigenvalues but for their rounding). An Error names a method
// that is not there, data that are not the run's, a run without weights, or what an estimator failed of;
// Cancelled where `proceed` returned false.
[[nodiscard]] Result<std::vector<ControlRow>> runControls(const RunStore& run, const Dataset& dataset,
                                                          const ControlOptions& options,
                                                          const ControlListener& listener = {},
                                                          const Proceed& proceed = {});

// Whether no row is other than it must be.
[[nodiscard]] bool passed(const std::vector<ControlRow>& rows);

} // namespace infoplane
