// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/config/names.h"
#include "core/estimators/counts/binning.h"
#include "core/estimators/mixture/mixture_plugin.h"

namespace infoplane {

// How an experiment's measurements are set: the one place for what is described and what is measured.
[[nodiscard]] inline MixtureOptions mixtureOptions(const Experiment& experiment, std::int64_t classes) {
    return {experiment.network.sigma, classes, experiment.measure.draws};
}

[[nodiscard]] inline BinningOptions binningOptions(const Experiment& experiment, std::int64_t classes) {
    return {experiment.measure.bins, classes, rangeOfActivation(nameOf(experiment.network.activation))};
}

} // namespace infoplane
