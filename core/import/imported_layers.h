// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/import/import.h"
#include "core/import/survey.h"
#include "core/training/layer_estimators.h"

#include <vector>

namespace infoplane {

// How one imported layer is measured.
struct ImportedLayer {
    std::int64_t width = 0;
    double sigma = 0.0; // absolute; 0 where nothing has noise
    BinRange range;     // of binning
    LayerEstimators estimators;
};

// An Error (no context): a layer without a scale where sigma is relative, a range that is no range, critics
// where one of the splits is not there.
[[nodiscard]] Result<std::vector<ImportedLayer>> importedLayers(const ImportOptions& options,
                                                                const Dataset& dataset,
                                                                const ActivationLayout& layout,
                                                                const ActivationSurvey& survey);

} // namespace infoplane
