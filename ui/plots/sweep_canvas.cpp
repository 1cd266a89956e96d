// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/sweep_canvas.h"

#include "ui/plots/axis_style.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/sweep_lines.h"

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

constexpr double kSweepPad = 0.06;     // of the values' range, around them
constexpr double kPanelShare = 0.4;    // of the picture's width: a panel of accuracy or terms, about
constexpr double kBeyondCorner = 1.25; // the plane shows so many times H(Y) at least

// The values of all lines with their bars.
QCPRange spanOf(const std::vector<BarredLine>& lines, double BarredPoint::*value, double BarredPoint::*bar) {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const BarredLine& line : lines)
        for (const BarredPoint& point : line.points) {
            if (!std::isfinite(point.*value)) continue;
            const double reach = std::isfinite(point.*bar) ? point.*bar : 0.0;
            least = std::min(least, point.*value - reach);
            most = std::max(most, point.*value + reach);
        }
    if (!(least <= most)) return {0.0, 1.0};
    return {least, most};
}

QCPRange paddedSpan(double least, double most) {
    const double pad = most > least ? kSweepPad * (most - least) : std::max(0.05 * std::abs(most), 0.1);
    return {least - (least == 0.0 ? 0.4 * pad : pad), most + pad}; // a little, for markers at 0
}

QCPRange valueRange(const SweepPlotData& data, const ValueColours& colours) {
    if (!data.logarithmic) return paddedSpan(colours.lower() - 1e-12, colours.upper());
    const double ratio = std::pow(colours.upper() / colours.lower(), kSweepPad);
    return {colours.lower() / ratio, colours.upper() * ratio};
}

QCPColorGradient gradientFor(const ValueColours& colours) {
    QCPColorGradient gradient;
    for (int i = 0; i < EpochColours::kSteps; i += 5)
        gradient.setColorStopAt(i / (EpochColours::kSteps - 1.0), QColor::fromRgb(colours.map().at(i)));
    return gradient;
}

// As many lines as its parts need.
QString wrapped(const QString& text, const QFont& font, double width) {
    const QFontMetricsF metrics(font);
    QStringList lines;
    for (const QString& part : text.split(QStringLiteral(", "))) {
        const QString longer = lines.isEmpty() ? part : lines.last() + QStringLiteral(", ") + part;
        if (lines.isEmpty() || metrics.horizontalAdvance(longer) > width)
            lines << part;
        else
            lines.last() = longer;
    }
    return lines.join(QStringLiteral(",\n"));
}

} // namespace

SweepCanvas::SweepCanvas(QCustomPlot& plot, const PlotTheme& theme)
    : plot_(plot),
      theme_(theme),
      legend_(new PlotLegend(&plot)),
      scale_(new QCPColorScale(&plot)),
      conditions_(new QCPTextElement(&plot)) {
    plot.setBackground(QBrush(theme.background));
    plot.addLayer(QStringLiteral("references"), plot.layer(QStringLiteral("grid")), QCustomPlot::limAbove);
    plot.addLayer(QStringLiteral("results"), plot.layer(QStringLiteral("axes")), QCustomPlot::limAbove);
    plot.addLayer(QStringLiteral("labels"), plot.layer(QStringLiteral("results")), QCustomPlot::limAbove);
    auto* panels = new QCPLayoutGrid;
    auto* left = new QCPLayoutGrid;
    auto* right = new QCPLayoutGrid;
    plot.plotLayout()->clear();
    plot.plotLayout()->setRowSpacing(2);
    plot.plotLayout()->addElement(0, 0, legend_);
    plot.plotLayout()->addElement(1, 0, panels);
    plot.plotLayout()->addElement(2, 0, conditions_);
    for (const int row : {0, 2})
        plot.plotLayout()->setRowStretchFactor(row, 0.001); // they take what they need
    panels->addElement(0, 0, left);
    panels->addElement(0, 1, right);
    panels->setColumnSpacing(6);
    plane_ = makePanel(*left, 0);
    left->addElement(1, 1, scale_);
    accuracy_ = makePanel(*right, 0);
    information_ = makePanel(*right, 2);
    auto* group = new QCPMarginGroup(&plot);
    plane_.rect->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    scale_->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    auto* edge = new QCPMarginGroup(&plot);
    for (const Panel& panel : {accuracy_, information_})
        panel.rect->setMarginGroup(QCP::msLeft, edge);
}

SweepCanvas::Panel SweepCanvas::makePanel(QCPLayoutGrid& grid, int row) {
    Panel panel{new QCPTextElement(&plot_), new QCPAxisRect(&plot_, true), nullptr, nullptr};
    panel.rect->removeAxis(panel.rect->axis(QCPAxis::atTop));
    panel.rect->removeAxis(panel.rect->axis(QCPAxis::atRight));
    panel.rect->setMinimumMargins(QMargins(4, 2, 8, 4));
    panel.rect->setMinimumSize(24, 24);
    grid.setRowSpacing(0);
    grid.addElement(row, 0, panel.title);
    grid.setRowStretchFactor(row, 0.001);
    grid.addElement(row + 1, 0, panel.rect);
    for (QCPAxis* axis : panel.rect->axes()) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
    }
    panel.references = new References(x(panel), y(panel));
    panel.drawing = new SweepDrawing(x(panel), y(panel), QStringLiteral("results"));
    new ReferenceLabels(*panel.references); // the plot's
    return panel;
}

void SweepCanvas::show(const SweepPlotData& data, QSizeF size) {
    const ValueColours colours(data, theme_.dark);
    dress(data);
    showPlane(data, colours);
    showScale(data, colours);
    showAgainstValue(accuracy_, data, accuracyLines(data, theme_));
    showAgainstValue(information_, data, informationLines(data, theme_));
    for (const Panel& panel : {accuracy_, information_})
        x(panel)->setRange(valueRange(data, colours));
    turnLongNames(data, kPanelShare * size.width());
    conditions_->setText(
        wrapped(mathText(QString::fromStdString(data.conditions)), theme_.small_font, size.width() - 16.0));
}

void SweepCanvas::dress(const SweepPlotData& data) {
    legend_->setTheme(theme_);
    legend_->setLargestShare(0.4);
    legend_->setEntries(sweepLegend(data, theme_));
    conditions_->setFont(theme_.small_font);
    conditions_->setTextColor(theme_.muted);
    const QString unit = QString::fromStdString(data.unit);
    const auto name = [&](const Panel& panel, const QString& title, const QString& y_label) {
        panel.title->setText(title);
        panel.title->setFont(theme_.font);
        panel.title->setTextColor(theme_.foreground);
        panel.references->setTheme(theme_);
        panel.drawing->setTheme(theme_);
        styleAxis(*x(panel), theme_);
        styleAxis(*y(panel), theme_);
        y(panel)->setLabel(y_label);
    };
    name(plane_, PlotWords::tr("(a) empirical and theoretical curve"),
         mathText(QStringLiteral("I(T^;Y) [%1]")).arg(unit));
    name(accuracy_, PlotWords::tr("(b) accuracy"), PlotWords::tr("accuracy [%]"));
    name(information_, PlotWords::tr("(c) both terms"), PlotWords::tr("information [%1]").arg(unit));
    x(plane_)->setLabel(mathText(QStringLiteral("I(X;T^) [%1]")).arg(unit));
    x(information_)->setLabel(mathText(QString::fromStdString(data.key)));
}

void SweepCanvas::showPlane(const SweepPlotData& data, const ValueColours& colours) {
    std::vector<BarredLine> lines = planeLines(data, colours, theme_);
    const QCPRange across = spanOf(lines, &BarredPoint::x, &BarredPoint::x_bar);
    const QCPRange up = spanOf(lines, &BarredPoint::y, &BarredPoint::y_bar);
    const double corner = data.label_entropy;
    x(plane_)->setRange(
        paddedSpan(std::min(0.0, across.lower), std::max(across.upper, kBeyondCorner * corner)));
    y(plane_)->setRange(paddedSpan(std::min(0.0, up.lower), std::max(up.upper, 1.06 * corner)));
    const QString text = PlotWords::tr("H(Y) = %1 %2")
                             .arg(QLocale::c().toString(corner, 'g', 4), QString::fromStdString(data.unit));
    const ReferenceLine entropy{ReferenceLine::Kind::Cap, Qt::Horizontal, corner, text, QString()};
    plane_.references->setIbCurve(IbCurve{corner, PlotWords::tr("min(I(X;T), H(Y))")});
    plane_.references->setLines({entropy});
    information_.references->setLines({entropy});
    plane_.drawing->setCrosses(optimumCrosses(data, colours));
    plane_.drawing->setLines(std::move(lines));
}

void SweepCanvas::showScale(const SweepPlotData& data, const ValueColours& colours) {
    scale_->setType(QCPAxis::atRight);
    scale_->setGradient(gradientFor(colours));
    scale_->setDataScaleType(data.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    scale_->setDataRange({colours.lower(), colours.upper()});
    scale_->setBarWidth(theme_.print ? 8 : 12);
    styleAxis(*scale_->axis(), theme_);
    setTicks(*scale_->axis(), data);
    scale_->axis()->setLabel(mathText(QString::fromStdString(data.key)));
}

void SweepCanvas::showAgainstValue(const Panel& panel, const SweepPlotData& data,
                                   std::vector<BarredLine> lines) {
    x(panel)->setScaleType(data.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    setTicks(*x(panel), data);
    const QCPRange up = spanOf(lines, &BarredPoint::y, &BarredPoint::y_bar);
    const bool information = panel.drawing == information_.drawing;
    const double least = information ? std::min(0.0, up.lower) : up.lower;
    y(panel)->setRange(
        paddedSpan(least, information ? std::max(up.upper, 1.1 * data.label_entropy) : up.upper));
    panel.drawing->setLines(std::move(lines));
}

// Names of values that have no room side by side stand aslant.
void SweepCanvas::turnLongNames(const SweepPlotData& data, double width) {
    double longest = 0.0;
    for (const std::string& name : data.categories)
        longest = std::max(longest, 6.0 + textSize(theme_.small_font, QString::fromStdString(name)).width());
    const double needed = longest * static_cast<double>(data.categories.size());
    const bool turned = needed > width;
    x(information_)->setTickLabelRotation(turned ? -40.0 : 0.0);
    x(accuracy_)->setTickLabels(!turned); // those below say the same
}

void SweepCanvas::setTicks(QCPAxis& axis, const SweepPlotData& data) const {
    if (!data.categories.empty()) {
        const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        for (std::size_t i = 0; i < data.categories.size(); ++i)
            ticker->addTick(static_cast<double>(i), QString::fromStdString(data.categories[i]));
        axis.setTicker(ticker);
    } else if (data.logarithmic) {
        axis.setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        axis.setNumberPrecision(0);
    }
}

} // namespace infoplane::ui
