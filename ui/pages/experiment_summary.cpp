// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiment_summary.h"

#include "core/config/layer_plan.h"
#include "core/series/series.h"
#include "ui/pages/page_text.h"

#include <QLocale>
#include <QStringList>

#include <cmath>

namespace infoplane::ui {
namespace {

QString titleOf(const std::string& method) {
    MethodDescription described;
    described.name = method;
    return QString::fromStdString(methodTitle(described));
}

std::int64_t share(std::int64_t all, double fraction) {
    return std::llround(double(all) * fraction);
}

MethodCost costOfMethod(const MethodConfig& method, const std::vector<LayerPlan>& layers,
                        const DataSize& data) {
    MethodCost cost;
    cost.method = method.name;
    for (const LayerPlan& layer : layers)
        cost.parameters += layer.parameters();
    const bool head = method.objective == Objective::CrossEntropy;
    if (head) cost.parameters += planHead(layers.back().output, data.classes).parameters();
    const bool by_layer = method.objective == Objective::LayerwiseIb;
    cost.passes = method.epochs * (by_layer ? std::int64_t(layers.size()) : 1);
    const std::int64_t batch = std::max<std::int64_t>(method.batch, 1);
    cost.steps = cost.passes * std::max<std::int64_t>(data.training / batch, 1);
    return cost;
}

} // namespace

std::optional<DataSize> sizeOf(const DataConfig& data) {
    if (data.name == "digits") return DataSize{{1, 8, 8}, 10, share(1797, data.train_fraction)};
    if (data.name == "twelve-bit") return DataSize{{12}, 2, share(4096, data.train_fraction)};
    if (data.name == "mnist") return DataSize{{1, 28, 28}, 10, 60000};
    return std::nullopt;
}

std::vector<MethodCost> costOf(const Experiment& experiment) {
    std::vector<MethodCost> costs;
    const std::optional<DataSize> data = sizeOf(experiment.data);
    if (!data) return costs;
    const auto layers = planNetwork(experiment.network, data->input);
    if (!layers || layers->empty()) return costs;
    for (const MethodConfig& method : experiment.methods)
        costs.push_back(costOfMethod(method, *layers, *data));
    return costs;
}

QString summaryOf(const Experiment& experiment) {
    const QLocale locale;
    QStringList lines;
    for (const MethodCost& cost : costOf(experiment))
        lines << tr("%1: %2 parameters, %3 passes over the data, about %4 steps")
                     .arg(titleOf(cost.method), locale.toString(qlonglong(cost.parameters)),
                          locale.toString(qlonglong(cost.passes)), locale.toString(qlonglong(cost.steps)));
    if (experiment.seeds.count > 1 && !lines.isEmpty())
        lines << tr("for each of %1 seeds").arg(locale.toString(qlonglong(experiment.seeds.count)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace infoplane::ui
