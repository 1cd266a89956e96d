// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layer_plan.h"
#include "core/config/objective_kind.h"
#include "core/training/device.h"
#include "core/training/layer_training.h"
#include "core/training/memory_need.h"
#include "core/training/trainer.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

namespace infoplane {
namespace {

void prepareThread(const ComputeConfig& compute) {
    at::set_num_threads(static_cast<int>(compute.threads));
    at::globalContext().setFlushDenormal(
        true); // of this thread; denormals slow the leave-one-out term by half
    at::globalContext().setDeterministicAlgorithms(compute.deterministic, true);
}

// Methods run one after the other: each must fit alone.
Status checkMemoryOf(const Experiment& experiment, const Dataset& dataset, const RunDescription& run,
                     const DeviceChoice& device) {
    const auto layers = planNetwork(experiment.network, inputShape(dataset));
    if (!layers) return layers.error();
    const std::uint64_t free = freeMemoryOf(device);
    for (std::size_t i = 0; i < experiment.methods.size(); ++i) {
        const MethodConfig method = asTrained(experiment.methods[i]);
        const TrainingSize size{run.methods[i].layer_by_layer, std::int64_t(dataset.classes),
                                experiment.seeds.count, std::int64_t(dataset.train_index.size()),
                                std::int64_t(dataset.test_index.size())};
        if (const Status fits = checkMemoryNeed(memoryNeed(method, *layers, size), free, method, size); !fits)
            return fits;
    }
    return {};
}

Result<TrainingOutcome> trainMethods(const Experiment& experiment, const Dataset& dataset,
                                     const DeviceChoice& device, RunStore& store, TrainingSink& sink) {
    const RunDescription& run = store.description();
    const at::Device torch_device(device.torch_name);
    const TrainingData data = loadTrainingData(dataset, run.data, torch_device);
    const auto layers = planNetwork(experiment.network, inputShape(dataset));
    if (!layers) return layers.error();
    std::vector<MethodPlan> plans;
    std::vector<std::vector<double>> work;
    for (const MethodConfig& method : experiment.methods) {
        auto plan = planMethod(experiment, method, dataset.train_index.size());
        if (!plan) return plan.error();
        plans.push_back(*plan);
        work.emplace_back();
        for (std::int64_t phase = 0; phase < plan->phases; ++phase)
            work.back().push_back(
                workOfStep(method, static_cast<std::size_t>(phase), *layers, dataset.classes));
    }
    ProgressMeter progress(plans, work);
    for (std::size_t i = 0; i < experiment.methods.size(); ++i) {
        const MethodConfig method = asTrained(experiment.methods[i]);
        MethodContext context{experiment, method, data, run.seeds, plans[i],
                              i,          store,  sink, progress,  torch_device};
        const TrainingOutcome outcome = trainsLayerByLayer(experiment.methods[i].objective)
                                            ? trainLayerwise(context)
                                            : trainWholeNetwork(context);
        if (context.failure) return *context.failure;
        if (outcome == TrainingOutcome::Stopped) return TrainingOutcome::Stopped;
    }
    return TrainingOutcome::Finished;
}

Result<TrainingOutcome> prepareAndTrain(const Experiment& experiment, const Dataset& dataset,
                                        TrainingSink& sink) {
    prepareThread(experiment.compute);
    const auto device = chooseDevice(experiment.compute.device);
    if (!device) return device.error();
    auto description = describeRun(experiment, dataset, device->description);
    if (!description) return description.error();
    if (const Status fits = checkMemoryOf(experiment, dataset, *description, *device); !fits)
        return fits.error();
    const auto store = sink.begin(std::move(*description));
    if (!store) return store.error();
    return trainMethods(experiment, dataset, *device, **store, sink);
}

Error fromTorch(const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    if (text.find("out of memory") != std::string::npos ||
        text.find("can't allocate memory") != std::string::npos)
        return {ErrorCode::OutOfMemory,
                "there is not enough memory for this network, batch and number of seeds; "
                "make one of them smaller",
                "training"};
    return {ErrorCode::Internal, "the training library failed: " + text.substr(0, text.find('\n')),
            "training"};
}

} // namespace

Result<TrainingOutcome> train(const Experiment& experiment, const Dataset& dataset, TrainingSink& sink) {
    try {
        return prepareAndTrain(experiment, dataset, sink);
    } catch (const c10::Error& error) {
        return fromTorch(error);
    }
}

void MethodContext::addEvent(Severity severity, const std::string& kind, std::size_t layer,
                             const std::string& text) {
    const TableLayout& layout = store.table(index, kEventsTable).layout();
    Row row(layout);
    row.values<std::uint64_t>(layout.index("row"))[0] = store.rows(index).rows();
    row.values<std::uint32_t>(layout.index("severity"))[0] = static_cast<std::uint32_t>(severity);
    row.values<std::int32_t>(layout.index("layer"))[0] = static_cast<std::int32_t>(layer);
    row.setText(layout.index("kind"), kind);
    row.setText(layout.index("text"), text);
    store.append(index, kEventsTable, row);
}

} // namespace infoplane
