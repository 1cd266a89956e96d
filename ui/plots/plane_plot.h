// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plot_frame.h"
#include "ui/plots/trajectories.h"

namespace infoplane::ui {

class ReferenceLabels;
class References;

// The information plane: I(X;T^) to the right, I(T^;Y) up, a trajectory a layer, time as colour.
class PlanePlot : public PlotFrame {
    Q_OBJECT

public:
    explicit PlanePlot(ViewState& state);

    [[nodiscard]] PlotKind kind() const override { return PlotKind::Plane; }
    [[nodiscard]] const Trajectories& trajectories() const { return *trajectories_; }

protected:
    void begin(const RunStore* run) override;
    void take(const Series& series, std::optional<std::size_t> seed) override;
    void dress() override;
    void labelAxes() override;
    void fitAxes() override;
    bool keepAspect() override;
    void showNewest() override;
    void drawCursor() override;
    [[nodiscard]] std::vector<LegendEntry> legendEntries() const override;
    [[nodiscard]] QString emptySentence() const override;
    [[nodiscard]] std::optional<PointHit> hitAt(const QPointF& position) const override;
    void addOwnActions(QMenu& menu) override;

private:
    void dressColours();
    void dressReferences();
    [[nodiscard]] double roomAbove(double height) const;
    [[nodiscard]] ColourAxis colourAxis() const;

    QCPAxisRect* rect_;
    QCPColorScale* scale_;
    References* references_;
    ReferenceLabels* labels_;
    Trajectories* trajectories_;
};

} // namespace infoplane::ui
