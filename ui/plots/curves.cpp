// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curves.h"

#include "ui/models/view_state.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace infoplane::ui {
namespace {

auto keyOf(const Series& series) {
    return std::tie(series.method_index, series.quantity, series.split, series.layer);
}

} // namespace

Curves::Curves(QCPAxis* x, QCPAxis* y, const ViewState& state)
    : AxisDrawing(x, y, QStringLiteral("main")), state_(state) {}

void Curves::take(const Series& series, const CurveLook& look) {
    auto place =
        std::lower_bound(curves_.begin(), curves_.end(), series,
                         [](const Curve& curve, const Series& s) { return keyOf(curve.series) < keyOf(s); });
    if (place == curves_.end() || keyOf(place->series) != keyOf(series)) {
        place = curves_.insert(place, Curve{});
        place->method = QString::fromStdString(series.method);
        place->series = series;
        place->look = look;
    } else {
        append(place->series, series);
    }
    for (const double y : series.y) {
        if (!std::isfinite(y)) continue;
        place->low = place->low > place->high ? y : std::min(place->low, y);
        place->high = std::max(place->high, y);
    }
    extendSmooth(*place);
}

void Curves::setSmoothing(int rows) {
    smoothing_ = rows;
    for (Curve& curve : curves_) {
        curve.smooth.clear();
        curve.smooth_weight = 0.0;
        extendSmooth(curve);
    }
}

// Exponential running mean, its start not drawn to zero; a NaN stays one and is left out of the mean.
void Curves::extendSmooth(Curve& curve) const {
    if (smoothing_ <= 1) return;
    const double keep = 1.0 - 2.0 / (smoothing_ + 1.0);
    double mean = 0.0;
    for (std::size_t i = curve.smooth.size(); i-- > 0;)
        if (std::isfinite(curve.smooth[i])) {
            mean = curve.smooth[i];
            break;
        }
    for (std::size_t i = curve.smooth.size(); i < curve.series.y.size(); ++i) {
        const double y = curve.series.y[i];
        if (!std::isfinite(y)) {
            curve.smooth.push_back(y);
            continue;
        }
        curve.smooth_weight = keep * curve.smooth_weight + 1.0;
        mean += (y - mean) / curve.smooth_weight;
        curve.smooth.push_back(mean);
    }
}

void Curves::restyle(const std::function<CurveLook(const Series&)>& look_of) {
    for (Curve& curve : curves_)
        curve.look = look_of(curve.series);
}

bool Curves::isShown(const Curve& curve) const {
    return state_.methodShown(curve.method) && state_.layerShown(static_cast<int>(curve.series.layer)) &&
           (!shows_ || shows_(curve.series));
}

std::vector<const Curve*> Curves::inDrawingOrder() const {
    std::vector<const Curve*> order;
    for (const Curve& curve : curves_)
        if (isShown(curve) && !curve.series.x.empty()) order.push_back(&curve);
    std::stable_sort(order.begin(), order.end(), [this](const Curve* a, const Curve* b) {
        const auto rank = [this](const Curve* curve) {
            const bool selected = state_.isSelected(curve->method, static_cast<int>(curve->series.layer));
            return (selected ? 2 : 0) + (curve->look.strong ? 1 : 0);
        };
        return rank(a) < rank(b);
    });
    return order;
}

// What lies in the range of the axis, and one point beyond it on either side.
Curves::Span Curves::visible(const Curve& curve) const {
    const std::vector<double>& x = curve.series.x;
    const QCPRange range = xAxis()->range();
    auto begin = std::lower_bound(x.begin(), x.end(), range.lower);
    auto end = std::upper_bound(begin, x.end(), range.upper);
    if (begin != x.begin()) --begin;
    if (end != x.end()) ++end;
    return {static_cast<std::size_t>(begin - x.begin()), static_cast<std::size_t>(end - x.begin())};
}

// The curve whose point is nearest, of the points near the position's column.
std::optional<Curves::Hit> Curves::nearest(const QPointF& position, double tolerance) const {
    std::optional<Hit> hit;
    double best = tolerance;
    for (const Curve* curve : inDrawingOrder()) {
        const std::vector<double>& x = curve->series.x;
        const auto from =
            std::lower_bound(x.begin(), x.end(), xAxis()->pixelToCoord(position.x() - tolerance));
        const auto to = std::upper_bound(from, x.end(), xAxis()->pixelToCoord(position.x() + tolerance));
        for (auto at = from; at != to; ++at) {
            const auto i = static_cast<std::size_t>(at - x.begin());
            if (!std::isfinite(curve->series.y[i])) continue;
            const QPointF point(xPixel(x[i]), yAxis()->coordToPixel(curve->series.y[i]));
            const double distance = std::hypot(point.x() - position.x(), point.y() - position.y());
            if (!(distance <= best)) continue;
            best = distance;
            hit = Hit{curve, i, point, distance};
        }
    }
    return hit;
}

double Curves::xPixel(double x) const {
    if (xAxis()->scaleType() == QCPAxis::stLogarithmic && x <= 0.0) return std::nan("");
    return xAxis()->coordToPixel(x);
}

} // namespace infoplane::ui
