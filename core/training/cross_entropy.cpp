// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimiser.h"
#include "core/training/batches.h"
#include "core/training/forward.h"
#include "core/training/gradient_statistics.h"
#include "core/training/layer_training.h"
#include "core/training/mean_over_steps.h"
#include "core/training/network_layers.h"
#include "core/training/row_writer.h"
#include "core/training/schedule.h"

namespace infoplane {
namespace {

class CrossEntropyTrainer {
public:
    explicit CrossEntropyTrainer(MethodContext& context)
        : context_(context),
          rows_(context),
          batches_(context.data.train().inputs, context.data.train().labels, context.seeds, context.place(0),
                   context.config.batch),
          layers_(makeLayers(context)),
          head_(makeHead(context)) {
        std::vector<at::Tensor> parameters;
        for (Block& layer : layers_)
            trainWith(parameters, layer);
        trainWith(parameters, head_);
        gradients_.resize(layers_.size());
        optimiser_.emplace(std::move(parameters), optimiserOptions(context.config));
    }

    TrainingOutcome run() {
        context_.progress.beginPhase(context_.index, 0);
        if (!measure(0)) return TrainingOutcome::Stopped;
        for (std::int64_t i = 0; i < context_.plan.stepsOfPhase(); ++i) {
            if (!context_.proceed()) return TrainingOutcome::Stopped;
            step(i);
            if (measurementDue(context_.experiment.measure, context_.plan, i + 1) && !measure(i + 1))
                return TrainingOutcome::Stopped;
            context_.progress.advance(i + 1, context_.store);
        }
        writeCheckpoint();
        return TrainingOutcome::Finished;
    }

private:
    static void trainWith(std::vector<at::Tensor>& parameters, Block& layer) {
        layer.setTrained(true);
        for (const at::Tensor& parameter : layer.parameters())
            parameters.push_back(parameter);
    }
    void step(std::int64_t number);
    bool measure(std::int64_t step);
    void measureNetworkOutput(const at::Tensor& train, const at::Tensor& test);
    void writeCheckpoint();

    MethodContext& context_;
    RowWriter rows_;
    BatchSource batches_;
    std::vector<Block> layers_;
    Block head_;
    std::optional<Optimiser> optimiser_;
    std::vector<GradientStatistics> gradients_;
    MeanOverSteps loss_;
    std::int64_t measured_rows_ = 0;
};

void CrossEntropyTrainer::step(std::int64_t number) {
    const double step_share = 1.0 / static_cast<double>(context_.plan.stepsOfPhase());
    const double factor = rateFactor(context_.config, static_cast<double>(number) * step_share, step_share);
    const Batch batch = batches_.at(number);
    at::Tensor h = batch.inputs;
    for (Block& layer : layers_)
        h = layer.forwardInTraining(h, static_cast<std::uint64_t>(number));
    const at::Tensor log_probabilities = at::log_softmax(head_.forward(h), 2);
    const at::Tensor loss = -log_probabilities.gather(2, batch.labels.unsqueeze(2)).squeeze(2).mean(1); // [R]
    loss.sum().backward();
    loss_.add(loss.detach());
    for (std::size_t i = 0; i < layers_.size(); ++i)
        gradients_[i].add(layers_[i].parameters());
    optimiser_->step(context_.config.rate * factor);
}

bool CrossEntropyTrainer::measure(std::int64_t step) {
    const at::NoGradGuard no_grad;
    const auto& data = context_.data;
    const bool last = step == context_.plan.stepsOfPhase();
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
        const auto [mean, deviation] = gradients_[i].take();
        rows_.setGradients(i, mean, deviation);
    }
    measureNetworkOutput(outputs.train, outputs.test);
    rows_.setObjective("loss", loss_.take());
    rows_.setObjectiveFlags(step == 0 ? std::uint32_t{kNotMeasured} : 0u);
    rows_.append(step, 0);
    return true;
}

void CrossEntropyTrainer::measureNetworkOutput(const at::Tensor& train, const at::Tensor& test) {
    const auto& data = context_.data;
    const at::Tensor on_train = forwardAll(head_, train);
    const at::Tensor on_test = forwardAll(head_, test);
    rows_.setAccuracy("network_output", 0, std::nullopt,
                      accuracyOf(on_train, data.train().evaluation_labels));
    rows_.setAccuracy("network_output", 1, std::nullopt, accuracyOf(on_test, data.test().labels));
}

void CrossEntropyTrainer::writeCheckpoint() {
    appendCheckpoint(context_, layers_, &head_, context_.plan.stepsInAll());
}

} // namespace

TrainingOutcome trainCrossEntropy(MethodContext& context) {
    return CrossEntropyTrainer(context).run();
}

} // namespace infoplane
