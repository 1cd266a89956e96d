// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/loss_plot.h"

#include "core/config/names.h"
#include "ui/models/view_state.h"
#include "ui/plots/legend_entries.h"

#include <algorithm>
#include <array>

namespace infoplane::ui {
namespace {

constexpr std::array kTerms{"lagrangian", "relevance", "relevance_held_out", "compression"};

// Its loss is the negative of a sum of terms, which are drawn instead.
bool hasTerms(const MethodDescription& method) {
    return !method.form.empty() || method.objective == nameOf(Objective::Vib);
}

// The Hilbert-Schmidt criterion is no information: its terms have no unit.
bool hasCriterion(const MethodDescription& method) {
    return method.objective == nameOf(Objective::HsicBottleneck);
}

} // namespace

LossPlot::LossPlot(ViewState& state) : TimePlot(state) {
    setAccessibleName(tr("Loss and Lagrangian over passes"));
    resetPanels(1);
}

std::vector<LossPlot::Panel> LossPlot::panelsOf(const RunDescription& description) {
    std::vector<Panel> panels;
    const auto& methods = description.methods;
    if (!std::ranges::all_of(methods, hasTerms)) panels.push_back(Panel::Loss);
    if (std::ranges::any_of(methods, hasTerms)) panels.push_back(Panel::Terms);
    if (std::ranges::any_of(methods, hasCriterion)) panels.push_back(Panel::Criterion);
    return panels;
}

std::size_t LossPlot::panelCount(const RunStore* run) const {
    return run ? std::max<std::size_t>(1, panelsOf(run->description()).size()) : 1;
}

std::optional<std::size_t> LossPlot::panelOf(const Series& series) const {
    const RunDescription& description = run().description();
    const bool terms = hasTerms(description.methods[series.method_index]);
    if (terms == (series.quantity == "loss")) return std::nullopt;
    const Panel panel = !terms ? Panel::Loss : series.unit.empty() ? Panel::Criterion : Panel::Terms;
    const std::vector<Panel> panels = panelsOf(description);
    const auto found = std::ranges::find(panels, panel);
    if (found == panels.end()) return std::nullopt;
    return static_cast<std::size_t>(found - panels.begin());
}

CurveLook LossPlot::lookOf(const Series& series) const {
    CurveLook look;
    look.colour = theme().layerColour(series.layer);
    const auto& methods = run().description().methods;
    if (!hasTerms(methods[series.method_index])) {
        look.dash = series.method_index;
        return look;
    }
    const auto term = std::find(kTerms.begin(), kTerms.end(), series.quantity);
    look.dash = static_cast<std::size_t>(term - kTerms.begin());
    look.marker = series.method_index;
    look.with_markers =
        std::any_of(methods.begin(), methods.begin() + static_cast<std::ptrdiff_t>(series.method_index),
                    [](const MethodDescription& method) { return hasTerms(method); });
    return look;
}

QString LossPlot::labelOf(std::size_t panel) const {
    const QString unit = state().unit() == InformationUnit::Bits ? tr("bits") : tr("nats");
    const std::vector<Panel> panels = panelsOf(run().description());
    if (panels.at(panel) == Panel::Criterion) return tr("nHSIC, no unit");
    return (panels.at(panel) == Panel::Terms ? tr("terms [%1]") : tr("loss [%1]")).arg(unit);
}

QString LossPlot::nameOf(const Series& series) const {
    return quantityTitle(series.quantity);
}

std::vector<LegendEntry> LossPlot::legendEntries() const {
    const RunDescription& description = run().description();
    std::vector<LegendEntry> entries = methodEntries(description, state(), theme(), false);
    const auto several = std::count_if(description.methods.begin(), description.methods.end(), hasTerms) > 1;
    for (std::size_t m = 0; m < description.methods.size(); ++m)
        if (hasTerms(description.methods[m])) {
            entries[m].dash.reset();
            if (several) entries[m].marker = m;
        }
    std::erase_if(entries, [](const LegendEntry& entry) { return !entry.dash && !entry.marker; });
    if (std::ranges::none_of(description.methods, hasTerms)) return entries;
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
