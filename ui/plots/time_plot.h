// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/curves.h"
#include "ui/plots/plot_frame.h"

namespace infoplane::ui {

class CursorLine;
class ReferenceLabels;
class References;

// A plot over passes: one or more panels above each other with a common axis, the shared cursor as a line
// through all of them, and marks where layers were frozen. A kind of plot says which panel a series belongs
// to and how it looks.
class TimePlot : public PlotFrame {
    Q_OBJECT

public:
    explicit TimePlot(ViewState& state);

    [[nodiscard]] std::size_t panels() const { return panels_.size(); }
    [[nodiscard]] const Curves& curves(std::size_t panel) const { return *panels_[panel].curves; }

protected:
    [[nodiscard]] virtual std::size_t panelCount(const RunStore* run) const = 0;
    // Empty: the series is not drawn.
    [[nodiscard]] virtual std::optional<std::size_t> panelOf(const Series& series) const = 0;
    [[nodiscard]] virtual CurveLook lookOf(const Series& series) const = 0;
    [[nodiscard]] virtual QString labelOf(std::size_t panel) const = 0;
    // Name of the quantity in the read-out beside the pointer.
    [[nodiscard]] virtual QString nameOf(const Series& series) const = 0;
    // Name of the cap of a panel, before its value; panels without caps are never asked.
    [[nodiscard]] virtual QString capName(const Series& series) const;
    virtual void styleValueAxis(QCPAxis*) {}

    void begin(const RunStore* run) override;
    void take(const Series& series, std::optional<std::size_t> seed) override;
    void dress() override;
    void labelAxes() override;
    void fitAxes() override;
    void showNewest() override;
    void drawCursor() override;
    [[nodiscard]] std::optional<PointHit> hitAt(const QPointF& position) const override;
    void addOwnActions(QMenu& menu) override;
    void resetPanels(std::size_t count);

private:
    struct Panel {
        QCPAxisRect* rect = nullptr;
        References* references = nullptr;
        ReferenceLabels* labels = nullptr;
        Curves* curves = nullptr;
    };
    void linkPanels();
    void dressPassAxes();
    void equalHeights();
    void dressReferences(Panel& panel, bool with_marks_named);
    void fitPasses();
    void fitValues(Panel& panel);
    void onCursorMoved(double x_pixel);
    [[nodiscard]] QCPAxis* passAxis() const;

    std::vector<Panel> panels_;
    CursorLine* cursor_;
};

} // namespace infoplane::ui
