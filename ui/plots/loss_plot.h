// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/time_plot.h"

namespace infoplane::ui {

// What training optimises, over passes: the cross-entropy loss of methods that have one, and the Lagrangian
// and its terms of the layer in training. A colour a layer; in the first panel a line style a method, in the
// other a line style a term.
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
    [[nodiscard]] bool isLagrangianPanel(std::size_t panel) const;
};

} // namespace infoplane::ui
