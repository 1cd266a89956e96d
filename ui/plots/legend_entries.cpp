// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/legend_entries.h"

#include "core/series/series.h"
#include "ui/plots/plot_text.h"

#include <algorithm>

namespace infoplane::ui {

std::vector<LegendEntry> methodEntries(const RunDescription& run, const ViewState& state,
                                       const PlotTheme& theme, bool with_markers) {
    std::vector<LegendEntry> entries;
    for (std::size_t m = 0; m < run.methods.size(); ++m) {
        LegendEntry entry;
        entry.role = LegendEntry::Role::Method;
        entry.text = QString::fromStdString(methodTitle(run.methods[m]));
        entry.method = QString::fromStdString(run.methods[m].name);
        entry.colour = theme.foreground;
        entry.dash = m;
        if (with_markers) entry.marker = 0;
        entry.fill = methodFill(m);
        entry.shown = state.methodShown(entry.method);
        entry.selected = state.selectedMethod() == entry.method;
        entries.push_back(entry);
    }
    return entries;
}

std::vector<LegendEntry> layerEntries(const RunDescription& run, const ViewState& state,
                                      const PlotTheme& theme, bool with_markers) {
    std::size_t layers = 0;
    for (const MethodDescription& method : run.methods)
        layers = std::max(layers, method.layers.size());
    std::vector<LegendEntry> entries;
    for (std::size_t layer = 1; layer <= layers; ++layer) {
        LegendEntry entry;
        entry.role = LegendEntry::Role::Layer;
        entry.text = PlotWords::tr("layer %1").arg(layer);
        entry.layer = static_cast<int>(layer);
        entry.colour = theme.layerColour(layer);
        if (with_markers)
            entry.marker = layer - 1;
        else
            entry.dash = 0;
        entry.shown = state.layerShown(entry.layer);
        entry.selected = state.selectedLayer() == entry.layer;
        entries.push_back(entry);
    }
    return entries;
}

LegendEntry quantityEntry(const QString& text, const QString& key, std::size_t dash, bool shown,
                          const PlotTheme& theme) {
    LegendEntry entry;
    entry.role = LegendEntry::Role::Quantity;
    entry.text = text;
    entry.method = key;
    entry.colour = theme.foreground;
    entry.dash = dash;
    entry.shown = shown;
    return entry;
}

QString quantityTitle(const std::string& name) {
    if (name == "critic_clean") return PlotWords::tr("critic on t");
    if (name == "critic_noisy")
        return mathText(PlotWords::tr("critic on T^")).replace(QLatin1Char('T'), QLatin1Char('t'));
    if (name == "linear_probe") return PlotWords::tr("linear probe");
    if (name == "network_output") return PlotWords::tr("network output");
    if (name == "lagrangian") return PlotWords::tr("Lagrangian");
    if (name == "relevance") return PlotWords::tr("relevance");
    if (name == "relevance_held_out") return PlotWords::tr("relevance, held out");
    if (name == "compression") return PlotWords::tr("compression");
    return QString::fromStdString(name).replace(QLatin1Char('_'), QLatin1Char(' '));
}

} // namespace infoplane::ui
