// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/time_plot.h"

namespace infoplane::ui {

// I(X;T^) above I(T^;Y) over passes: a colour a layer, a line style a method, caps dashed.
class InformationPlot : public TimePlot {
    Q_OBJECT

public:
    explicit InformationPlot(ViewState& state);
    [[nodiscard]] PlotKind kind() const override { return PlotKind::Information; }

protected:
    [[nodiscard]] std::size_t panelCount(const RunStore*) const override { return 2; }
    [[nodiscard]] std::optional<std::size_t> panelOf(const Series& series) const override;
    [[nodiscard]] CurveLook lookOf(const Series& series) const override;
    [[nodiscard]] QString labelOf(std::size_t panel) const override;
    [[nodiscard]] QString nameOf(const Series& series) const override;
    [[nodiscard]] QString capName(const Series& series) const override;
    [[nodiscard]] std::vector<LegendEntry> legendEntries() const override;
    [[nodiscard]] QString emptySentence() const override;
};

} // namespace infoplane::ui
