// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/imported_layers.h"
#include "core/store/run_description.h"

#include <vector>

namespace infoplane {

// What the run file says of imported activations before the first row: one method `imported`, whose layers
// have the names that they have in the file. Parameters of estimators that differ between layers are lists,
// an element a layer. Environment strings, run id, start time and configuration are the
// caller's.
[[nodiscard]] RunDescription describeImport(const ImportOptions& options, const Dataset& dataset,
                                            const ActivationLayout& layout, const ActivationSurvey& survey,
                                            const std::vector<ImportedLayer>& layers);

} // namespace infoplane
