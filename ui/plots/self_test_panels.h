// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/self_test_point.h"

namespace infoplane::ui {

// The values of one estimator in one panel, by rising truth.
struct SelfTestCurve {
    std::string estimator;
    std::size_t look = 0; // place of the estimator in estimatorsOf: its colour and marker
    std::vector<SelfTestPoint> points;
};

// Everything that was measured of one problem's information. Only such values share a panel: others are
// another quantity.
struct SelfTestPanel {
    std::string problem, information; // "layer", "I(X;T^)"
    std::vector<SelfTestCurve> curves;
    // What the axes show, nats: the ladder's truths, and negative estimates as far down as truths go up.
    // Estimates beyond are drawn at the edge.
    double left = 0.0, right = 1.0;
    double bottom = 0.0, top = 1.0;
};

// By problem; results without a value have no point.
[[nodiscard]] std::vector<SelfTestPanel> panelsOf(const std::vector<SelfTestPoint>& points);
// Every estimator that gave a value, once, in the order in which they come.
[[nodiscard]] std::vector<std::string> estimatorsOf(const std::vector<SelfTestPoint>& points);

} // namespace infoplane::ui
