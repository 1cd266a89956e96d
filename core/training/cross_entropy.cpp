// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/network.h"
#include "core/nn/optimiser.h"
#include "core/training/batches.h"
#include "core/training/forward.h"
#include "core/training/gradient_statistics.h"
#include "core/training/layer_training.h"
#include "core/training/mean_over_steps.h"
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
                   context.config.batch) {
        std::int64_t width = context.data.train().inputs.size(2);
        std::vector<std::int64_t> outputs = context.experiment.network.widths;
        outputs.push_back(context.data.classes);
        std::vector<at::Tensor> parameters;
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            layers_.push_back(makeDense(context.seeds, Purpose::Initialisation, context.place(i), width,
                                        outputs[i], context.device));
            layers_.back().setTrained(true);
            parameters.push_back(layers_.back().weight);
            parameters.push_back(layers_.back().bias);
            width = outputs[i];
        }
        gradients_.resize(hidden());
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
    [[nodiscard]] std::size_t hidden() const { return layers_.size() - 1; }
    [[nodiscard]] Activation activation() const { return context_.experiment.network.activation; }
    void step(std::int64_t number);
    bool measure(std::int64_t step);
    void measureNetworkOutput(const at::Tensor& train, const at::Tensor& test);
    void writeCheckpoint();

    MethodContext& context_;
    RowWriter rows_;
    BatchSource batches_;
    std::vector<Dense> layers_; // the last is the head
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
    for (std::size_t i = 0; i < hidden(); ++i)
        h = activate(layers_[i].forward(h), activation());
    const at::Tensor log_probabilities = at::log_softmax(layers_.back().forward(h), 2);
    const at::Tensor loss = -log_probabilities.gather(2, batch.labels.unsqueeze(2)).squeeze(2).mean(1); // [R]
    loss.sum().backward();
    loss_.add(loss.detach());
    for (std::size_t i = 0; i < hidden(); ++i)
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
    for (std::size_t i = 0; i < hidden(); ++i) {
        outputs.train = forwardAll(layers_[i], activation(), outputs.train);
        outputs.test = forwardAll(layers_[i], activation(), outputs.test);
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
    const at::Tensor on_train = forwardAll(layers_.back(), Activation::Linear, train);
    const at::Tensor on_test = forwardAll(layers_.back(), Activation::Linear, test);
    rows_.setAccuracy("network_output", 0, std::nullopt,
                      accuracyOf(on_train, data.train().evaluation_labels));
    rows_.setAccuracy("network_output", 1, std::nullopt, accuracyOf(on_test, data.test().labels));
}

void CrossEntropyTrainer::writeCheckpoint() {
    std::vector<std::pair<std::string, Dense>> named;
    for (std::size_t i = 0; i < hidden(); ++i)
        named.emplace_back("layer" + std::to_string(i + 1), layers_[i]);
    named.emplace_back("head", layers_.back());
    appendCheckpoint(context_, named, context_.plan.stepsInAll());
}

} // namespace

TrainingOutcome trainCrossEntropy(MethodContext& context) {
    return CrossEntropyTrainer(context).run();
}

} // namespace infoplane
