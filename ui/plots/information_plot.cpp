// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/information_plot.h"

#include "ui/plots/legend_entries.h"

#include <cmath>

namespace infoplane::ui {

InformationPlot::InformationPlot(ViewState& state) : TimePlot(state) {
    setAccessibleName(tr("Information over passes"));
    resetPanels(2);
}

std::optional<std::size_t> InformationPlot::panelOf(const Series& series) const {
    return series.quantity == "I_XT" ? 0 : 1;
}

CurveLook InformationPlot::lookOf(const Series& series) const {
    CurveLook look;
    look.colour = theme().layerColour(series.layer);
    look.dash = series.method_index;
    return look;
}

QString InformationPlot::labelOf(std::size_t panel) const {
    const EstimatorDescription* estimator = shownEstimator();
    if (!estimator) return {};
    const QString unit = state().unit() == InformationUnit::Bits ? tr("bits") : tr("nats");
    return QStringLiteral("%1 [%2]").arg(
        QString::fromStdString(panel == 0 ? estimator->estimand_xt : estimator->estimand_ty), unit);
}

QString InformationPlot::nameOf(const Series& series) const {
    const EstimatorDescription* estimator = shownEstimator();
    if (!estimator) return {};
    return QString::fromStdString(series.quantity == "I_XT" ? estimator->estimand_xt
                                                            : estimator->estimand_ty);
}

QString InformationPlot::capName(const Series& series) const {
    return series.quantity == "I_XT" ? capOfInputName(series.y_cap) : QStringLiteral("H(Y)");
}

std::vector<LegendEntry> InformationPlot::legendEntries() const {
    std::vector<LegendEntry> entries = methodEntries(run().description(), state(), theme(), false);
    for (LegendEntry& entry : layerEntries(run().description(), state(), theme(), false))
        entries.push_back(std::move(entry));
    return entries;
}

QString InformationPlot::emptySentence() const {
    return hasRun() ? tr("The run has begun. The information in each layer appears here as soon as it was "
                         "measured.")
                    : tr("The information in each layer over the passes of training appears here.");
}

std::unique_ptr<RunPlot> makeInformationPlot(ViewState& state) {
    return std::make_unique<InformationPlot>(state);
}

} // namespace infoplane::ui
