// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimiser.h"
#include "core/support/assert.h"
#include "core/training/batches.h"
#include "core/training/early_stop.h"
#include "core/training/forward.h"
#include "core/training/gradient_statistics.h"
#include "core/training/handed_on.h"
#include "core/training/layer_training.h"
#include "core/training/mean_over_steps.h"
#include "core/training/network_layers.h"
#include "core/training/network_objective.h"
#include "core/training/phase.h"
#include "core/training/row_writer.h"
#include "core/training/schedule.h"

namespace infoplane {
namespace {

std::unique_ptr<NetworkObjective> makeObjective(const MethodContext& context,
                                                const std::vector<Block>& layers) {
    switch (context.config.objective) {
    case Objective::JointIb:
        return makeJointBottleneck(context, layers);
    case Objective::Vib:
        return makeVariationalBottleneck(context);
    default:
        INFOPLANE_ASSERT(context.config.objective == Objective::CrossEntropy);
        return makeCrossEntropy(context);
    }
}

class WholeNetworkTrainer final : public PhaseTrainer {
public:
    explicit WholeNetworkTrainer(MethodContext& context)
        : context_(context),
          rows_(context),
          batches_(context.data.train().inputs, context.data.train().labels, context.seeds, context.place(0),
                   context.config.batch),
          layers_(makeLayers(context)),
          objective_(makeObjective(context, layers_)) {
        std::vector<at::Tensor> parameters;
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            layers_[i].setTrained(objective_->trains(i));
            if (!objective_->trains(i)) continue;
            for (const at::Tensor& parameter : layers_[i].parameters())
                parameters.push_back(parameter);
        }
        for (const at::Tensor& parameter : objective_->parameters())
            parameters.push_back(parameter);
        gradients_.resize(layers_.size());
        if (context.config.patience > 0)
            early_stop_.emplace(context.config.patience, trainedTensors(parameters));
        optimiser_.emplace(std::move(parameters), optimiserOptions(context.config));
    }

    TrainingOutcome run() {
        Standpoint at;
        if (context_.resumption) {
            at = context_.resumption->at;
            StateArchive archive(context_.resumption->state);
            visit(archive);
            if (const Status restored = archive.status(); !restored) context_.failure = restored.error();
        }
        if (context_.failure || !runPhase(context_, *this, at)) return TrainingOutcome::Stopped;
        appendWeights(steps_);
        return TrainingOutcome::Finished;
    }

    void step(std::int64_t number) override;
    bool measure(std::int64_t steps) override;
    [[nodiscard]] bool ended(std::int64_t steps) const override {
        return steps == context_.plan.stepsOfPhase() || (early_stop_ && early_stop_->stopped());
    }
    void appendWeights(std::int64_t steps) override {
        appendCheckpoint(context_, layers_, objective_->head(), steps);
    }
    void visit(StateArchive& archive) override;

private:
    // `parameters` and what training changes beside them.
    [[nodiscard]] std::vector<at::Tensor> trainedTensors(std::vector<at::Tensor> parameters) const;
    void endEpoch();
    [[nodiscard]] at::Tensor heldOutValue() const;
    void setObjectives(std::int64_t steps);

    MethodContext& context_;
    RowWriter rows_;
    BatchSource batches_;
    std::vector<Block> layers_;
    std::unique_ptr<NetworkObjective> objective_;
    std::optional<Optimiser> optimiser_;
    std::optional<EarlyStop> early_stop_;
    std::int64_t steps_ = 0;
    std::vector<GradientStatistics> gradients_;
    MeanOverSteps loss_, lagrangian_, relevance_, compression_;
    std::int64_t measured_rows_ = 0;
};

void WholeNetworkTrainer::step(std::int64_t number) {
    const double step_share = 1.0 / static_cast<double>(context_.plan.stepsOfPhase());
    const double progress = static_cast<double>(number) * step_share;
    const double factor = rateFactor(context_.config, progress, step_share);
    const Batch batch = batches_.at(number);
    const auto at_step = static_cast<std::uint64_t>(number);
    std::vector<at::Tensor> outputs, handed_on;
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        outputs.push_back(layers_[i].forwardInTraining(i == 0 ? batch.inputs : handed_on.back(), at_step));
        handed_on.push_back(handedOn(context_, i, outputs.back(), at_step));
    }
    const NetworkObjective::Terms terms =
        objective_->terms({batch.inputs, outputs, handed_on, batch.labels, at_step, progress, factor});
    terms.descent.backward();
    loss_.add(terms.loss);
    if (terms.lagrangian.defined()) lagrangian_.add(terms.lagrangian);
    if (terms.relevance.defined()) relevance_.add(terms.relevance);
    if (terms.compression.defined()) compression_.add(terms.compression);
    for (std::size_t i = 0; i < layers_.size(); ++i)
        if (objective_->trains(i)) gradients_[i].add(layers_[i].parameters());
    optimiser_->step(context_.config.rate * factor);
    objective_->stepOthers(factor);
    steps_ = number + 1;
    if (early_stop_ && steps_ % context_.plan.steps_per_epoch == 0) endEpoch();
}

std::vector<at::Tensor> WholeNetworkTrainer::trainedTensors(std::vector<at::Tensor> parameters) const {
    for (const Block& layer : layers_)
        for (const StoredTensor& stored : layer.tensors())
            if (!stored.parameter) parameters.push_back(stored.tensor);
    for (const at::Tensor& parameter : objective_->otherParameters())
        parameters.push_back(parameter);
    return parameters;
}

// Lets each seed stop by itself; when the training has ended, each is at the epoch that it keeps.
void WholeNetworkTrainer::endEpoch() {
    early_stop_->see(heldOutValue());
    if (!ended(steps_)) return;
    early_stop_->restoreBest();
    context_.addEvent(Severity::Note, "early_stop", 0,
                      earlyStopText("the network", *early_stop_, context_.plan.epochs));
}

at::Tensor WholeNetworkTrainer::heldOutValue() const {
    const at::NoGradGuard no_grad;
    std::vector<at::Tensor> outputs;
    for (const Block& layer : layers_)
        outputs.push_back(
            forwardAll(layer, outputs.empty() ? context_.data.validation.inputs : outputs.back()));
    return objective_->heldOutValue(outputs);
}

void WholeNetworkTrainer::visit(StateArchive& archive) {
    const std::int64_t seeds = context_.seedCount();
    for (std::size_t i = 0; i < layers_.size(); ++i)
        archive.within("layer" + std::to_string(i + 1), [&] {
            layers_[i].visit(archive);
            archive.within("gradients", [&] { gradients_[i].visit(archive, layers_[i].parameters()); });
        });
    rows_.visit(archive);
    archive.within("objective", [&] { objective_->visit(archive); });
    archive.within("optimiser", [&] { optimiser_->visit(archive); });
    for (const auto& [name, mean] : {std::pair{"mean_loss", &loss_},
                                     {"mean_lagrangian", &lagrangian_},
                                     {"mean_relevance", &relevance_},
                                     {"mean_compression", &compression_}})
        archive.within(name, [&, sum = mean] { sum->visit(archive, seeds, context_.device); });
    archive.count("measured_rows", measured_rows_);
    archive.count("steps", steps_);
    if (early_stop_) archive.within("early_stop", [&] { early_stop_->visit(archive); });
}

bool WholeNetworkTrainer::measure(std::int64_t steps) {
    const at::NoGradGuard no_grad;
    const auto& data = context_.data;
    const bool last = ended(steps);
    const bool probe_due = last || measured_rows_++ % context_.experiment.measure.probe_every == 0;
    LayerOutputs outputs{
        data.train().inputs.index_select(1, data.train().evaluation), {}, data.test().inputs};
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        outputs.train = forwardAll(layers_[i], outputs.train);
        outputs.test = forwardAll(layers_[i], outputs.test);
        outputs.test_sample = outputs.test.index_select(1, data.test().evaluation);
        if (!rows_.measureLayer(i, outputs)) return false;
        if (!probe_due)
            rows_.skipProbe(i);
        else if (!rows_.measureProbe(i, outputs))
            return false;
        objective_->measureLayer(i, outputs, rows_);
        const auto [mean, deviation] = gradients_[i].take();
        rows_.setGradients(i, mean, deviation);
    }
    setObjectives(steps);
    rows_.append(steps, 0);
    return true;
}

void WholeNetworkTrainer::setObjectives(std::int64_t steps) {
    rows_.setObjective("loss", loss_.take());
    rows_.setObjective("objective/lagrangian", lagrangian_.take());
    rows_.setObjective("objective/relevance", relevance_.take());
    rows_.setObjective("objective/compression", compression_.take());
    rows_.setObjectiveFlags(steps == 0 ? std::uint32_t{kNotMeasured} : 0u);
}

} // namespace

TrainingOutcome trainWholeNetwork(MethodContext& context) {
    return WholeNetworkTrainer(context).run();
}

} // namespace infoplane
