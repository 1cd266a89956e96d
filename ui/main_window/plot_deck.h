// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/run_plot.h"

#include <QObject>

#include <array>
#include <functional>
#include <memory>

namespace infoplane::ui {

// How the views are made; tests put their own here.
struct PlotFactories {
    using Make = std::function<std::unique_ptr<RunPlot>(ViewState&)>;
    Make plane, information, accuracy, loss;
};
[[nodiscard]] PlotFactories realPlots();

// The four views of a run: gives them runs and new rows, leaving out those that cannot be seen, and knows
// which one the keyboard is in.
class PlotDeck : public QObject {
    Q_OBJECT

public:
    static constexpr std::array kKinds{PlotKind::Plane, PlotKind::Information, PlotKind::Accuracy,
                                       PlotKind::Loss};

    PlotDeck(const PlotFactories& factories, ViewState& state, QObject* parent = nullptr);

    // The widget that holds a plot; the window places it.
    [[nodiscard]] QWidget& frame(PlotKind kind) const;
    [[nodiscard]] RunPlot& plot(PlotKind kind) const;
    // The plot with the keyboard, or the one that had it last; at first the plane.
    [[nodiscard]] RunPlot& focused() const { return *focused_; }
    [[nodiscard]] static QString titleOf(PlotKind kind);

    void setRun(std::shared_ptr<const RunStore> run);
    void refresh();
    void fitAll();
    // One plot on the whole screen; Escape puts it back.
    void toggleFullScreen();
    void leaveFullScreen();
    [[nodiscard]] bool fullScreen() const { return screen_ != nullptr; }

Q_SIGNALS:
    void focusChanged();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    struct Place {
        QWidget* frame = nullptr;
        RunPlot* plot = nullptr;
    };
    void onFocus(QWidget* now);

    std::array<Place, 4> places_;
    RunPlot* focused_ = nullptr;
    QWidget* screen_ = nullptr; // the window of the plot on the whole screen
};

} // namespace infoplane::ui
