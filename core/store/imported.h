// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_description.h"

namespace infoplane {

// The objective of a method that was not trained here: activations of somebody's own network, imported. Of
// such a method nothing is known but the activations: there are no weights, and widths of inputs are 0.
inline constexpr const char* kImportedObjective = "imported";

[[nodiscard]] inline bool isImported(const MethodDescription& method) {
    return method.objective == kImportedObjective;
}

// An Error for a run whose methods were not trained here: what needs their weights cannot be done.
[[nodiscard]] inline Status checkTrainedHere(const RunDescription& run) {
    for (const MethodDescription& method : run.methods)
        if (isImported(method))
            return Error{
                ErrorCode::InvalidArgument,
                "this run was imported and holds no weights that could be measured again; import its "
                "activations once more with what is missing",
                run.data.name};
    return {};
}

} // namespace infoplane
