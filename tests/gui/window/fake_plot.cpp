// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/fake_plot.h"

#include "core/store/run_store.h"

namespace infoplane::testing {

void FakePlot::setRun(std::shared_ptr<const RunStore> given) {
    run = std::move(given);
    refresh();
}

void FakePlot::refresh() {
    rows = 0;
    for (std::size_t method = 0; run && method < run->methods(); ++method)
        rows += run->rows(method).rows();
}

Status FakePlot::exportTo(const QString& path, QSizeF) const {
    exported = path;
    return {};
}

ui::PlotFactories fakePlots() {
    const auto make = [](PlotKind kind) {
        return [kind](ui::ViewState&) { return std::make_unique<FakePlot>(kind); };
    };
    return {make(PlotKind::Plane), make(PlotKind::Information), make(PlotKind::Accuracy),
            make(PlotKind::Loss)};
}

} // namespace infoplane::testing
