// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/plot_deck.h"
#include "ui/models/view_state.h"

namespace infoplane::testing {

// A view that draws nothing and remembers what it was given.
class FakePlot : public ui::RunPlot {
    Q_OBJECT

public:
    explicit FakePlot(PlotKind kind) : kind_(kind) {}

    void setRun(std::shared_ptr<const RunStore> run) override;
    void refresh() override;
    void fit() override { ++fits; }
    [[nodiscard]] PlotKind kind() const override { return kind_; }
    [[nodiscard]] Status exportTo(const QString& path, QSizeF size) const override;

    // Rows of all methods at the last setRun or refresh.
    std::uint64_t rows = 0;
    int fits = 0;
    std::shared_ptr<const RunStore> run;
    mutable QString exported;

private:
    PlotKind kind_;
};

[[nodiscard]] ui::PlotFactories fakePlots();

} // namespace infoplane::testing
