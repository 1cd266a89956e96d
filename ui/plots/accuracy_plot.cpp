// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/accuracy_plot.h"

#include "ui/models/view_state.h"
#include "ui/plots/legend_entries.h"

#include <algorithm>

namespace infoplane::ui {
namespace {

// 0.975 as 97.5.
class PercentTicker : public QCPAxisTicker {
protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override {
        return QCPAxisTicker::getTickLabel(100.0 * tick, locale, format, precision);
    }
};

} // namespace

AccuracyPlot::AccuracyPlot(ViewState& state) : TimePlot(state) {
    setAccessibleName(tr("Accuracy over passes"));
    resetPanels(1);
}

// Every read-out of the run once, in the order of the description.
std::vector<std::string> AccuracyPlot::readOuts() const {
    std::vector<std::string> names;
    for (const MethodDescription& method : run().description().methods)
        for (const ReadOutDescription& read_out : method.read_outs)
            if (std::find(names.begin(), names.end(), read_out.name) == names.end())
                names.push_back(read_out.name);
    // The network's own output is the plain line.
    std::stable_partition(names.begin(), names.end(),
                          [](const auto& name) { return name == "network_output"; });
    return names;
}

bool AccuracyPlot::methodsNeedMarkers() const {
    const auto& methods = run().description().methods;
    return std::count_if(methods.begin(), methods.end(), [](const MethodDescription& method) {
               return std::any_of(method.read_outs.begin(), method.read_outs.end(),
                                  [](const ReadOutDescription& read_out) { return read_out.per_layer; });
           }) > 1;
}

CurveLook AccuracyPlot::lookOf(const Series& series) const {
    const std::vector<std::string> names = readOuts();
    CurveLook look;
    look.colour = theme().layerColour(series.layer);
    look.dash =
        static_cast<std::size_t>(std::find(names.begin(), names.end(), series.quantity) - names.begin());
    look.strong = series.split == "test";
    look.marker = series.method_index;
    look.with_markers = series.method_index > 0 && look.strong && methodsNeedMarkers();
    return look;
}

QString AccuracyPlot::labelOf(std::size_t) const {
    return tr("accuracy [%]");
}

QString AccuracyPlot::nameOf(const Series& series) const {
    return tr("accuracy by %1").arg(quantityTitle(series.quantity));
}

void AccuracyPlot::styleValueAxis(QCPAxis* axis) {
    if (!axis->ticker().dynamicCast<PercentTicker>())
        axis->setTicker(QSharedPointer<PercentTicker>::create());
}

std::vector<LegendEntry> AccuracyPlot::legendEntries() const {
    std::vector<LegendEntry> entries;
    const std::vector<std::string> names = readOuts();
    for (std::size_t i = 0; i < names.size(); ++i)
        entries.push_back(quantityEntry(quantityTitle(names[i]), QString::fromStdString(names[i]), i,
                                        !isHidden(names[i]), theme()));
    for (LegendEntry& entry : layerEntries(run().description(), state(), theme(), false))
        entries.push_back(std::move(entry));
    for (const char* split : {"test", "train"}) {
        LegendEntry entry = quantityEntry(split == std::string("test") ? tr("test") : tr("train"),
                                          QString::fromLatin1(split), 0, !isHidden(split), theme());
        entry.strong = split == std::string("test");
        entries.push_back(entry);
    }
    if (!methodsNeedMarkers()) return entries;
    std::vector<LegendEntry> methods = methodEntries(run().description(), state(), theme(), false);
    for (std::size_t m = 0; m < methods.size(); ++m) {
        methods[m].dash.reset();
        if (m > 0) methods[m].marker = m;
        entries.push_back(methods[m]);
    }
    return entries;
}

QString AccuracyPlot::emptySentence() const {
    return hasRun() ? tr("The run has begun. Accuracy appears here as soon as it was measured.")
                    : tr("Accuracy on training and test data appears here, with the read-out it comes from.");
}

std::unique_ptr<RunPlot> makeAccuracyPlot(ViewState& state) {
    return std::make_unique<AccuracyPlot>(state);
}

} // namespace infoplane::ui
