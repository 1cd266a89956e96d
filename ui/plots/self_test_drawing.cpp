// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/self_test_drawing.h"

#include "ui/plots/plot_text.h"

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

constexpr double kErrors = 3.0;    // standard errors either way
constexpr double kCapShare = 0.22; // of the panel's width
constexpr double kLabelShare = 0.42;

double lineHeight(const PlotTheme& theme) {
    return textSize(theme.small_font, QStringLiteral("X")).height();
}

// As many names as there is room for: "ksg, gao", "ksg, +3", "4 caps".
QString capLabel(const QStringList& names, const PlotTheme& theme, double room) {
    const auto fits = [&](const QString& text) { return textSize(theme.small_font, text).width() <= room; };
    for (qsizetype shown = names.size(); shown > 0; --shown) {
        QString text = QStringList(names.first(shown)).join(QStringLiteral(", "));
        if (shown < names.size()) text += QStringLiteral(", +%1").arg(names.size() - shown);
        if (fits(text)) return text;
    }
    return names.size() == 1 ? PlotWords::tr("cap") : PlotWords::tr("%1 caps").arg(names.size());
}

} // namespace

MarkerLook estimatorLook(std::size_t n, const PlotTheme& theme) {
    MarkerLook look;
    look.shape = n % 6;
    look.colour = theme.layerColour(1 + n % 7);
    look.background = theme.background;
    look.radius = 0.75 * theme.marker;
    look.pen = 0.22 * theme.marker;
    return look;
}

void SelfTestDrawing::setPanel(SelfTestPanel panel, double scale) {
    panel_ = std::move(panel);
    scale_ = scale;
    xAxis()->setRange(scale * panel_.left, scale * panel_.right);
    yAxis()->setRange(scale * panel_.bottom, scale * panel_.top);
}

QPointF SelfTestDrawing::placeOf(const SelfTestPoint& point) const {
    const QRectF inside = area().adjusted(theme_.marker, theme_.marker, -theme_.marker, -theme_.marker);
    QPointF place = pixel(scale_ * point.truth, scale_ * point.value);
    if (isBeyond(point)) place.setY(point.value > 0.0 ? inside.top() : inside.bottom());
    return place;
}

QColor SelfTestDrawing::colourOf(const SelfTestCurve& curve) const {
    const QColor colour = estimatorLook(curve.look, theme_).colour;
    const bool stands_back = !highlighted_.empty() && highlighted_ != curve.estimator;
    return stands_back ? theme_.faded(colour, 0.75) : colour;
}

template <class Draw>
void SelfTestDrawing::eachCurve(const Draw& draw) const {
    for (const SelfTestCurve& curve : panel_.curves)
        if (curve.estimator != highlighted_) draw(curve);
    for (const SelfTestCurve& curve : panel_.curves)
        if (curve.estimator == highlighted_) draw(curve);
}

void SelfTestDrawing::draw(QCPPainter* painter) {
    drawTruth(*painter);
    drawCaps(*painter);
    eachCurve([&](const SelfTestCurve& curve) { drawLine(*painter, curve); });
    // What is doubtful is not hidden by what is right.
    for (const bool warned : {false, true})
        eachCurve([&](const SelfTestCurve& curve) {
            for (const SelfTestPoint& point : curve.points)
                if ((point.verdict == SelfTestVerdict::Warned) == warned) drawPoint(*painter, curve, point);
        });
    drawBeyond(*painter);
    MarkerLook cross{
        0, MarkerFill::Full, theme_.alarm(), theme_.background, theme_.marker, 0.28 * theme_.marker};
    for (const SelfTestCurve& curve : panel_.curves)
        for (const SelfTestPoint& point : curve.points)
            if (point.verdict == SelfTestVerdict::Wrong) drawCross(*painter, placeOf(point), cross);
}

void SelfTestDrawing::drawTruth(QCPPainter& painter) const {
    const double low = std::max(panel_.left, panel_.bottom) * scale_;
    const double high = std::min(panel_.right, panel_.top) * scale_;
    painter.setPen(QPen(theme_.muted, theme_.thin));
    painter.drawLine(pixel(low, low), pixel(high, high));
}

// From the top of the panel down; caps that share their place share a label.
std::vector<SelfTestDrawing::Cap> SelfTestDrawing::caps() const {
    std::vector<Cap> found;
    for (const SelfTestCurve& curve : panel_.curves) {
        double cap = SelfTestPoint::kNone; // the one of the highest rung: the one that the curve runs into
        for (const SelfTestPoint& point : curve.points)
            if (std::isfinite(point.cap)) cap = point.cap;
        if (!yAxis()->range().contains(scale_ * cap)) continue;
        found.push_back({yAxis()->coordToPixel(scale_ * cap),
                         {QString::fromStdString(curve.estimator)},
                         colourOf(curve)});
    }
    std::ranges::stable_sort(found, {}, &Cap::pixel);
    std::vector<Cap> shared;
    for (Cap& cap : found) {
        if (shared.empty() || cap.pixel - shared.back().pixel > lineHeight(theme_)) {
            shared.push_back(std::move(cap));
            continue;
        }
        shared.back().names << cap.names;
        shared.back().colour = theme_.muted;
    }
    return shared;
}

void SelfTestDrawing::drawCaps(QCPPainter& painter) const {
    const QRectF rect = area();
    const double height = lineHeight(theme_);
    for (const Cap& cap : caps()) {
        QPen pen(cap.colour, theme_.thin);
        pen.setDashPattern({4.0, 3.0});
        painter.setPen(pen);
        painter.drawLine(QPointF(rect.left(), cap.pixel),
                         QPointF(rect.left() + kCapShare * rect.width(), cap.pixel));
        const bool above = cap.pixel - height > rect.top();
        const QRectF place(rect.left() + 3.0, above ? cap.pixel - height : cap.pixel, rect.width(), height);
        const QString text = capLabel(cap.names, theme_, kLabelShare * rect.width());
        drawLabel(painter, QRectF(place.topLeft(), QSizeF(textSize(theme_.small_font, text).width(), height)),
                  text, theme_.small_font, theme_.muted, theme_.background);
    }
}

void SelfTestDrawing::drawLine(QCPPainter& painter, const SelfTestCurve& curve) const {
    painter.setPen(QPen(colourOf(curve), curve.estimator == highlighted_ ? theme_.curve : theme_.thin));
    for (std::size_t i = 1; i < curve.points.size(); ++i)
        if (curve.points[i].truth > curve.points[i - 1].truth)
            painter.drawLine(placeOf(curve.points[i - 1]), placeOf(curve.points[i]));
}

void SelfTestDrawing::drawPoint(QCPPainter& painter, const SelfTestCurve& curve,
                                const SelfTestPoint& point) const {
    MarkerLook look = estimatorLook(curve.look, theme_);
    look.colour = colourOf(curve);
    if (point.verdict == SelfTestVerdict::Warned) look.fill = MarkerFill::Hollow;
    drawError(painter, point, look.colour);
    drawMarker(painter, placeOf(point), look);
}

void SelfTestDrawing::drawError(QCPPainter& painter, const SelfTestPoint& point, const QColor& colour) const {
    if (!std::isfinite(point.standard_error)) return;
    const auto y = [&](double nats) {
        return std::clamp(yAxis()->coordToPixel(scale_ * nats), area().top(), area().bottom());
    };
    const double x = placeOf(point).x();
    const double low = y(point.value - kErrors * point.standard_error);
    const double high = y(point.value + kErrors * point.standard_error);
    painter.setPen(QPen(colour, theme_.thin));
    painter.drawLine(QPointF(x, low), QPointF(x, high));
    for (const double end : {low, high})
        painter.drawLine(QPointF(x - 0.5 * theme_.marker, end), QPointF(x + 0.5 * theme_.marker, end));
}

bool SelfTestDrawing::isBeyond(const SelfTestPoint& point) const {
    return !yAxis()->range().contains(scale_ * point.value);
}

// How far each curve goes where the axis does not follow it: an arrow and a number, one below the other.
void SelfTestDrawing::drawBeyond(QCPPainter& painter) const {
    const QSizeF space(1.5 * theme_.marker, 1.5 * theme_.marker);
    double below_top = area().top() + space.height(), above_bottom = area().bottom() - space.height();
    for (const SelfTestCurve& curve : panel_.curves) {
        const SelfTestPoint* furthest = nullptr;
        for (const SelfTestPoint& point : curve.points)
            if (isBeyond(point) && (!furthest || std::abs(point.value) > std::abs(furthest->value)))
                furthest = &point;
        if (!furthest) continue;
        const QString arrow = furthest->value > 0.0 ? QStringLiteral("↑") : QStringLiteral("↓");
        const QString text = arrow + QLocale().toString(scale_ * furthest->value, 'g', 3);
        const QSizeF size = textSize(theme_.small_font, text);
        // Beside the marker, on the side of the middle.
        const bool left = placeOf(*furthest).x() > area().center().x();
        const double x = placeOf(*furthest).x() + (left ? -space.width() - size.width() : space.width());
        double& y = furthest->value > 0.0 ? below_top : above_bottom;
        if (furthest->value < 0.0) y -= size.height();
        drawLabel(painter, QRectF(QPointF(x, y), size), text, theme_.small_font, colourOf(curve),
                  theme_.background);
        if (furthest->value > 0.0) y += size.height();
    }
}

const SelfTestPoint* SelfTestDrawing::nearest(const QPointF& position, double reach) const {
    const SelfTestPoint* best = nullptr;
    for (const SelfTestCurve& curve : panel_.curves)
        for (const SelfTestPoint& point : curve.points) {
            const double distance = QLineF(position, placeOf(point)).length();
            if (distance > reach) continue;
            reach = distance;
            best = &point;
        }
    return best;
}

} // namespace infoplane::ui
