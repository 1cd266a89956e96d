// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/series/series.h"

#include <QSizeF>
#include <QString>
#include <QWidget>

#include <memory>

class QMenu;

namespace infoplane {
class RunStore;
}

namespace infoplane::ui {

class ViewState;

// One view of a run: follows its store, the shared cursor and the shared selection. Window thread only.
class RunPlot : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    // Null: nothing to show. Shows what is there and forgets the run before.
    virtual void setRun(std::shared_ptr<const RunStore> run) = 0;
    // Takes rows that are new; cheap when there are none. Called on a timer while a run grows.
    virtual void refresh() = 0;
    // Back to the whole of the data.
    virtual void fit() = 0;

    [[nodiscard]] virtual PlotKind kind() const = 0;
    // Writes what is shown: .pdf, .svg, .png by the path's ending, `size` in points (1/72 inch), or .csv.
    [[nodiscard]] virtual Status exportTo(const QString& path, QSizeF size) const = 0;
    // Adds what a person can do with this plot, for the window's menu: the same as in the plot's own.
    virtual void fillPlotMenu(QMenu&) {}
};

// The views of the window. They keep references to the state; it must outlive them.
[[nodiscard]] std::unique_ptr<RunPlot> makePlanePlot(ViewState& state);
[[nodiscard]] std::unique_ptr<RunPlot> makeInformationPlot(ViewState& state);
[[nodiscard]] std::unique_ptr<RunPlot> makeAccuracyPlot(ViewState& state);
[[nodiscard]] std::unique_ptr<RunPlot> makeLossPlot(ViewState& state);

// Writes a plot of a run without a window (a QApplication must exist; the offscreen platform is enough). The
// same drawing code as on screen, light colours, pens for print.
[[nodiscard]] Status exportPlot(std::shared_ptr<const RunStore> run, PlotKind kind,
                                const SeriesOptions& options, const QString& path, QSizeF size);

} // namespace infoplane::ui
