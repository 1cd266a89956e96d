// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/self_test_panels.h"

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

constexpr double kMargin = 0.05;    // share of the range
constexpr double kNearCap = 1.2;    // a cap up to so many times the largest truth is in the picture
constexpr double kNearTruth = 1.2;  // and an estimate, too
constexpr double kLeastRange = 0.5; // nats

bool hasPlace(const SelfTestPoint& point) {
    return std::isfinite(point.value) && std::isfinite(point.truth);
}

SelfTestPanel& panelFor(std::vector<SelfTestPanel>& panels, const SelfTestPoint& point) {
    const std::string information = informationOf(point);
    const auto found = std::ranges::find_if(panels, [&](const SelfTestPanel& panel) {
        return panel.problem == point.problem && panel.information == information;
    });
    if (found != panels.end()) return *found;
    panels.push_back({point.problem, information, {}});
    return panels.back();
}

SelfTestCurve& curveFor(SelfTestPanel& panel, const std::string& estimator, std::size_t look) {
    const auto found = std::ranges::find(panel.curves, estimator, &SelfTestCurve::estimator);
    if (found != panel.curves.end()) return *found;
    panel.curves.push_back({estimator, look, {}});
    return panel.curves.back();
}

void setRanges(SelfTestPanel& panel) {
    double truth = 0.0, lowest = 0.0, highest = 0.0, most = 0.0;
    for (const SelfTestCurve& curve : panel.curves)
        for (const SelfTestPoint& point : curve.points) {
            truth = std::max(truth, point.truth);
            lowest = std::min(lowest, point.value);
            highest = std::max(highest, point.value);
        }
    const bool ladder = truth > 0.0;
    // Where the truth is always 0 the estimates alone say how far the panel goes.
    const double reach = ladder ? truth : std::max({kLeastRange, highest, -lowest});
    for (const SelfTestCurve& curve : panel.curves)
        for (const SelfTestPoint& point : curve.points)
            if (point.cap <= kNearCap * reach) most = std::max(most, point.cap);
    const double pad = kMargin * reach;
    if (highest <= kNearTruth * reach) most = std::max(most, highest);
    panel.left = (ladder ? 0.0 : -reach) - pad;
    panel.right = reach + pad;
    panel.bottom = std::max(lowest, -reach) - pad;
    panel.top = std::max(reach, most) + pad;
}

} // namespace

std::vector<std::string> estimatorsOf(const std::vector<SelfTestPoint>& points) {
    std::vector<std::string> names;
    for (const SelfTestPoint& point : points)
        if (hasPlace(point) && std::ranges::find(names, point.estimator) == names.end())
            names.push_back(point.estimator);
    return names;
}

std::vector<SelfTestPanel> panelsOf(const std::vector<SelfTestPoint>& points) {
    const std::vector<std::string> names = estimatorsOf(points);
    std::vector<SelfTestPanel> panels;
    for (const SelfTestPoint& point : points) {
        if (!hasPlace(point)) continue;
        const auto look = std::size_t(std::ranges::find(names, point.estimator) - names.begin());
        curveFor(panelFor(panels, point), point.estimator, look).points.push_back(point);
    }
    std::ranges::stable_sort(panels, {}, &SelfTestPanel::problem);
    for (SelfTestPanel& panel : panels) {
        for (SelfTestCurve& curve : panel.curves)
            std::ranges::stable_sort(curve.points, {}, &SelfTestPoint::truth);
        setRanges(panel);
    }
    return panels;
}

} // namespace infoplane::ui
