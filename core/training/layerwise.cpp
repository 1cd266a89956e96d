// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/assert.h"
#include "core/training/batches.h"
#include "core/training/forward.h"
#include "core/training/gradient_statistics.h"
#include "core/training/lagrangian.h"
#include "core/training/layer_training.h"
#include "core/training/mean_over_steps.h"
#include "core/training/network_layers.h"
#include "core/training/row_writer.h"

#include <cmath>

namespace infoplane {
namespace {

// A layer whose held-out relevance lies this far below the one before has lost what later layers cannot
// recover.
constexpr double kCollapse = 0.1; // nats

// Trains one layer after another; holds what stays alive between layers.
class LayerwiseTrainer {
public:
    explicit LayerwiseTrainer(MethodContext& context)
        : context_(context),
          rows_(context),
          layers_(makeLayers(context)),
          train_features_(context.data.train().inputs),
          test_features_(context.data.test().inputs) {}

    TrainingOutcome run() {
        for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
            context_.progress.beginPhase(context_.index, layer);
            if (!trainLayer(layer)) return TrainingOutcome::Stopped;
            freezeLayer(layer);
        }
        return TrainingOutcome::Finished;
    }

private:
    bool trainLayer(std::size_t layer);
    void step(std::size_t layer, std::int64_t number, Adam* layer_optimiser);
    [[nodiscard]] at::Tensor layerOutput(std::size_t layer, const at::Tensor& inputs, std::int64_t step);
    bool measure(std::size_t layer, std::int64_t step);
    void measureReadOuts(std::size_t layer, const LayerOutputs& outputs);
    void readCritic(std::size_t layer, std::size_t split, const at::Tensor& outputs,
                    const at::Tensor& labels);
    void measureHeldOut(std::size_t layer, const at::Tensor& outputs);
    void freezeLayer(std::size_t layer);
    void warnOfCollapse(std::size_t layer);
    void writeCheckpoint(std::size_t layer);
    [[nodiscard]] LayerOutputs outputsOf(std::size_t layer) const;
    [[nodiscard]] at::Tensor noiseFor(std::size_t layer, Purpose purpose, std::uint64_t step,
                                      const at::Tensor& like) const;
    [[nodiscard]] std::int64_t stepsBefore(std::size_t layer) const {
        return static_cast<std::int64_t>(layer) * context_.plan.stepsOfPhase();
    }
    [[nodiscard]] bool trained() const { return context_.config.objective == Objective::LayerwiseIb; }

    MethodContext& context_;
    RowWriter rows_;
    std::vector<Block> layers_;
    at::Tensor train_features_,
        test_features_; // outputs of the frozen layers below, [R, N, d] ([1, N, d]: the inputs)
    // Of the layer in training.
    std::optional<Lagrangian> lagrangian_;
    std::optional<BatchSource> batches_;
    GradientStatistics gradients_;
    MeanOverSteps relevance_, compression_, value_;
    at::Tensor held_out_, held_out_below_; // [R]
    std::int64_t measured_rows_ = 0;
};

bool LayerwiseTrainer::trainLayer(std::size_t layer) {
    const MethodConfig& config = context_.config;
    const Lagrangian::Shape shape{layers_[layer].width(), context_.data.classes,
                                  context_.experiment.network.sigma, betaOfLayer(config, layer),
                                  layers_[layer].output()};
    lagrangian_.emplace(config, shape, context_.seeds, context_.place(layer), context_.data.log_prior);
    batches_.emplace(train_features_, context_.data.train().labels, context_.seeds, context_.place(layer),
                     config.batch);
    std::optional<Adam> optimiser;
    layers_[layer].setTrained(trained());
    if (trained()) optimiser.emplace(layers_[layer].parameters());
    measured_rows_ = 0;
    if (!measure(layer, 0)) return false;
    for (std::int64_t i = 0; i < context_.plan.stepsOfPhase(); ++i) {
        if (!context_.proceed()) return false;
        step(layer, i, optimiser ? &*optimiser : nullptr);
        if (measurementDue(context_.experiment.measure, context_.plan, i + 1) && !measure(layer, i + 1))
            return false;
        context_.progress.advance(i + 1, context_.store);
    }
    return true;
}

void LayerwiseTrainer::step(std::size_t layer, std::int64_t number, Adam* layer_optimiser) {
    const MethodConfig& config = context_.config;
    const double progress = static_cast<double>(number) / static_cast<double>(context_.plan.stepsOfPhase());
    const double decay = config.schedule == RateSchedule::Linear ? 1.0 - progress : 1.0;
    const Batch batch = batches_->at(number);
    const at::Tensor t = layerOutput(layer, batch.inputs, number);
    const at::Tensor noise = noiseFor(layer, Purpose::TrainingNoise, static_cast<std::uint64_t>(number), t);
    const Lagrangian::Terms terms =
        lagrangian_->terms(t, noise, batch.labels, progress >= config.beta_start ? 1.0 : 0.0);
    terms.loss.backward();
    relevance_.add(terms.relevance);
    value_.add(terms.lagrangian);
    if (terms.compression.defined()) compression_.add(terms.compression);
    if (layer_optimiser != nullptr) {
        gradients_.add(layer_optimiser->parameters());
        layer_optimiser->step(config.rate * decay);
    }
    lagrangian_->stepCritics(config.critic_rate * decay);
}

// A layer that stays as it is runs as it is measured: its running statistics do not move either.
at::Tensor LayerwiseTrainer::layerOutput(std::size_t layer, const at::Tensor& inputs, std::int64_t step) {
    if (!trained()) return layers_[layer].forward(inputs);
    return layers_[layer].forwardInTraining(inputs, static_cast<std::uint64_t>(step));
}

at::Tensor LayerwiseTrainer::noiseFor(std::size_t layer, Purpose purpose, std::uint64_t step,
                                      const at::Tensor& like) const {
    return normalTensor(context_.seeds, purpose, context_.place(layer), step, like.size(1), like.size(2),
                        context_.device)
        .mul_(context_.experiment.network.sigma);
}

LayerOutputs LayerwiseTrainer::outputsOf(std::size_t layer) const {
    const at::Tensor& sample = context_.data.train().evaluation;
    LayerOutputs outputs;
    outputs.train = forwardAll(layers_[layer], train_features_.index_select(1, sample));
    outputs.test = forwardAll(layers_[layer], test_features_);
    outputs.test_sample = outputs.test.index_select(1, context_.data.test().evaluation);
    return outputs;
}

bool LayerwiseTrainer::measure(std::size_t layer, std::int64_t step) {
    const at::NoGradGuard no_grad;
    const LayerOutputs outputs = outputsOf(layer);
    if (!rows_.measureLayer(layer, outputs)) return false;
    const bool last = step == context_.plan.stepsOfPhase();
    const bool probe_due = last || measured_rows_++ % context_.experiment.measure.probe_every == 0;
    if (!probe_due)
        rows_.skipProbe(layer);
    else if (!rows_.measureProbe(layer, outputs))
        return false;
    measureReadOuts(layer, outputs);
    measureHeldOut(layer, outputs.test_sample);
    rows_.setObjective("objective/relevance", relevance_.take());
    rows_.setObjective("objective/compression", compression_.take());
    const at::Tensor value = value_.take();
    rows_.setObjective("objective/lagrangian", value);
    rows_.setObjective("loss", value.defined() ? -value : value);
    rows_.setObjectiveFlags(step == 0 ? std::uint32_t{kNotMeasured} : 0u);
    const auto [mean, deviation] = gradients_.take();
    rows_.setGradients(layer, mean, deviation);
    rows_.append(stepsBefore(layer) + step, layer + 1);
    return true;
}

void LayerwiseTrainer::measureReadOuts(std::size_t layer, const LayerOutputs& outputs) {
    readCritic(layer, 0, outputs.train, context_.data.train().evaluation_labels);
    readCritic(layer, 1, outputs.test, context_.data.test().labels);
}

void LayerwiseTrainer::readCritic(std::size_t layer, std::size_t split, const at::Tensor& outputs,
                                  const at::Tensor& labels) {
    const at::Tensor noise = noiseFor(layer, Purpose::CriticNoise, split, outputs);
    const at::Tensor& prior = context_.data.log_prior;
    rows_.setAccuracy("critic_clean", split, layer,
                      accuracyOf(lagrangian_->criticValues(outputs) + prior, labels));
    rows_.setAccuracy("critic_noisy", split, layer,
                      accuracyOf(lagrangian_->criticValues(outputs + noise) + prior, labels));
}

void LayerwiseTrainer::measureHeldOut(std::size_t layer, const at::Tensor& outputs) {
    at::Tensor read = outputs;
    if (context_.config.form == LagrangianForm::Noisy)
        read = outputs + noiseFor(layer, Purpose::CriticNoise, kSplits, outputs);
    const at::Tensor labels =
        context_.data.test().evaluation_labels.unsqueeze(0).expand({context_.seedCount(), -1});
    held_out_ = lagrangian_->relevanceOf(read, labels);
    rows_.setObjective("objective/relevance_held_out", held_out_);
}

void LayerwiseTrainer::freezeLayer(std::size_t layer) {
    layers_[layer].setTrained(false);
    lagrangian_->freeze();
    rows_.freezeLayer(layer);
    train_features_ = forwardAll(layers_[layer], train_features_);
    test_features_ = forwardAll(layers_[layer], test_features_);
    writeCheckpoint(layer);
    context_.addEvent(Severity::Note, "frozen", layer + 1,
                      "layer " + std::to_string(layer + 1) + " is frozen");
    warnOfCollapse(layer);
    held_out_below_ = held_out_;
    rows_.setGradients(layer, {}, {}); // a frozen layer has none
}

void LayerwiseTrainer::warnOfCollapse(std::size_t layer) {
    if (!held_out_below_.defined()) return;
    const double drop = (held_out_below_ - held_out_).max().item<double>();
    if (std::isfinite(drop) && drop < kCollapse) return;
    context_.addEvent(Severity::Warning, "collapse", layer + 1,
                      "the held-out relevance of layer " + std::to_string(layer + 1) + " is " +
                          std::to_string(drop / std::log(2.0)) +
                          " bits below the layer before it in at least one seed; try a smaller beta or rate");
}

void LayerwiseTrainer::writeCheckpoint(std::size_t layer) {
    appendCheckpoint(context_, layers_, nullptr, stepsBefore(layer + 1));
}

} // namespace

TrainingOutcome trainLayerwise(MethodContext& context) {
    return LayerwiseTrainer(context).run();
}

} // namespace infoplane
