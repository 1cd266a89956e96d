// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/time_plot.h"

namespace infoplane::ui {

// Accuracy over passes: a colour a layer, a line style a read-out, test strong and train thin. Where several
// methods have the same read-outs of layers, all but the first carry markers.
class AccuracyPlot : public TimePlot {
    Q_OBJECT

public:
    explicit AccuracyPlot(ViewState& state);
    [[nodiscard]] PlotKind kind() const override { return PlotKind::Accuracy; }

protected:
    [[nodiscard]] std::size_t panelCount(const RunStore*) const override { return 1; }
    [[nodiscard]] std::optional<std::size_t> panelOf(const Series&) const override { return 0; }
    [[nodiscard]] CurveLook lookOf(const Series& series) const override;
    [[nodiscard]] QString labelOf(std::size_t panel) const override;
    [[nodiscard]] QString nameOf(const Series& series) const override;
    void styleValueAxis(QCPAxis* axis) override;
    [[nodiscard]] std::vector<LegendEntry> legendEntries() const override;
    [[nodiscard]] QString emptySentence() const override;

private:
    [[nodiscard]] std::vector<std::string> readOuts() const;
    [[nodiscard]] bool methodsNeedMarkers() const;
};

} // namespace infoplane::ui
