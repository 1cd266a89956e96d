// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/truth.h"

#include <array>
#include <cstdio>
#include <numbers>

namespace infoplane {

std::string truthText(const Truth& truth) {
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "I(X;Y) = %.4f bits, H(Y) = %.4f bits",
                  truth.information / std::numbers::ln2, truth.label_entropy / std::numbers::ln2);
    return text.data();
}

} // namespace infoplane
