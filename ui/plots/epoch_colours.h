// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>

namespace infoplane::ui {

enum class ColourMap { Viridis, Cividis };

// Colours for time, perceptually even and safe for colour-blind people: 256 steps of viridis (Smith, van der
// Walt, Firing 2015) or cividis (Nunez, Anderton, Renslow 2018), without the end that would vanish in the
// background.
class EpochColours {
public:
    static constexpr int kSteps = 256;
    EpochColours(ColourMap map, bool dark_background);

    // `fraction` outside 0..1 is taken as the nearer end; NaN as 0.
    [[nodiscard]] int step(double fraction) const;
    [[nodiscard]] QRgb at(int step) const { return colours_[static_cast<std::size_t>(step)]; }

private:
    std::array<QRgb, kSteps> colours_{};
};

} // namespace infoplane::ui
