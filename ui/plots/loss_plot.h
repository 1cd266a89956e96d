// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/time_plot.h"

namespace infoplane::ui {

// What training optimises, over passes: the loss of methods that have no more, the Lagrangian and its terms
// of the layer in training, and the terms of the HSIC criterion, which are no information. A colour a layer;
// of the loss a line style a method, of terms a line style a term and a marker a method.
class LossPlot : public TimePlot {
    Q_OBJECT

public:
    explicit LossPlot(ViewState& state);
    [[nodiscard]] PlotKind kind() const override { return PlotKind::Loss; }

protected:
    [[nodiscard]] std::size_t panelCount(const RunStore* run) const override;
    [[nodiscard]] std::optional<std::size_t> panelOf(const Series& series) const override;
    [[nodiscard]] CurveLook lookOf(const Series& series) const override;
    [[nodiscard]] QString labelOf(std::size_t panel) const override;
    [[nodiscard]] QString nameOf(const Series& series) const override;
    [[nodiscard]] std::vector<LegendEntry> legendEntries() const override;
    [[nodiscard]] QString emptySentence() const override;

private:
    enum class Panel { Loss, Terms, Criterion };
    [[nodiscard]] static std::vector<Panel> panelsOf(const RunDescription& description);
};

} // namespace infoplane::ui
