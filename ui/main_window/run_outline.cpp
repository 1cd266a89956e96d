// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/run_outline.h"

#include "core/config/layer_language.h"
#include "core/config/names.h"
#include "core/series/series.h"
#include "core/store/imported.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace infoplane::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("infoplane::ui::RunOutline", text);
}

QString fromUtf8(const std::string& text) {
    return QString::fromStdString(text);
}

QString layerText(std::size_t number, qulonglong width, const QString& activation) {
    return tr("Layer %1: %2 %3").arg(number).arg(width).arg(activation);
}

QString layerText(std::size_t number, const std::string& operations) {
    return tr("Layer %1: %2").arg(number).arg(fromUtf8(operations));
}

// Whether the text says no more than a width and an activation: "dense 64 tanh", or none in older files.
bool isPlainDense(const std::string& operations) {
    return operations.empty() ||
           (operations.starts_with("dense ") && std::count(operations.begin(), operations.end(), ' ') == 2);
}

QString layerTextOf(std::size_t number, const LayerDescription& layer) {
    if (!isPlainDense(layer.operations)) return layerText(number, layer.operations);
    return layerText(number, qulonglong(layer.width), fromUtf8(layer.activation));
}

// An imported layer has no more than the name that its network gave it.
QString layerTextOf(std::size_t number, const LayerDescription& layer, const MethodDescription& method) {
    if (!isImported(method)) return layerTextOf(number, layer);
    return tr("Layer %1: %2, width %3").arg(number).arg(fromUtf8(layer.name)).arg(qulonglong(layer.width));
}

// Empty for an objective that this version does not know.
QString objectiveHint(const std::string& objective) {
    if (objective == kImportedObjective)
        return tr("Activations of another network, recorded while it trained.");
    const auto known = fromName<Objective>(objective);
    if (!known) return {};
    switch (*known) {
    case Objective::LayerwiseIb:
        return tr("Each layer alone maximises I(T;Y) − β I(X;T), is frozen, then the next.");
    case Objective::JointIb:
        return tr("All layers, or a chosen one, maximise I(T;Y) − β I(X;T) together.");
    case Objective::CrossEntropy:
        return tr("The same hidden layers with a linear head, trained end to end with cross-entropy.");
    case Objective::GreedyCrossEntropy:
        return tr(
            "Each layer alone lowers the cross-entropy of a head of its own, is frozen, then the next.");
    case Objective::Vib:
        return tr(
            "Deep variational bottleneck: cross-entropy of a noisy code plus β times a bound on I(X;Z).");
    case Objective::HsicBottleneck:
        return tr("Each layer alone maximises nHSIC(T,Y) − β nHSIC(X,T), is frozen, then the next.");
    case Objective::RandomLayers:
        return tr("Layers stay at their random start; only the read-outs are fitted.");
    }
    return {};
}

QString estimatorHint(const EstimatorDescription& estimator) {
    QStringList estimands;
    for (const std::string& estimand : {estimator.estimand_xt, estimator.estimand_ty})
        if (!estimand.empty()) estimands << fromUtf8(estimand);
    QStringList lines{tr("Estimates %1.").arg(estimands.join(tr(" and ")))};
    if (!estimator.direction.empty()) lines << tr("Bound: %1.").arg(fromUtf8(estimator.direction));
    if (!estimator.parameters.empty()) lines << tr("Parameters: %1").arg(fromUtf8(estimator.parameters));
    return lines.join(QLatin1Char('\n'));
}

QString noiseText(double sigma, bool relative) {
    return relative ? tr("σ = %1 of the layer's scale").arg(sigma) : tr("σ = %1").arg(sigma);
}

} // namespace

RunOutline outlineOf(const RunDescription& description) {
    RunOutline outline;
    for (const MethodDescription& method : description.methods) {
        outline.methods.push_back(
            {fromUtf8(method.name), fromUtf8(methodTitle(method)), objectiveHint(method.objective)});
        for (std::size_t layer = outline.layers.size(); layer < method.layers.size(); ++layer) {
            const LayerDescription& each = method.layers[layer];
            outline.layers.push_back({QString::number(layer + 1), layerTextOf(layer + 1, each, method),
                                      noiseText(each.sigma, each.sigma_relative)});
        }
        for (const EstimatorDescription& estimator : method.estimators) {
            const QString key = fromUtf8(estimator.name);
            if (std::none_of(outline.estimators.begin(), outline.estimators.end(),
                             [&](const RunOutline::Entry& entry) { return entry.key == key; }))
                outline.estimators.push_back({key, fromUtf8(estimator.title), estimatorHint(estimator)});
        }
    }
    for (const std::uint64_t seed : description.seeds)
        outline.seeds.push_back({QString::number(seed), tr("Seed %1").arg(seed), {}});
    return outline;
}

RunOutline outlineOf(const Experiment& experiment) {
    RunOutline outline;
    for (const MethodConfig& method : experiment.methods) {
        MethodDescription described;
        described.name = method.name;
        outline.methods.push_back({fromUtf8(method.name), fromUtf8(methodTitle(described)),
                                   objectiveHint(nameOf(method.objective))});
    }
    const auto layers = layersOf(experiment.network);
    if (!layers) return outline; // not a network yet: the editor says why
    for (const LayerSpec& layer : *layers) {
        const std::size_t number = outline.layers.size() + 1;
        const QString text = experiment.network.layers.empty()
                                 ? layerText(number, qulonglong(layer.front().outputs),
                                             fromUtf8(nameOf(experiment.network.activation)))
                                 : layerText(number, writeLayer(layer));
        outline.layers.push_back(
            {QString::number(number), text,
             noiseText(experiment.network.sigma, experiment.network.sigma_kind == SigmaKind::Relative)});
    }
    return outline;
}

} // namespace infoplane::ui
