// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiment_summary.h"

#include "core/config/layer_plan.h"
#include "core/config/objective_kind.h"
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

// Empty for data whose size only their files tell.
std::optional<DataSize> wholeSizeOf(const DataConfig& data) {
    if (data.name == "digits") return DataSize{{1, 8, 8}, 10, share(1797, data.train_fraction)};
    if (data.name == "twelve-bit") return DataSize{{12}, 2, share(4096, data.train_fraction)};
    if (data.name == "mnist" || data.name == "fashion-mnist") return DataSize{{1, 28, 28}, 10, 60000};
    if (data.name == "cifar10") return DataSize{{3, 32, 32}, 10, 50000};
    if (data.name == "spherical-rule") return DataSize{{12}, 2, share(data.examples, data.train_fraction)};
    if (data.name == "gaussian-classes" || data.name == "linear-gaussian")
        return DataSize{{data.dimension}, data.classes, share(data.examples, data.train_fraction)};
    return std::nullopt;
}

MethodCost costOfMethod(const MethodConfig& method, const std::vector<LayerPlan>& layers,
                        const DataSize& data) {
    MethodCost cost;
    cost.method = method.name;
    for (const LayerPlan& layer : layers)
        cost.parameters += layer.parameters();
    const bool head = hasHead(method.objective);
    if (head) cost.parameters += planHead(layers.back().output, data.classes).parameters();
    const bool by_layer = trainsLayerByLayer(method.objective);
    cost.passes = method.epochs * (by_layer ? std::int64_t(layers.size()) : 1);
    const std::int64_t batch = std::max<std::int64_t>(method.batch, 1);
    cost.steps = cost.passes * std::max<std::int64_t>(data.training / batch, 1);
    return cost;
}

} // namespace

std::optional<DataSize> sizeOf(const DataConfig& data) {
    std::optional<DataSize> size = wholeSizeOf(data);
    if (size && data.subset > 0) size->training = std::min(size->training, data.subset);
    return size;
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
