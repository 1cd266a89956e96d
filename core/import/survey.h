// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/open_arrays.h"
#include "core/import/activation_layout.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace infoplane {

// What a first reading of all activations finds of one layer.
struct LayerSurvey {
    std::int64_t width = 0;       // numbers a sample
    double low = 0.0, high = 0.0; // of all finite activations of all epochs; low > high where there are none
    // SD(T), the root of the mean variance over units, as root mean square over the epochs that are finite;
    // NaN where there are none.
    double scale = 0.0;
};

// An array that is not finite everywhere, and where first.
struct NonFinite {
    std::uint64_t epoch = 0;
    std::size_t layer = 0; // from 0
    std::size_t row = 0, unit = 0, count = 0;
};

struct ActivationSurvey {
    std::vector<LayerSurvey> layers;
    std::vector<NonFinite> non_finite;
};

// Told how many arrays of how many are done; false: stop.
using SurveyListener = std::function<bool(std::size_t done, std::size_t all)>;

// Reads every array once, one at a time, and checks that each has a row for each of the `samples` labels and
// as many numbers a row as in the first epoch. An Error (no context) names the array, or is Cancelled.
[[nodiscard]] Result<ActivationSurvey> surveyActivations(OpenArrays& file, const ActivationLayout& layout,
                                                         std::size_t samples, const SurveyListener& listener);

// One array, read and checked against the survey.
[[nodiscard]] Result<NumericArray> readActivations(OpenArrays& file, const std::string& name,
                                                   std::size_t samples, std::int64_t width);

} // namespace infoplane
