// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimiser.h"
#include "core/support/assert.h"
#include "core/training/batches.h"
#include "core/training/early_stop.h"
#include "core/training/forward.h"
#include "core/training/gradient_statistics.h"
#include "core/training/handed_on.h"
#include "core/training/hsic.h"
#include "core/training/layer_lagrangian.h"
#include "core/training/layer_training.h"
#include "core/training/mean_over_steps.h"
#include "core/training/network_layers.h"
#include "core/training/phase.h"
#include "core/training/row_writer.h"
#include "core/training/schedule.h"

#include <cmath>

namespace infoplane {
namespace {

// A layer whose held-out relevance lies this far below the one before has lost what later layers cannot
// recover.
constexpr double kCollapse = 0.1; // nats

// Trains one layer after another; holds what stays alive between layers.
class LayerwiseTrainer final : public PhaseTrainer {
public:
    explicit LayerwiseTrainer(MethodContext& context)
        : context_(context),
          rows_(context),
          layers_(makeLayers(context)),
          train_features_(context.data.train().inputs),
          test_features_(context.data.test().inputs),
          validation_features_(context.data.validation.inputs) {}

    TrainingOutcome run() {
        Standpoint at;
        if (context_.resumption && !resume(at)) return TrainingOutcome::Stopped;
        for (; at.phase < static_cast<std::int64_t>(layers_.size()); at = {at.phase + 1, 0, false}) {
            if (!context_.resumption || at.phase != context_.resumption->at.phase) beginLayer(layerOf(at));
            if (!runPhase(context_, *this, at)) return TrainingOutcome::Stopped;
            freezeLayer(layer_);
        }
        return TrainingOutcome::Finished;
    }

    void step(std::int64_t number) override;
    bool measure(std::int64_t steps) override;
    [[nodiscard]] bool ended(std::int64_t steps) const override {
        return steps == context_.plan.stepsOfPhase() || (early_stop_ && early_stop_->stopped());
    }
    void appendWeights(std::int64_t steps) override { writeCheckpoint(steps_before_ + steps); }
    void visit(StateArchive& archive) override;

private:
    static std::size_t layerOf(const Standpoint& at) { return static_cast<std::size_t>(at.phase); }
    bool resume(Standpoint& at);
    void beginLayer(std::size_t layer);
    void passOn(std::size_t layer);
    void visitLayers(StateArchive& archive);
    [[nodiscard]] Lagrangian::Terms terms(const at::Tensor& t, const Batch& batch,
                                          const LayerLagrangian::Moment& moment);
    [[nodiscard]] Lagrangian::Terms hsicTerms(const at::Tensor& t, const Batch& batch,
                                              const LayerLagrangian::Moment& moment);
    // Of a batch what the layer reads: the inputs, or what the frozen layer below hands on.
    [[nodiscard]] at::Tensor read(std::size_t layer, const at::Tensor& batch, std::int64_t step) const {
        return layer == 0 ? batch : handedOn(context_, layer - 1, batch, static_cast<std::uint64_t>(step));
    }
    [[nodiscard]] at::Tensor layerOutput(std::size_t layer, const at::Tensor& inputs, std::int64_t step);
    // The layer's tensors and its critics'.
    [[nodiscard]] std::vector<at::Tensor> trainedTensors(std::size_t layer) const;
    void endEpoch();
    [[nodiscard]] at::Tensor heldOutValue(std::size_t layer) const;
    void freezeLayer(std::size_t layer);
    void warnOfCollapse(std::size_t layer);
    void writeCheckpoint(std::int64_t step) { appendCheckpoint(context_, layers_, nullptr, step); }
    [[nodiscard]] LayerOutputs outputsOf(std::size_t layer) const;
    [[nodiscard]] bool trained() const { return context_.config.objective != Objective::RandomLayers; }
    [[nodiscard]] bool byHsic() const { return context_.config.objective == Objective::HsicBottleneck; }

    MethodContext& context_;
    RowWriter rows_;
    std::vector<Block> layers_;
    at::Tensor train_features_,
        test_features_, // outputs of the frozen layers below, [R, N, d] ([1, N, d]: the inputs)
        validation_features_;
    std::int64_t steps_before_ = 0; // of the layers below
    // Of the layer in training.
    std::size_t layer_ = 0;
    std::int64_t steps_ = 0;
    std::optional<LayerLagrangian> lagrangian_;
    std::optional<Optimiser> optimiser_; // none where layers stay as they are
    std::optional<BatchSource> batches_;
    std::optional<EarlyStop> early_stop_;
    std::optional<BatchSource> input_batches_; // the same examples as they enter the network, for HSIC
    double beta_ = 0.0;
    GradientStatistics gradients_;
    MeanOverSteps relevance_, compression_, value_;
    at::Tensor held_out_, held_out_below_; // [R]
    std::int64_t measured_rows_ = 0;
};

void LayerwiseTrainer::beginLayer(std::size_t layer) {
    const MethodConfig& config = context_.config;
    const TrainingData::Split& data = context_.data.train();
    layer_ = layer;
    std::optional<LayerLagrangian> before = std::move(lagrangian_);
    lagrangian_.emplace(context_, layer, layers_[layer].output());
    if (before && config.critic_start == CriticStart::Carried) lagrangian_->carryCriticsFrom(*before);
    batches_.emplace(train_features_, data.labels, context_.seeds, context_.place(layer), config.batch);
    if (byHsic())
        input_batches_.emplace(data.inputs, data.labels, context_.seeds, context_.place(layer), config.batch);
    beta_ = betaOfLayer(config, layer);
    layers_[layer].setTrained(trained());
    optimiser_.reset();
    if (trained()) optimiser_.emplace(layers_[layer].parameters(), optimiserOptions(config));
    early_stop_.reset();
    if (config.patience > 0) early_stop_.emplace(config.patience, trainedTensors(layer));
    measured_rows_ = 0;
    steps_ = 0;
}

std::vector<at::Tensor> LayerwiseTrainer::trainedTensors(std::size_t layer) const {
    std::vector<at::Tensor> tensors = lagrangian_->criticParameters();
    for (const StoredTensor& stored : layers_[layer].tensors())
        tensors.push_back(stored.tensor);
    return tensors;
}

// Lets each seed stop by itself; when the layer has ended, each is at the epoch that it keeps.
void LayerwiseTrainer::endEpoch() {
    early_stop_->see(heldOutValue(layer_));
    if (!ended(steps_)) return;
    early_stop_->restoreBest();
    context_.addEvent(
        Severity::Note, "early_stop", layer_ + 1,
        earlyStopText("layer " + std::to_string(layer_ + 1), *early_stop_, context_.plan.epochs));
}

at::Tensor LayerwiseTrainer::heldOutValue(std::size_t layer) const {
    const at::Tensor t = forwardAll(layers_[layer], validation_features_);
    if (!byHsic()) return lagrangian_->heldOutValue(t);
    const at::NoGradGuard no_grad;
    const TrainingData::Split& validation = context_.data.validation;
    const at::Tensor one_hot = at::one_hot(validation.labels, context_.data.classes).to(t.scalar_type());
    return normalisedHsic(t, one_hot.expand({t.size(0), -1, -1})) -
           beta_ * normalisedHsic(t, validation.inputs.expand({t.size(0), -1, -1}));
}

// The layers come first: what the others give is what the one in training reads.
bool LayerwiseTrainer::resume(Standpoint& at) {
    at = context_.resumption->at;
    StateArchive archive(context_.resumption->state);
    visitLayers(archive);
    for (std::size_t layer = 0; layer < layerOf(at); ++layer)
        passOn(layer);
    beginLayer(layerOf(at));
    visit(archive);
    if (const Status restored = archive.status(); !restored) context_.failure = restored.error();
    return !context_.failure;
}

void LayerwiseTrainer::visitLayers(StateArchive& archive) {
    for (std::size_t layer = 0; layer < layers_.size(); ++layer)
        archive.within("layer" + std::to_string(layer + 1), [&] { layers_[layer].visit(archive); });
}

void LayerwiseTrainer::visit(StateArchive& archive) {
    const std::int64_t seeds = context_.seedCount();
    visitLayers(archive);
    rows_.visit(archive);
    archive.within("lagrangian", [&] { lagrangian_->visit(archive); });
    if (optimiser_) {
        archive.within("optimiser", [&] { optimiser_->visit(archive); });
        archive.within("gradients", [&] { gradients_.visit(archive, optimiser_->parameters()); });
    }
    for (const auto& [name, mean] : {std::pair{"mean_relevance", &relevance_},
                                     {"mean_compression", &compression_},
                                     {"mean_lagrangian", &value_}})
        archive.within(name, [&, sum = mean] { sum->visit(archive, seeds, context_.device); });
    archive.optional("held_out", held_out_, {seeds}, context_.device);
    archive.optional("held_out_below", held_out_below_, {seeds}, context_.device);
    archive.count("measured_rows", measured_rows_);
    archive.count("steps", steps_);
    archive.count("steps_before", steps_before_);
    if (early_stop_) archive.within("early_stop", [&] { early_stop_->visit(archive); });
}

void LayerwiseTrainer::step(std::int64_t number) {
    const MethodConfig& config = context_.config;
    const double step_share = 1.0 / static_cast<double>(context_.plan.stepsOfPhase());
    LayerLagrangian::Moment moment{static_cast<std::uint64_t>(number),
                                   static_cast<double>(number) * step_share};
    moment.rate_factor = rateFactor(config, moment.progress, step_share);
    const Batch batch = batches_->at(number);
    const at::Tensor t = layerOutput(layer_, read(layer_, batch.inputs, number), number);
    const Lagrangian::Terms own = terms(t, batch, moment);
    own.loss.backward();
    relevance_.add(own.relevance);
    value_.add(own.lagrangian);
    if (own.compression.defined()) compression_.add(own.compression);
    if (optimiser_) {
        gradients_.add(optimiser_->parameters());
        optimiser_->step(config.rate * moment.rate_factor);
    }
    lagrangian_->stepCritics(moment.rate_factor);
    steps_ = number + 1;
    if (early_stop_ && steps_ % context_.plan.steps_per_epoch == 0) endEpoch();
}

Lagrangian::Terms LayerwiseTrainer::terms(const at::Tensor& t, const Batch& batch,
                                          const LayerLagrangian::Moment& moment) {
    return byHsic() ? hsicTerms(t, batch, moment) : lagrangian_->terms(t, batch.labels, moment);
}

// The critic only reads what the criterion has made.
Lagrangian::Terms LayerwiseTrainer::hsicTerms(const at::Tensor& t, const Batch& batch,
                                              const LayerLagrangian::Moment& moment) {
    const at::Tensor inputs = input_batches_->at(static_cast<std::int64_t>(moment.step)).inputs;
    const at::Tensor one_hot = at::one_hot(batch.labels, context_.data.classes).to(t.scalar_type());
    const at::Tensor relevance = normalisedHsic(t, one_hot);
    const at::Tensor compression = normalisedHsic(t, inputs.expand({t.size(0), -1, -1}));
    const double beta = beta_ * betaFactor(context_.config, moment.progress);
    const at::Tensor value = relevance - beta * compression;
    Lagrangian::Terms terms;
    terms.loss = lagrangian_->terms(t.detach(), batch.labels, moment).loss - value.sum();
    terms.relevance = relevance.detach();
    terms.compression = compression.detach();
    terms.lagrangian = value.detach();
    return terms;
}

// A layer that stays as it is runs as it is measured: its running statistics do not move either.
at::Tensor LayerwiseTrainer::layerOutput(std::size_t layer, const at::Tensor& inputs, std::int64_t step) {
    if (!trained()) return layers_[layer].forward(inputs);
    return layers_[layer].forwardInTraining(inputs, static_cast<std::uint64_t>(step));
}

LayerOutputs LayerwiseTrainer::outputsOf(std::size_t layer) const {
    const at::Tensor& sample = context_.data.train().evaluation;
    LayerOutputs outputs;
    outputs.train = forwardAll(layers_[layer], train_features_.index_select(1, sample));
    outputs.test = forwardAll(layers_[layer], test_features_);
    outputs.test_sample = outputs.test.index_select(1, context_.data.test().evaluation);
    return outputs;
}

bool LayerwiseTrainer::measure(std::int64_t steps) {
    const at::NoGradGuard no_grad;
    const std::size_t layer = layer_;
    const LayerOutputs outputs = outputsOf(layer);
    if (!rows_.measureLayer(layer, outputs)) return false;
    const bool last = ended(steps);
    const bool probe_due = last || measured_rows_++ % context_.experiment.measure.probe_every == 0;
    if (!probe_due)
        rows_.skipProbe(layer);
    else if (!rows_.measureProbe(layer, outputs))
        return false;
    lagrangian_->measureReadOuts(outputs, rows_);
    held_out_ = lagrangian_->heldOutRelevance(outputs);
    rows_.setObjective("objective/relevance_held_out", held_out_);
    rows_.setObjective("objective/relevance", relevance_.take());
    rows_.setObjective("objective/compression", compression_.take());
    const at::Tensor value = value_.take();
    rows_.setObjective("objective/lagrangian", value);
    rows_.setObjective("loss", value.defined() ? -value : value);
    rows_.setObjectiveFlags(steps == 0 ? std::uint32_t{kNotMeasured} : 0u);
    const auto [mean, deviation] = gradients_.take();
    rows_.setGradients(layer, mean, deviation);
    rows_.append(steps_before_ + steps, layer + 1);
    return true;
}

void LayerwiseTrainer::freezeLayer(std::size_t layer) {
    layers_[layer].setTrained(false);
    lagrangian_->freeze();
    rows_.freezeLayer(layer);
    passOn(layer);
    steps_before_ += steps_;
    writeCheckpoint(steps_before_);
    context_.addEvent(Severity::Note, "frozen", layer + 1,
                      "layer " + std::to_string(layer + 1) + " is frozen");
    warnOfCollapse(layer);
    held_out_below_ = held_out_;
    rows_.setGradients(layer, {}, {}); // a frozen layer has none
}

// The outputs of a frozen layer are the inputs of the next.
void LayerwiseTrainer::passOn(std::size_t layer) {
    train_features_ = forwardAll(layers_[layer], train_features_);
    test_features_ = forwardAll(layers_[layer], test_features_);
    if (context_.config.patience > 0) validation_features_ = forwardAll(layers_[layer], validation_features_);
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

} // namespace

TrainingOutcome trainLayerwise(MethodContext& context) {
    return LayerwiseTrainer(context).run();
}

} // namespace infoplane
