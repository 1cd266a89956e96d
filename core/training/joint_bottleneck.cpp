// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/layer_lagrangian.h"
#include "core/training/network_objective.h"
#include "core/training/schedule.h"

namespace infoplane {
namespace {

at::Tensor plus(const at::Tensor& sum, const at::Tensor& term) {
    if (!term.defined()) return sum;
    return sum.defined() ? sum + term : term;
}

class JointBottleneck final : public NetworkObjective {
public:
    JointBottleneck(const MethodContext& context, const std::vector<Block>& layers) : context_(context) {
        for (std::size_t i = 0; i < layers.size(); ++i)
            layers_.emplace_back(context, i, layers[i].output());
    }

    bool trains(std::size_t layer) const override {
        return context_.config.bottleneck == 0 ||
               layer < static_cast<std::size_t>(context_.config.bottleneck);
    }

    Terms terms(const Step& step) override {
        Terms terms;
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            const LayerLagrangian::Moment moment{step.number, step.progress, step.rate_factor};
            const bool pressed = ofLayer(i);
            // The critic of a layer that is not pressed reads it all the same.
            const at::Tensor t = pressed ? step.outputs[i] : step.outputs[i].detach();
            const Lagrangian::Terms own = layers_[i].terms(t, step.labels, moment);
            terms.descent = plus(terms.descent, own.loss);
            if (!pressed) continue;
            terms.relevance = plus(terms.relevance, own.relevance);
            terms.compression = plus(terms.compression, own.compression);
            terms.lagrangian = plus(terms.lagrangian, own.lagrangian);
        }
        terms.loss = -terms.lagrangian;
        return terms;
    }

    std::vector<at::Tensor> otherParameters() const override {
        std::vector<at::Tensor> all;
        for (const LayerLagrangian& layer : layers_)
            all.insert(all.end(), layer.criticParameters().begin(), layer.criticParameters().end());
        return all;
    }

    void stepOthers(double factor) override {
        for (LayerLagrangian& layer : layers_)
            layer.stepCritics(factor);
    }

    at::Tensor heldOutValue(const std::vector<at::Tensor>& outputs) const override {
        at::Tensor value;
        for (std::size_t i = 0; i < layers_.size(); ++i)
            if (ofLayer(i)) value = plus(value, layers_[i].heldOutValue(outputs[i]));
        return value;
    }

    void measureLayer(std::size_t layer, const LayerOutputs& outputs, RowWriter& rows) override {
        layers_[layer].measureReadOuts(outputs, rows);
        if (layer == 0) held_out_ = at::Tensor();
        if (ofLayer(layer)) held_out_ = plus(held_out_, layers_[layer].heldOutRelevance(outputs));
        if (layer + 1 == layers_.size()) rows.setObjective("objective/relevance_held_out", held_out_);
    }

    void visit(StateArchive& archive) override {
        for (std::size_t i = 0; i < layers_.size(); ++i)
            archive.within(std::to_string(i), [&] { layers_[i].visit(archive); });
    }

private:
    [[nodiscard]] bool ofLayer(std::size_t layer) const {
        const auto chosen = static_cast<std::size_t>(context_.config.bottleneck);
        return chosen == 0 || chosen == layer + 1;
    }

    const MethodContext& context_;
    std::vector<LayerLagrangian> layers_;
    at::Tensor held_out_; // [R], of the layers measured so far
};

} // namespace

std::unique_ptr<NetworkObjective> makeJointBottleneck(const MethodContext& context,
                                                      const std::vector<Block>& layers) {
    return std::make_unique<JointBottleneck>(context, layers);
}

} // namespace infoplane
