// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/schema.h"

#include <QString>

#include <vector>

namespace infoplane::ui {

// The fields of an experiment in parts, as pages of the editor: general, data, network, each method, ...
struct ExperimentSection {
    QString title;
    QString method; // the method's name where it is one's page
    std::vector<Field> fields;
};

[[nodiscard]] std::vector<ExperimentSection> sectionsOf(const std::vector<Field>& fields);

} // namespace infoplane::ui
