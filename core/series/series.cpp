// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/series.h"

#include "core/config/names.h"
#include "core/config/objective_kind.h"
#include "core/series/builders.h"
#include "core/series/labels.h"

#include <algorithm>
#include <set>

namespace infoplane {
namespace {

using Methods = std::vector<const MethodDescription*>;

Error invalid(std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), ""};
}

Error notFound(std::string message) {
    return {ErrorCode::NotFound, std::move(message), ""};
}

bool isInformation(PlotKind kind) {
    return kind == PlotKind::Plane || kind == PlotKind::Information;
}

Result<Methods> chosenMethods(const RunDescription& run, const SeriesOptions& options) {
    Methods chosen;
    std::vector<std::string> names;
    for (const MethodDescription& method : run.methods) {
        names.push_back(method.name);
        if (!options.method || *options.method == method.name) chosen.push_back(&method);
    }
    if (chosen.empty())
        return notFound("The run has no method \"" + options.method.value_or("") + "\"; it has " +
                        listed(names) + ".");
    return chosen;
}

Status checkEstimator(const Methods& methods, const SeriesOptions& options) {
    std::set<std::string> names;
    for (const MethodDescription* method : methods) {
        if (findEstimator(*method, options.estimator)) return {};
        for (const EstimatorDescription& estimator : method->estimators)
            names.insert(estimator.name);
    }
    return notFound("The run has no estimator \"" + options.estimator + "\"; it has " +
                    listed({names.begin(), names.end()}) + ".");
}

Status checkPositions(const RunDescription& run, const SeriesOptions& options) {
    if (options.split >= kSplits)
        return invalid("There is no split " + std::to_string(options.split) + "; 0 is train and 1 is test.");
    if (options.seed && *options.seed >= run.seeds.size())
        return invalid("The run has " + std::to_string(run.seeds.size()) +
                       " seeds, counted from 0; there is no seed " + std::to_string(*options.seed) + ".");
    return {};
}

std::string formText(const Methods& methods) {
    std::set<std::string> forms;
    for (const MethodDescription* method : methods) {
        const auto objective = fromName<Objective>(method->objective); // none: of a newer version
        const bool shown = !method->form.empty() && (!objective || hasLagrangian(*objective));
        if (shown) forms.insert(method->form);
    }
    return forms.empty() ? "" : listed({forms.begin(), forms.end()}) + " form of the Lagrangian";
}

std::string join(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string seedText(const RunDescription& run, const SeriesOptions& options) {
    if (options.seed) return "seed " + std::to_string(run.seeds[*options.seed]);
    return run.seeds.size() > 1 ? "mean of " + std::to_string(run.seeds.size()) + " seeds" : "";
}

void label(PlotData& data, PlotKind kind, const RunDescription& run, const Methods& methods,
           const SeriesOptions& options) {
    const std::string seeds = seedText(run, options);
    const std::string unit = " [" + unitName(options.unit) + "]";
    data.x_label = "passes over the training data";
    if (isInformation(kind)) {
        const EstimatorDescription* estimator = nullptr;
        for (const MethodDescription* method : methods)
            if (!estimator) estimator = findEstimator(*method, options.estimator);
        data.y_label = estimator->estimand_ty + unit;
        if (kind == PlotKind::Plane) data.x_label = estimator->estimand_xt + unit;
        if (kind == PlotKind::Information)
            data.y_label = estimator->estimand_xt + ", " + estimator->estimand_ty + unit;
        data.conditions = join({sigmaText(methods), estimator->title,
                                std::string(kSplitNames[options.split]) + " split", seeds});
    } else if (kind == PlotKind::Accuracy) {
        data.y_label = "accuracy";
        data.conditions = join({sigmaText(methods), seeds});
    } else {
        data.y_label = "loss" + unit;
        data.conditions = join({sigmaText(methods), formText(methods), seeds});
    }
}

} // namespace

const EstimatorDescription* findEstimator(const MethodDescription& method, const std::string& name) {
    const auto found =
        std::find_if(method.estimators.begin(), method.estimators.end(),
                     [&](const EstimatorDescription& estimator) { return estimator.name == name; });
    return found == method.estimators.end() ? nullptr : &*found;
}

void append(Series& series, const Series& later) {
    const auto extend = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    extend(series.row, later.row);
    extend(series.pass, later.pass);
    extend(series.x, later.x);
    extend(series.y, later.y);
    extend(series.x_error, later.x_error);
    extend(series.y_error, later.y_error);
    extend(series.x_spread, later.x_spread);
    extend(series.y_spread, later.y_spread);
    extend(series.flags, later.flags);
    series.begin_pass = later.begin_pass; // known for certain only once the layer is in training
}

Result<PlotData> plotData(const RunStore& store, PlotKind kind, const SeriesOptions& options) {
    const RunDescription& run = store.description();
    const Result<Methods> methods = chosenMethods(run, options);
    if (!methods) return methods.error();
    if (const Status status = checkPositions(run, options); !status) return status.error();
    if (isInformation(kind))
        if (const Status status = checkEstimator(*methods, options); !status) return status.error();

    PlotData data;
    label(data, kind, run, *methods, options);
    for (const MethodDescription* method : *methods) {
        const auto index = static_cast<std::size_t>(method - run.methods.data());
        const MethodView view{store, index, options, std::min(store.rows(index).rows(), options.end_row)};
        switch (kind) {
        case PlotKind::Plane:
            addPlane(view, data.series);
            break;
        case PlotKind::Information:
            addInformation(view, data.series);
            break;
        case PlotKind::Accuracy:
            addAccuracy(view, data.series);
            break;
        case PlotKind::Loss:
            addLoss(view, data.series);
            break;
        }
    }
    return data;
}

} // namespace infoplane
