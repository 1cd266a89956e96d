// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layer_plan.h"

#include "core/support/assert.h"

#include <algorithm>
#include <optional>

namespace infoplane {
namespace {

std::string numbered(const std::string& name, int number) {
    return number == 1 ? name : name + std::to_string(number);
}

std::string kernelOf(const OperationSpec& o) {
    return std::to_string(o.kernel_height) + "x" + std::to_string(o.kernel_width);
}

Error misfit(std::string sentence) {
    return {ErrorCode::InvalidArgument, std::move(sentence), ""};
}

// Plans operation after operation, naming their tensors as it goes.
class LayerPlanner {
public:
    [[nodiscard]] Result<OperationPlan> plan(const OperationSpec& spec, const LayerShape& input, bool bias) {
        OperationPlan operation{spec, input, input, {}, bias};
        if (const auto problem = shape(operation)) return misfit(*problem);
        if (operation.output.size() > kMostValues)
            return misfit(
                "it has " + std::to_string(operation.output.size()) +
                " values for each example, more than 1048576; make it narrower or its stride larger");
        name(operation);
        return operation;
    }

private:
    [[nodiscard]] static std::optional<std::string> shape(OperationPlan& operation);
    [[nodiscard]] static std::optional<std::string> slide(OperationPlan& operation);
    void name(OperationPlan& operation);
    void addLinear(OperationPlan& operation, const std::string& prefix, int number,
                   std::vector<std::int64_t> shape);
    void addConv(OperationPlan& operation, std::int64_t inputs);
    void addNorm(OperationPlan& operation, std::int64_t channels);
    void addResidual(OperationPlan& operation);

    int linear_ = 0, norms_ = 0, shortcuts_ = 0; // that have names
};

// Gives the operation its output shape, or says why it has none.
std::optional<std::string> LayerPlanner::shape(OperationPlan& operation) {
    switch (operation.spec.kind) {
    case OperationKind::Dense:
        operation.output = {operation.spec.outputs};
        return {};
    case OperationKind::Flatten:
        if (!operation.input.isMaps()) return "flatten stands after what is a vector already; leave it out";
        operation.output = {operation.input.size()};
        return {};
    case OperationKind::Conv:
    case OperationKind::Residual:
    case OperationKind::Pool:
    case OperationKind::MeanPool:
        return slide(operation);
    case OperationKind::BatchNorm:
    case OperationKind::Dropout:
    case OperationKind::Activation:
        break;
    }
    return {};
}

std::optional<std::string> LayerPlanner::slide(OperationPlan& operation) {
    const OperationSpec& spec = operation.spec;
    const bool pools = spec.kind == OperationKind::Pool || spec.kind == OperationKind::MeanPool;
    const LayerShape& in = operation.input;
    if (!in.isMaps())
        return std::string(pools ? "a pool" : "a convolution") +
               " needs maps, but its input is a vector of " + in.text() +
               " numbers; use dense, or put it before flatten and dense, on data that have the shape of "
               "images";
    const std::int64_t rows = in.height + 2 * spec.pad_height - spec.kernel_height;
    const std::int64_t columns = in.width + 2 * spec.pad_width - spec.kernel_width;
    if (rows < 0 || columns < 0)
        return std::string(pools ? "pooling over " : "a kernel of ") + kernelOf(spec) +
               (pools ? " leaves nothing of maps of " : " is larger than its padded maps, which are ") +
               std::to_string(in.height + 2 * spec.pad_height) + "x" +
               std::to_string(in.width + 2 * spec.pad_width) +
               (pools ? "; make it smaller or leave it out" : "; choose a smaller one, or pad or same");
    const std::int64_t across = pools ? spec.kernel_width : spec.stride;
    const std::int64_t down = pools ? spec.kernel_height : spec.stride;
    operation.output = {pools ? in.channels : spec.outputs, rows / down + 1, columns / across + 1};
    return {};
}

void LayerPlanner::name(OperationPlan& operation) {
    switch (operation.spec.kind) {
    case OperationKind::Dense:
        return addLinear(operation, "", ++linear_, {operation.spec.outputs, operation.input.size()});
    case OperationKind::Conv:
        return addConv(operation, operation.input.channels);
    case OperationKind::Residual:
        return addResidual(operation);
    case OperationKind::BatchNorm:
        return addNorm(operation, operation.input.channels);
    case OperationKind::Pool:
    case OperationKind::MeanPool:
    case OperationKind::Dropout:
    case OperationKind::Flatten:
    case OperationKind::Activation:
        break;
    }
}

void LayerPlanner::addLinear(OperationPlan& operation, const std::string& prefix, int number,
                             std::vector<std::int64_t> shape) {
    const std::vector<std::int64_t> bias{shape.front()};
    const std::string weight_name =
        prefix.empty() ? numbered("weight", number) : numbered(prefix, number) + "_weight";
    const std::string bias_name =
        prefix.empty() ? numbered("bias", number) : numbered(prefix, number) + "_bias";
    operation.weights.push_back({weight_name, std::move(shape), WeightRole::Weight});
    if (operation.bias) operation.weights.push_back({bias_name, bias, WeightRole::Bias});
}

void LayerPlanner::addConv(OperationPlan& operation, std::int64_t inputs) {
    const OperationSpec& spec = operation.spec;
    addLinear(operation, "", ++linear_, {spec.outputs, inputs, spec.kernel_height, spec.kernel_width});
}

void LayerPlanner::addNorm(OperationPlan& operation, std::int64_t channels) {
    const std::string name = numbered("norm", ++norms_);
    operation.weights.push_back({name + "_weight", {channels}, WeightRole::Scale});
    operation.weights.push_back({name + "_bias", {channels}, WeightRole::Shift});
    operation.weights.push_back({name + "_mean", {channels}, WeightRole::RunningMean});
    operation.weights.push_back({name + "_variance", {channels}, WeightRole::RunningVariance});
}

void LayerPlanner::addResidual(OperationPlan& operation) {
    const std::int64_t outputs = operation.spec.outputs;
    operation.bias = !operation.spec.batch_norm;
    for (const std::int64_t inputs : {operation.input.channels, outputs}) {
        addConv(operation, inputs);
        if (operation.spec.batch_norm) addNorm(operation, outputs);
    }
    operation.bias = true;
    if (operation.input != operation.output)
        addLinear(operation, "shortcut", ++shortcuts_, {outputs, operation.input.channels, 1, 1});
}

Error inLayer(std::size_t number, const LayerSpec& layer, const std::string& problem) {
    return {ErrorCode::InvalidArgument,
            "layer " + std::to_string(number) + " (" + writeLayer(layer) + ") does not fit: " + problem,
            "network.layers"};
}

} // namespace

std::int64_t WeightSpec::size() const {
    std::int64_t product = 1;
    for (const std::int64_t extent : shape)
        product *= extent;
    return product;
}

LayerSpec LayerPlan::spec() const {
    LayerSpec specs;
    for (const OperationPlan& operation : operations)
        specs.push_back(operation.spec);
    return specs;
}

std::vector<WeightSpec> LayerPlan::weights() const {
    std::vector<WeightSpec> all;
    for (const OperationPlan& operation : operations)
        all.insert(all.end(), operation.weights.begin(), operation.weights.end());
    return all;
}

std::int64_t LayerPlan::parameters() const {
    std::int64_t count = 0;
    for (const WeightSpec& weight : weights())
        if (weight.trained()) count += weight.size();
    return count;
}

double LayerPlan::multiplyAdds() const {
    double count = 0.0;
    for (const OperationPlan& operation : operations)
        for (const WeightSpec& weight : operation.weights) {
            const LayerShape& out = operation.output;
            const bool slides = weight.shape.size() == 4;
            if (weight.role == WeightRole::Weight)
                count += static_cast<double>(weight.size()) *
                         static_cast<double>(slides ? out.height * out.width : 1);
        }
    return count;
}

std::int64_t LayerPlan::activations() const {
    std::int64_t count = 0;
    for (const OperationPlan& operation : operations) {
        // A residual keeps what its two convolutions, its activations and its sum give.
        const bool residual = operation.spec.kind == OperationKind::Residual;
        const std::int64_t kept = residual ? (operation.spec.batch_norm ? 7 : 5) : 1;
        if (operation.spec.kind != OperationKind::Flatten) count += kept * operation.output.size();
    }
    return count;
}

Result<LayerPlan> planLayer(const LayerSpec& layer, const LayerShape& input) {
    INFOPLANE_ASSERT(!layer.empty() && input.size() > 0);
    LayerPlan plan;
    plan.input = plan.output = input;
    LayerPlanner planner;
    for (std::size_t i = 0; i < layer.size(); ++i) {
        const bool normalised = i + 1 < layer.size() && layer[i + 1].kind == OperationKind::BatchNorm;
        auto operation = planner.plan(layer[i], plan.output, !normalised);
        if (!operation) return operation.error();
        plan.output = operation->output;
        plan.operations.push_back(std::move(*operation));
    }
    return plan;
}

Result<std::vector<LayerPlan>> planNetwork(const NetworkConfig& network, const LayerShape& input) {
    const auto layers = layersOf(network);
    if (!layers) return layers.error();
    std::vector<LayerPlan> plans;
    LayerShape shape = input;
    for (std::size_t i = 0; i < layers->size(); ++i) {
        auto plan = planLayer((*layers)[i], shape);
        if (!plan) return inLayer(i + 1, (*layers)[i], plan.error().message);
        shape = plan->output;
        plans.push_back(std::move(*plan));
    }
    return plans;
}

LayerPlan planHead(const LayerShape& input, std::int64_t classes) {
    OperationSpec dense;
    dense.outputs = classes;
    auto plan = planLayer({dense}, input);
    INFOPLANE_ASSERT(plan.ok());
    return std::move(*plan);
}

} // namespace infoplane
