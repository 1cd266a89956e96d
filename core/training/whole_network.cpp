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

class WholeNetworkTrainer {
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
        context_.progress.beginPhase(context_.index, 0);
        if (!measure(0, false)) return TrainingOutcome::Stopped;
        bool last = false;
        for (std::int64_t i = 1; !last; ++i) {
            if (!context_.proceed()) return TrainingOutcome::Stopped;
            step(i - 1);
            last = endsWith(i);
            if ((last || measurementDue(context_.experiment.measure, context_.plan, i)) && !measure(i, last))
                return TrainingOutcome::Stopped;
            context_.progress.advance(i, context_.store);
            if (last) appendCheckpoint(context_, layers_, objective_->head(), i);
        }
        context_.progress.endPhase();
        return TrainingOutcome::Finished;
    }

private:
    void step(std::int64_t number);
    // `parameters` and what training changes beside them.
    [[nodiscard]] std::vector<at::Tensor> trainedTensors(std::vector<at::Tensor> parameters) const;
    [[nodiscard]] bool endsWith(std::int64_t steps);
    [[nodiscard]] at::Tensor heldOutValue() const;
    bool measure(std::int64_t step, bool last);
    void setObjectives(std::int64_t step);

    MethodContext& context_;
    RowWriter rows_;
    BatchSource batches_;
    std::vector<Block> layers_;
    std::unique_ptr<NetworkObjective> objective_;
    std::optional<Optimiser> optimiser_;
    std::optional<EarlyStop> early_stop_;
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
}

std::vector<at::Tensor> WholeNetworkTrainer::trainedTensors(std::vector<at::Tensor> parameters) const {
    for (const Block& layer : layers_)
        for (const StoredTensor& stored : layer.tensors())
            if (!stored.parameter) parameters.push_back(stored.tensor);
    for (const at::Tensor& parameter : objective_->otherParameters())
        parameters.push_back(parameter);
    return parameters;
}

// Whether the training ends after `steps` steps; each seed is then at the epoch that it keeps.
bool WholeNetworkTrainer::endsWith(std::int64_t steps) {
    const bool planned = steps == context_.plan.stepsOfPhase();
    if (!early_stop_ || steps % context_.plan.steps_per_epoch != 0) return planned;
    early_stop_->see(heldOutValue());
    if (!planned && !early_stop_->stopped()) return false;
    early_stop_->restoreBest();
    context_.addEvent(Severity::Note, "early_stop", 0,
                      earlyStopText("the network", *early_stop_, context_.plan.epochs));
    return true;
}

at::Tensor WholeNetworkTrainer::heldOutValue() const {
    const at::NoGradGuard no_grad;
    std::vector<at::Tensor> outputs;
    for (const Block& layer : layers_)
        outputs.push_back(
            forwardAll(layer, outputs.empty() ? context_.data.validation.inputs : outputs.back()));
    return objective_->heldOutValue(outputs);
}

bool WholeNetworkTrainer::measure(std::int64_t step, bool last) {
    const at::NoGradGuard no_grad;
    const auto& data = context_.data;
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
    setObjectives(step);
    rows_.append(step, 0);
    return true;
}

void WholeNetworkTrainer::setObjectives(std::int64_t step) {
    rows_.setObjective("loss", loss_.take());
    rows_.setObjective("objective/lagrangian", lagrangian_.take());
    rows_.setObjective("objective/relevance", relevance_.take());
    rows_.setObjective("objective/compression", compression_.take());
    rows_.setObjectiveFlags(step == 0 ? std::uint32_t{kNotMeasured} : 0u);
}

} // namespace

TrainingOutcome trainWholeNetwork(MethodContext& context) {
    return WholeNetworkTrainer(context).run();
}

} // namespace infoplane
