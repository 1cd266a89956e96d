// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/nearest.h"
#include "core/config/schema.h"

#include "resources/embedded.h"
#include <algorithm>

namespace infoplane {

std::vector<std::string> presetNames() {
    return {"digits",       "twelve-bit", "twelve-bit-szt", "mnist",        "mnist-wide",
            "mnist-narrow", "mnist-two",  "cifar10",        "cifar10-small"};
}

Result<Experiment> preset(std::string_view name) {
    const auto names = presetNames();
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        std::string known;
        for (const std::string& candidate : names)
            known += (known.empty() ? "" : ", ") + candidate;
        return Error{ErrorCode::NotFound,
                     "there is no preset \"" + std::string(name) + "\"; there are " + known +
                         didYouMean(name, names),
                     ""};
    }
    return parseExperiment(embeddedFile("presets/" + std::string(name) + ".json"));
}

} // namespace infoplane
