// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/arrays/open_arrays.h"
#include "core/estimators/counts/binning.h"
#include "core/estimators/estimator.h"
#include "core/import/activation_layout.h"
#include "core/training/trainer.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

// Activations of somebody's own network, recorded while it trained elsewhere, measured as a run of its own:
// the same estimators, read-outs, store and file as a training has.
namespace infoplane {

// The defaults of a training, but for the linear probe: recorded epochs are few, and each has one.
[[nodiscard]] inline MeasureConfig importedMeasure() {
    MeasureConfig measure;
    measure.probe_every = 1;
    return measure;
}

struct ImportOptions {
    std::string source; // the file's name, for the run
    std::string title;
    ActivationChoice choice;
    std::string labels = "labels"; // array
    // Of which split the samples are where the file has no array `split`: position in kSplitNames.
    std::size_t split = 0;
    // Of layerEstimatorNames(), or of otherLayerEstimatorNames() (core/training/pairwise_layer_estimator.h).
    std::vector<std::string> estimators;
    ParameterValues values; // of the latter, for each that has the parameter
    // Of the noise of T^ = T + sigma N(0, I), one of them where an estimator has noise: absolute, in the unit
    // of the activations; or as a share of each layer's SD(T) over the imported epochs, to four digits.
    std::optional<double> sigma, relative_sigma;
    std::optional<BinRange> range; // of binning; empty: from the lowest to the highest activation of the
                                   // layer over the imported epochs, so that bins do not move
    MeasureConfig measure =
        importedMeasure();  // draws, bins, critic_steps, samples, probe_every, histogram_bins
    std::uint64_t seed = 0; // of the noise and of critics
};

// What does not depend on the activations: that the estimators are there and distinct, that there is a noise
// if one needs it, one only, above 0 and finite. An Error (no context) says what to give.
[[nodiscard]] Status checkImportOptions(const ImportOptions& options);

// Told, before there is a store, how many arrays of how many have been looked at.
using ImportListener = std::function<void(std::size_t done, std::size_t all)>;

// Reads every array twice, one at a time: first to check it and to find ranges and scales (survey.h), then to
// measure. Appends a row for each epoch, whose pass and step are the epoch's number; loss, terms of an
// objective and gradients stay not measured. An activation that is no finite number is no error: what is
// measured of its array is NaN with kNanMet, and an event says where it is. With `seed` the values of
// mixture, kt, sandwich and gaussian_bound are those of these estimators on the same arrays.
//
// Blocks until done. Errors are sentences without context: of the arrays (activation_layout.h,
// imported_data.h, survey.h), of the choice (an estimator with noise and no sigma, a critic of training
// without both splits), of memory, or of the sink.
[[nodiscard]] Result<TrainingOutcome> importActivations(OpenArrays& file, const ImportOptions& options,
                                                        TrainingSink& sink,
                                                        const ImportListener& listener = {});

} // namespace infoplane
