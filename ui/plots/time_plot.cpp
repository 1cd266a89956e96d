// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/time_plot.h"

#include "ui/models/view_state.h"
#include "ui/plots/cursor_line.h"
#include "ui/plots/plot_interaction.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/references.h"

#include <QActionGroup>
#include <QFontMetricsF>
#include <QMenu>

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane::ui {
namespace {

constexpr double kCurveReach = 14.0; // px from the pointer to a point
constexpr double kValuePad = 0.06;

} // namespace

TimePlot::TimePlot(ViewState& state) : PlotFrame(state), cursor_(new CursorLine(&canvas(), state)) {
    connect(&hand(), &PlotInteraction::cursorMoved, this, &TimePlot::onCursorMoved);
    connect(&canvas(), &QCustomPlot::afterLayout, this, [this] { hand().setCursorPixel(cursor_->pixel()); });
}

QString TimePlot::capName(const Series&) const {
    return tr("cap");
}

void TimePlot::begin(const RunStore* run) {
    const std::size_t count = panelCount(run);
    if (count != panels_.size()) resetPanels(count);
    for (Panel& panel : panels_)
        panel.curves->clear();
}

void TimePlot::resetPanels(std::size_t count) {
    hand().setCursorAxis(nullptr);
    cursor_->setPanels({});
    for (Panel& panel : panels_) {
        delete panel.curves;
        delete panel.labels;
        delete panel.references;
        canvas().plotLayout()->remove(panel.rect);
    }
    canvas().plotLayout()->simplify();
    panels_.clear();
    for (std::size_t i = 0; i < count; ++i) {
        Panel panel;
        panel.rect = addPanel(static_cast<int>(i) + 1);
        panel.references =
            new References(panel.rect->axis(QCPAxis::atBottom), panel.rect->axis(QCPAxis::atLeft));
        panel.labels = new ReferenceLabels(*panel.references);
        panel.curves =
            new Curves(panel.rect->axis(QCPAxis::atBottom), panel.rect->axis(QCPAxis::atLeft), state());
        panel.curves->setFilter([this](const Series& series) { return showsQuantity(series); });
        panels_.push_back(panel);
    }
    linkPanels();
}

// One axis of passes for all panels, labelled at the lowest.
void TimePlot::linkPanels() {
    auto* margins = new QCPMarginGroup(&canvas());
    std::vector<const Curves*> curves;
    const auto set_range = static_cast<void (QCPAxis::*)(const QCPRange&)>(&QCPAxis::setRange);
    const auto changed = static_cast<void (QCPAxis::*)(const QCPRange&)>(&QCPAxis::rangeChanged);
    for (const Panel& panel : panels_) {
        curves.push_back(panel.curves);
        panel.rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        QCPAxis* axis = panel.rect->axis(QCPAxis::atBottom);
        axis->setTickLabels(panel.rect == panels_.back().rect);
        for (const Panel& other : panels_)
            if (other.rect != panel.rect)
                connect(axis, changed, other.rect->axis(QCPAxis::atBottom), set_range);
    }
    cursor_->setPanels(std::move(curves));
    hand().setCursorAxis(passAxis());
}

QCPAxis* TimePlot::passAxis() const {
    return panels_.back().rect->axis(QCPAxis::atBottom);
}

void TimePlot::take(const Series& series, std::optional<std::size_t> seed) {
    const std::optional<std::size_t> panel = panelOf(series);
    if (panel && !seed) panels_[*panel].curves->take(series, lookOf(series));
}

void TimePlot::dress() {
    dressPassAxes();
    cursor_->setTheme(theme());
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        Panel& panel = panels_[i];
        styleValueAxis(panel.rect->axis(QCPAxis::atLeft));
        panel.references->setTheme(theme());
        panel.curves->setTheme(theme());
        panel.curves->setSmoothing(options().smoothing);
        if (hasRun()) panel.curves->restyle([this](const Series& series) { return lookOf(series); });
        dressReferences(panel, i == 0);
    }
}

void TimePlot::dressPassAxes() {
    for (const Panel& panel : panels_) {
        QCPAxis* axis = panel.rect->axis(QCPAxis::atBottom);
        const auto type = options().log_passes ? QCPAxis::stLogarithmic : QCPAxis::stLinear;
        if (axis->scaleType() != type) {
            axis->setScaleType(type);
            axis->setTicker(options().log_passes ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                                                 : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
        }
    }
}

// The lowest panel carries the labels of passes below it; all get the same height inside.
void TimePlot::equalHeights() {
    double free = 0.0;
    for (const Panel& panel : panels_)
        free += panel.rect->height();
    for (std::size_t i = 0; i < panels_.size() && free > 0.0; ++i) {
        const QMargins margins = panels_[i].rect->margins();
        const double height = free / static_cast<double>(panels_.size()) + margins.top() + margins.bottom();
        canvas().plotLayout()->setRowStretchFactor(static_cast<int>(i) + 1, std::max(height, 1.0));
    }
}

void TimePlot::labelAxes() {
    equalHeights();
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        QCPAxis* axis = panels_[i].rect->axis(QCPAxis::atLeft);
        axis->setLabel(hasRun() ? mathText(labelOf(i)) : QString());
        const double lines = panels_[i].rect->height() / QFontMetricsF(theme().small_font).height();
        axis->ticker()->setTickCount(std::clamp(static_cast<int>(lines / 2.5), 2, 5));
    }
    QString conditions = mathText(QString::fromStdString(words().conditions));
    if (options().smoothing > 1) conditions += tr(", smoothed over %n rows", nullptr, options().smoothing);
    const QString label = mathText(QString::fromStdString(words().x_label));
    passAxis()->setLabel(labelWithConditions(label, conditions, panels_.back().rect));
}

void TimePlot::dressReferences(Panel& panel, bool with_marks_named) {
    std::vector<ReferenceLine> lines;
    const auto add_once = [&](const ReferenceLine& line) {
        if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    };
    for (const Curve& curve : panel.curves->all()) {
        const Series& series = curve.series;
        if (!panel.curves->isShown(curve) || !std::isfinite(series.y_cap)) continue;
        const QString value =
            locale().toString(series.y_cap, 'g', 4) + QLatin1Char(' ') + QString::fromStdString(series.unit);
        const QString label = capName(series) + QStringLiteral(" = ") + value;
        add_once({ReferenceLine::Kind::Cap, Qt::Horizontal, series.y_cap, label, QString()});
    }
    for (const FrozenLayer& frozen : hasRun() ? frozenLayers(run()) : std::vector<FrozenLayer>{}) {
        const MethodDescription& method = run().description().methods[frozen.method_index];
        if (!state().methodShown(QString::fromStdString(method.name))) continue;
        ReferenceLine mark{ReferenceLine::Kind::Mark, Qt::Vertical, frozen.pass, QString(), QString()};
        if (with_marks_named) {
            mark.label = tr("layer %1 frozen").arg(frozen.layer);
            mark.short_label = tr("layer %1").arg(frozen.layer);
        }
        add_once(mark);
    }
    const bool has_marks = std::any_of(lines.begin(), lines.end(), [](const ReferenceLine& line) {
        return line.kind == ReferenceLine::Kind::Mark;
    });
    const int strip = with_marks_named && has_marks ? ReferenceLabels::stripHeight(theme()) : 4;
    panel.rect->setMinimumMargins(QMargins(4, strip, 10, 4));
    panel.references->setLines(std::move(lines));
}

void TimePlot::fitAxes() {
    fitPasses();
    for (Panel& panel : panels_)
        fitValues(panel);
}

void TimePlot::fitPasses() {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Panel& panel : panels_)
        for (const Curve& curve : panel.curves->all()) {
            const std::vector<double>& pass = curve.series.pass;
            if (!panel.curves->isShown(curve) || pass.empty()) continue;
            auto first = pass.begin();
            if (options().log_passes) first = std::upper_bound(pass.begin(), pass.end(), 0.0);
            if (first == pass.end()) continue;
            low = std::min(low, *first);
            high = std::max(high, pass.back());
        }
    if (!(low <= high)) return;
    if (!options().log_passes) high = std::max(high, low + 1.0);
    if (options().log_passes)
        passAxis()->setRange(low / 1.15, std::max(high, 1.2 * low) * 1.15);
    else
        passAxis()->setRange(low - 0.015 * std::max(high - low, 1.0),
                             high + 0.03 * std::max(high - low, 1.0));
}

void TimePlot::fitValues(Panel& panel) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Curve& curve : panel.curves->all()) {
        if (!panel.curves->isShown(curve) || curve.low > curve.high) continue;
        low = std::min(low, curve.low);
        high = std::max(high, curve.high);
    }
    if (!(low <= high)) return;
    const double data_high = high;
    for (const ReferenceLine& line : panel.references->lines())
        if (line.orientation == Qt::Horizontal &&
            line.value <= data_high + 0.5 * std::max(data_high - low, 0.2 * data_high))
            high = std::max(high, line.value);
    const double pad = high > low ? kValuePad * (high - low) : std::max(0.05 * std::abs(high), 0.05);
    double above = pad;
    const double height = panel.rect->height();
    if (high > data_high && height > 3.0 * capHeadroom())
        above = (high - low + pad) * capHeadroom() / (height - capHeadroom());
    panel.rect->axis(QCPAxis::atLeft)->setRange(low - pad, high + above);
}

void TimePlot::showNewest() {
    double newest = 0.0;
    for (const Panel& panel : panels_)
        for (const Curve& curve : panel.curves->all())
            if (!curve.series.pass.empty() && panel.curves->isShown(curve))
                newest = std::max(newest, curve.series.pass.back());
    const QCPRange range = passAxis()->range();
    if (newest <= range.upper) return;
    if (options().log_passes)
        passAxis()->setRange(range.lower * newest / range.upper, newest);
    else
        passAxis()->setRange(range + (newest - range.upper + 0.02 * range.size()));
}

void TimePlot::drawCursor() {
    hand().setCursorPixel(cursor_->pixel());
    cursor_->layer()->replot();
}

void TimePlot::onCursorMoved(double x_pixel) {
    const QCPAxisRect* rect = panels_.front().rect;
    const double inside = std::clamp(x_pixel, double(rect->left()), double(rect->right()));
    state().setPass(std::max(0.0, passAxis()->pixelToCoord(inside)));
}

std::optional<PlotFrame::PointHit> TimePlot::hitAt(const QPointF& position) const {
    std::optional<Curves::Hit> best;
    for (const Panel& panel : panels_) {
        if (!panel.rect->rect().contains(position.toPoint())) continue;
        best = panel.curves->nearest(position, kCurveReach);
    }
    if (!best) return std::nullopt;
    return PointHit{&best->curve->series, best->point, best->pixel, QString(),
                    mathText(nameOf(best->curve->series))};
}

void TimePlot::addOwnActions(QMenu& menu) {
    toggleAction(menu, tr("&Logarithmic axis of passes"), &PlotOptions::log_passes);
    QMenu* smoothing = menu.addMenu(tr("&Smoothing"));
    auto* group = new QActionGroup(smoothing);
    for (const int rows : {0, 5, 15, 50}) {
        QAction* action = smoothing->addAction(rows == 0 ? tr("&None") : tr("Over %n rows", nullptr, rows));
        action->setCheckable(true);
        action->setChecked(options().smoothing == rows);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, rows] {
            PlotOptions chosen = options();
            chosen.smoothing = rows;
            setOptions(chosen);
        });
    }
}

} // namespace infoplane::ui
