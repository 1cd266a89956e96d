// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/epoch_colours.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace infoplane::ui {
namespace {

constexpr std::array<QRgb, 16> kViridis{
    0xff440154, 0xff481a6c, 0xff472f7d, 0xff414487, 0xff39568c, 0xff31688e, 0xff2a788e, 0xff23888e,
    0xff1f988b, 0xff22a884, 0xff35b779, 0xff54c568, 0xff7ad151, 0xffa5db36, 0xffd2e21b, 0xfffde725};
constexpr std::array<QRgb, 10> kCividis{0xff00204d, 0xff00336f, 0xff39486b, 0xff575c6d, 0xff707173,
                                        0xff8a8779, 0xffa69d75, 0xffc4b56c, 0xffe4cf5b, 0xffffea46};

QRgb between(std::span<const QRgb> stops, double fraction) {
    const double position = fraction * static_cast<double>(stops.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(position), stops.size() - 2);
    const double t = position - static_cast<double>(i);
    const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * t)); };
    return qRgb(mix(qRed(stops[i]), qRed(stops[i + 1])), mix(qGreen(stops[i]), qGreen(stops[i + 1])),
                mix(qBlue(stops[i]), qBlue(stops[i + 1])));
}

} // namespace

EpochColours::EpochColours(ColourMap map, bool dark_background) {
    const std::span<const QRgb> stops =
        map == ColourMap::Viridis ? std::span<const QRgb>(kViridis) : std::span<const QRgb>(kCividis);
    const double from = dark_background ? 0.18 : 0.0;
    const double to = dark_background ? 1.0 : 0.88;
    for (int i = 0; i < kSteps; ++i)
        colours_[static_cast<std::size_t>(i)] = between(stops, from + (to - from) * i / (kSteps - 1));
}

int EpochColours::step(double fraction) const {
    if (!(fraction > 0.0)) return 0;
    return static_cast<int>(std::min(fraction, 1.0) * (kSteps - 1));
}

} // namespace infoplane::ui
