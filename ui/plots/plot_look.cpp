// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_state.h"
#include "ui/plots/axis_style.h"
#include "ui/plots/plot_frame.h"
#include "ui/plots/plot_interaction.h"

#include <QApplication>
#include <QFontMetricsF>

// The part of PlotFrame that dresses axes and legend.
namespace infoplane::ui {
namespace {

constexpr int kSmall = 300; // px of height

} // namespace

void PlotFrame::updateLook() {
    theme_ = print_ ? PlotTheme::forPrint(QApplication::font()) : PlotTheme::forScreen(palette(), font());
    plot_->setBackground(QBrush(theme_.background));
    legend_->setTheme(theme_);
    for (QCPAxisRect* rect : plot_->axisRects())
        styleAxisRect(rect);
    dress();
    labelAxes();
    updateLegend();
}

QString PlotFrame::labelWithConditions(const QString& label, const QString& conditions,
                                       const QCPAxisRect* rect) const {
    const QFontMetricsF metrics(theme_.font);
    const double room = rect->width() > 0 ? rect->width() + 40.0 : plot_->viewport().width();
    QStringList lines;
    for (const QString& part : conditions.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        const QString longer = lines.isEmpty() ? part : lines.last() + QStringLiteral(", ") + part;
        if (lines.isEmpty() || metrics.horizontalAdvance(longer) > room)
            lines << part;
        else
            lines.last() = longer;
    }
    // A small plot needs its room for the curves.
    if (lines.size() > 1 && plot_->viewport().height() < kSmall)
        lines = {lines.first() + QStringLiteral(", …")};
    lines.prepend(label);
    return lines.join(QLatin1Char('\n'));
}

double PlotFrame::capHeadroom() const {
    return QFontMetricsF(theme_.small_font).height() + 6.0;
}

std::vector<QRect> PlotFrame::panelPlaces() const {
    std::vector<QRect> places;
    for (const QCPAxisRect* rect : plot_->axisRects())
        places.push_back(rect->rect());
    return places;
}

// Labels and fitted ranges depend on the room there is, and the room on them: a few rounds settle it.
void PlotFrame::onLayout() {
    constexpr int kRounds = 4;
    for (int round = 0; round < kRounds && (adapts_ || panelPlaces() != panels_); ++round) {
        adapts_ = false;
        panels_ = panelPlaces();
        labelAxes();
        if (window_ == Window::Fitted) fitAxes();
        keepAspect();
        updatePlaces();
    }
    if (keepAspect()) updatePlaces();
    panels_ = panelPlaces();
}

void PlotFrame::updatePlaces() {
    for (const auto phase :
         {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        plot_->plotLayout()->update(phase);
}

QCPAxisRect* PlotFrame::addPanel(int row) {
    auto* rect = new QCPAxisRect(plot_, true);
    rect->removeAxis(rect->axis(QCPAxis::atTop));
    rect->removeAxis(rect->axis(QCPAxis::atRight));
    rect->setMinimumMargins(QMargins(4, 4, 10, 4));
    plot_->plotLayout()->addElement(row, 0, rect);
    // Below the curves, so that a line along an axis is seen.
    for (QCPAxis* axis : rect->axes()) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
    }
    styleAxisRect(rect);
    return rect;
}

void PlotFrame::styleAxisRect(QCPAxisRect* rect) const {
    for (QCPAxis* axis : rect->axes())
        styleAxis(axis);
}

void PlotFrame::styleAxis(QCPAxis* axis) const {
    ui::styleAxis(*axis, theme_);
}

void PlotFrame::updateLegend() {
    legend_->setEntries(hasRun() ? legendEntries() : std::vector<LegendEntry>{});
    legend_->setVisible(options_.legend != LegendPlace::Off);
}

void PlotFrame::placeLegend() {
    if (legend_->layout()) legend_->layout()->take(legend_);
    const bool inside = options_.legend == LegendPlace::Inside && plot_->axisRectCount() > 0;
    legend_->setColumn(inside);
    if (inside)
        plot_->axisRect(0)->insetLayout()->addElement(legend_, Qt::AlignRight | Qt::AlignBottom);
    else
        plot_->plotLayout()->addElement(0, 0, legend_);
}

} // namespace infoplane::ui
