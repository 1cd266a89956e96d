// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presets_command.h"

#include "core/config/schema.h"

#include <ostream>

namespace infoplane::app {

int runPresets(const PresetsOptions& options, Console& console) {
    if (options.name.empty()) {
        for (const std::string& name : presetNames())
            console.out << name << '\n';
        return kDone;
    }
    const Result<Experiment> experiment = preset(options.name);
    if (!experiment) return complain(console, experiment.error());
    console.out << writeExperiment(*experiment) << '\n';
    return kDone;
}

} // namespace infoplane::app
