// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/loss_plot.h"

#include "ui/models/view_state.h"
#include "ui/plots/legend_entries.h"

#include <algorithm>
#include <array>

namespace infoplane::ui {
namespace {

constexpr std::array kTerms{"lagrangian", "relevance", "relevance_held_out", "compression"};

bool hasLagrangian(const MethodDescription& method) {
    return !method.form.empty();
}

bool anyWith(const RunDescription& run, bool lagrangian) {
    return std::any_of(run.methods.begin(), run.methods.end(), [lagrangian](const MethodDescription& method) {
        return hasLagrangian(method) == lagrangian;
    });
}

} // namespace

LossPlot::LossPlot(ViewState& state) : TimePlot(state) {
    setAccessibleName(tr("Loss and Lagrangian over passes"));
    resetPanels(1);
}

std::size_t LossPlot::panelCount(const RunStore* run) const {
    return run && anyWith(run->description(), true) && anyWith(run->description(), false) ? 2 : 1;
}

bool LossPlot::isLagrangianPanel(std::size_t panel) const {
    return anyWith(run().description(), true) && panel + 1 == panelCount(&run());
}

// The loss of a layer-wise method is minus its Lagrangian and not drawn twice.
std::optional<std::size_t> LossPlot::panelOf(const Series& series) const {
    const bool lagrangian = hasLagrangian(run().description().methods[series.method_index]);
    if (lagrangian == (series.quantity == "loss")) return std::nullopt;
    return lagrangian ? panelCount(&run()) - 1 : 0;
}

CurveLook LossPlot::lookOf(const Series& series) const {
    CurveLook look;
    look.colour = theme().layerColour(series.layer);
    const auto& methods = run().description().methods;
    if (!hasLagrangian(methods[series.method_index])) {
        look.dash = series.method_index;
        return look;
    }
    const auto term = std::find(kTerms.begin(), kTerms.end(), series.quantity);
    look.dash = static_cast<std::size_t>(term - kTerms.begin());
    look.marker = series.method_index;
    look.with_markers =
        std::any_of(methods.begin(), methods.begin() + static_cast<std::ptrdiff_t>(series.method_index),
                    [](const MethodDescription& method) { return hasLagrangian(method); });
    return look;
}

QString LossPlot::labelOf(std::size_t panel) const {
    const QString unit = state().unit() == InformationUnit::Bits ? tr("bits") : tr("nats");
    return (isLagrangianPanel(panel) ? tr("terms [%1]") : tr("loss [%1]")).arg(unit);
}

QString LossPlot::nameOf(const Series& series) const {
    return quantityTitle(series.quantity);
}

std::vector<LegendEntry> LossPlot::legendEntries() const {
    const RunDescription& description = run().description();
    std::vector<LegendEntry> entries = methodEntries(description, state(), theme(), false);
    const auto several =
        std::count_if(description.methods.begin(), description.methods.end(), hasLagrangian) > 1;
    for (std::size_t m = 0; m < description.methods.size(); ++m)
        if (hasLagrangian(description.methods[m])) {
            entries[m].dash.reset();
            if (several) entries[m].marker = m;
        }
    std::erase_if(entries, [](const LegendEntry& entry) { return !entry.dash && !entry.marker; });
    if (!anyWith(description, true)) return entries;
    for (std::size_t i = 0; i < kTerms.size(); ++i)
        entries.push_back(quantityEntry(quantityTitle(kTerms[i]), QString::fromLatin1(kTerms[i]), i,
                                        !isHidden(kTerms[i]), theme()));
    for (LegendEntry& entry : layerEntries(description, state(), theme(), false))
        entries.push_back(std::move(entry));
    return entries;
}

QString LossPlot::emptySentence() const {
    return hasRun() ? tr("The run has begun. Its loss appears here after the first steps.")
                    : tr("The loss, and the terms of the Lagrangian of the layer in training, appear here.");
}

std::unique_ptr<RunPlot> makeLossPlot(ViewState& state) {
    return std::make_unique<LossPlot>(state);
}

} // namespace infoplane::ui
