// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/store/run_description.h"

#include <QString>

#include <vector>

namespace infoplane::ui {

// What there is to choose from in a run, for the panel of methods and layers: of a run that exists, or of an
// experiment that has not begun.
struct RunOutline {
    struct Entry {
        QString key;  // the name in the run
        QString text; // for people
        QString hint;
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> methods;
    std::vector<Entry> layers; // 1, 2, ...
    std::vector<Entry> estimators;
    std::vector<Entry> seeds;

    bool operator==(const RunOutline&) const = default;
};

[[nodiscard]] RunOutline outlineOf(const RunDescription& description);
[[nodiscard]] RunOutline outlineOf(const Experiment& experiment);

} // namespace infoplane::ui
