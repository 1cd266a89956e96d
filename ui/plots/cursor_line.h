// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/curves.h"

#include <vector>

namespace infoplane::ui {

// The shared cursor in plots over passes: a line through all panels and a dot on every curve at its row at or
// before the cursor. On a buffered layer of its own, so that it moves without anything else being redrawn.
class CursorLine : public QCPLayerable {
public:
    CursorLine(QCustomPlot* plot, const ViewState& state);

    void setPanels(std::vector<const Curves*> panels) { panels_ = std::move(panels); }
    void setTheme(const PlotTheme& theme) { theme_ = theme; }
    // The line's place: the chosen pass, or the newest row while live. NaN when there are no rows or the axis
    // has no place for it.
    [[nodiscard]] double pixel() const;

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    QRect clipRect() const override { return mParentPlot->viewport(); }
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] double pass() const;

    const ViewState& state_;
    PlotTheme theme_;
    std::vector<const Curves*> panels_;
};

} // namespace infoplane::ui
