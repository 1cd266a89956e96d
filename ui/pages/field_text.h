// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/schema.h"

#include <QString>

namespace infoplane::ui {

// The last part of a field's key for people: methods.layerwise_ib.critic_rate is "Critic rate".
[[nodiscard]] QString fieldTitle(const Field& field);

// A JSON value as one would type it: no quotes around words, no brackets around lists.
[[nodiscard]] QString plainText(const std::string& json);

[[nodiscard]] QString fieldUnit(const Field& field);

// The field's sentence, then its range and default.
[[nodiscard]] QString fieldNote(const Field& field);

// What is wrong, as it is said at the field: without the key that the field stands for.
[[nodiscard]] QString problemText(const Field& field, const QString& problem);

} // namespace infoplane::ui
