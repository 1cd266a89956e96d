// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/key_value.h"
#include "core/config/keys.h"
#include "core/config/layer_language.h"
#include "core/config/objective_kind.h"
#include "core/config/schema.h"
#include "core/config/text_rules.h"

#include <algorithm>
#include <set>

namespace infoplane {
namespace {

Error refusal(std::string sentence) {
    return {ErrorCode::InvalidArgument, std::move(sentence), ""};
}

// Every key by its own rule; the values may come from a program and not from a file.
Status checkKeys(Experiment experiment) {
    for (const Section& section : sectionsOf(experiment))
        for (const Key& key : section.keys)
            if (const Status ok = checkValue(key, section.dotted(key)); !ok) return ok;
    return {};
}

Status checkMethodNames(const std::vector<MethodConfig>& methods) {
    if (methods.empty())
        return refusal("an experiment needs at least one method: name one under methods, such as "
                       "\"methods\": {\"layerwise_ib\": {}}");
    if (methods.size() > kMostMethods)
        return refusal("an experiment has at most " + std::to_string(kMostMethods) +
                       " methods, but there are " + std::to_string(methods.size()));
    std::set<std::string> names;
    for (const MethodConfig& method : methods) {
        if (!isMethodName(method.name))
            return refusal("the method name " + shownText(method.name) +
                           " is not allowed; use 1 to 40 of the letters a-z, digits and _");
        if (!names.insert(method.name).second)
            return refusal("two methods are named " + method.name + "; rename one");
    }
    return {};
}

Status checkBeta(const MethodConfig& method, std::size_t layers) {
    const std::string key = "methods." + method.name + ".beta";
    if (method.beta.size() != 1 && method.beta.size() != layers)
        return refusal(key + " must have one value or one for each of the " + std::to_string(layers) +
                       " layers of the network, but has " + std::to_string(method.beta.size()));
    const bool presses = std::any_of(method.beta.begin(), method.beta.end(), [](double b) { return b > 0; });
    if (hasLagrangian(method.objective) && method.compression == Compression::None && presses)
        return refusal(key +
                       " must be 0 where the compression is none, for there is nothing that it could weigh");
    return {};
}

Status checkBottleneck(const MethodConfig& method, std::size_t layers) {
    const std::string key = "methods." + method.name + ".bottleneck";
    if (method.bottleneck > static_cast<std::int64_t>(layers))
        return refusal(key + " is " + std::to_string(method.bottleneck) + ", but the network has " +
                       std::to_string(layers) + " layers");
    if (method.bottleneck != 0 && method.objective != Objective::JointIb)
        return refusal(key + " must be 0 where the objective is not joint_ib");
    return {};
}

Status checkPatience(const MethodConfig& method, const DataConfig& data) {
    if (method.patience == 0) return {};
    const std::string key = "methods." + method.name + ".patience";
    if (method.objective == Objective::RandomLayers)
        return refusal(key + " must be 0 where nothing is trained (random_layers)");
    if (data.validation_fraction > 0) return {};
    return refusal(key +
                   " needs a validation part that training does not see: set data.validation_fraction, for "
                   "example to 0.1");
}

// A neural or binned value never stands without the one that is exact for the same sample.
Status checkEstimators(const MeasureConfig& measure) {
    if (std::find(measure.estimators.begin(), measure.estimators.end(), "mixture") !=
        measure.estimators.end())
        return {};
    return refusal("measure.estimators must name mixture: the others are held against it");
}

} // namespace

Status checkExperiment(const Experiment& experiment) {
    if (const Status ok = checkMethodNames(experiment.methods); !ok) return ok;
    if (const Status ok = checkKeys(experiment); !ok) return ok;
    const auto layers = layersOf(experiment.network);
    if (!layers) return layers.error();
    for (const MethodConfig& method : experiment.methods) {
        if (const Status ok = checkBeta(method, layers->size()); !ok) return ok;
        if (const Status ok = checkBottleneck(method, layers->size()); !ok) return ok;
        if (const Status ok = checkPatience(method, experiment.data); !ok) return ok;
    }
    return checkEstimators(experiment.measure);
}

} // namespace infoplane
