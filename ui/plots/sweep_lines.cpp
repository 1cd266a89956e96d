// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/sweep_lines.h"

#include "ui/plots/legend_entries.h"
#include "ui/plots/plot_text.h"

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

constexpr std::size_t kCompressionColour = 5; // read-outs take those before it

struct Term {
    SweepMean SweepPlotPoint::*mean;
    QColor colour;
    QString name;
};

std::vector<Term> termsOf(const PlotTheme& theme) {
    return {{&SweepPlotPoint::I_XT, theme.layerColour(kCompressionColour), QStringLiteral("I(X;T^)")},
            {&SweepPlotPoint::I_TY, theme.foreground, QStringLiteral("I(T^;Y)")}};
}

QColor readOutColour(std::size_t read_out, const PlotTheme& theme) {
    return theme.layerColour(1 + read_out % (kCompressionColour - 1));
}

BarredLine lineOf(const SweepCurve& curve, std::size_t position, const QColor& colour, double scale,
                  const auto& mean) {
    BarredLine line;
    line.colour = colour;
    line.dash = line.marker = position;
    for (const SweepPlotPoint& point : curve.points) {
        const SweepMean value = mean(point);
        line.points.push_back(
            {point.x, scale * value.value, std::nan(""), scale * value.spread, colour, false});
    }
    return line;
}

bool hasValue(const BarredLine& line) {
    return std::ranges::any_of(line.points, [](const BarredPoint& point) { return std::isfinite(point.y); });
}

bool anyPoint(const SweepPlotData& data, const auto& holds) {
    return std::ranges::any_of(
        data.curves, [&](const SweepCurve& curve) { return std::ranges::any_of(curve.points, holds); });
}

LegendEntry sweepEntry(const QString& text, const QColor& colour) {
    LegendEntry entry;
    entry.role = LegendEntry::Role::Quantity;
    entry.text = text;
    entry.colour = colour;
    return entry;
}

void addCurveEntries(std::vector<LegendEntry>& entries, const SweepPlotData& data, const PlotTheme& theme) {
    for (std::size_t c = 0; c < data.curves.size() && data.curves.size() > 1; ++c) {
        LegendEntry& entry = entries.emplace_back(
            sweepEntry(mathText(QString::fromStdString(data.curves[c].label)), theme.foreground));
        entry.dash = c;
        entry.marker = c;
    }
}

} // namespace

std::vector<BarredLine> planeLines(const SweepPlotData& data, const ValueColours& colours,
                                   const PlotTheme& theme) {
    std::vector<BarredLine> lines;
    for (std::size_t c = 0; c < data.curves.size(); ++c) {
        BarredLine& line = lines.emplace_back();
        line.colour = theme.muted;
        line.dash = line.marker = c;
        line.strong = false;
        for (const SweepPlotPoint& point : data.curves[c].points)
            line.points.push_back({point.I_XT.value, point.I_TY.value, point.I_XT.spread, point.I_TY.spread,
                                   colours.of(point.x), point.at_cap});
    }
    return lines;
}

std::vector<BarredPoint> optimumCrosses(const SweepPlotData& data, const ValueColours& colours) {
    std::vector<BarredPoint> crosses;
    for (const SweepCurve& curve : data.curves)
        for (const SweepPlotPoint& point : curve.points)
            if (point.optimum)
                crosses.push_back({point.optimum->I_XT, point.optimum->I_TY, std::nan(""), std::nan(""),
                                   colours.of(point.x), false});
    return crosses;
}

std::vector<BarredLine> accuracyLines(const SweepPlotData& data, const PlotTheme& theme) {
    std::vector<BarredLine> lines;
    for (std::size_t r = 0; r < data.read_outs.size(); ++r)
        for (std::size_t c = 0; c < data.curves.size(); ++c) {
            BarredLine line = lineOf(data.curves[c], c, readOutColour(r, theme), 100.0,
                                     [r](const SweepPlotPoint& point) { return point.accuracy.at(r); });
            if (hasValue(line)) lines.push_back(std::move(line));
        }
    return lines;
}

std::vector<BarredLine> informationLines(const SweepPlotData& data, const PlotTheme& theme) {
    std::vector<BarredLine> lines;
    for (const Term& term : termsOf(theme))
        for (std::size_t c = 0; c < data.curves.size(); ++c)
            lines.push_back(lineOf(data.curves[c], c, term.colour, 1.0,
                                   [&](const SweepPlotPoint& point) { return point.*term.mean; }));
    return lines;
}

std::vector<LegendEntry> sweepLegend(const SweepPlotData& data, const PlotTheme& theme) {
    std::vector<LegendEntry> entries;
    for (std::size_t r = 0; r < data.read_outs.size(); ++r) {
        const auto read = [r](const SweepPlotPoint& point) {
            return std::isfinite(point.accuracy.at(r).value);
        };
        if (!anyPoint(data, read)) continue;
        entries.push_back(sweepEntry(PlotWords::tr("accuracy: %1").arg(quantityTitle(data.read_outs[r])),
                                     readOutColour(r, theme)));
        entries.back().dash = 0;
    }
    for (const Term& term : termsOf(theme))
        entries.emplace_back(sweepEntry(mathText(term.name), term.colour)).dash = 0;
    addCurveEntries(entries, data, theme);
    if (anyPoint(data, [](const SweepPlotPoint& point) { return point.optimum.has_value(); }))
        entries.emplace_back(sweepEntry(PlotWords::tr("optimum of the squared Lagrangian"), theme.foreground))
            .crossed = true;
    if (anyPoint(data, [](const SweepPlotPoint& point) { return point.at_cap; })) {
        LegendEntry& entry =
            entries.emplace_back(sweepEntry(PlotWords::tr("near its cap"), theme.foreground));
        entry.marker = 0;
        entry.fill = MarkerFill::Hollow;
    }
    return entries;
}

} // namespace infoplane::ui
