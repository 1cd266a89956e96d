// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/keys.h"

#include <string>
#include <vector>

namespace infoplane {

// The refusal of a key that does not exist: names it and the nearest right one.
[[nodiscard]] Error unknownKey(const std::string& key, const std::vector<Section>& sections);

} // namespace infoplane
