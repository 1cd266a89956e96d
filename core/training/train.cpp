// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layer_plan.h"
#include "core/config/objective_kind.h"
#include "core/training/compute_thread.h"
#include "core/training/device.h"
#include "core/training/layer_training.h"
#include "core/training/memory_need.h"
#include "core/training/resume.h"
#include "core/training/trainer.h"

namespace infoplane {
namespace {

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

Result<std::vector<MethodPlan>> planMethods(const Experiment& experiment, const Dataset& dataset) {
    std::vector<MethodPlan> plans;
    for (const MethodConfig& method : experiment.methods) {
        auto plan = planMethod(experiment, method, dataset.train_index.size());
        if (!plan) return plan.error();
        plans.push_back(*plan);
    }
    return plans;
}

Result<ProgressMeter> meterOf(const Experiment& experiment, const Dataset& dataset,
                              const std::vector<MethodPlan>& plans) {
    const auto layers = planNetwork(experiment.network, inputShape(dataset));
    if (!layers) return layers.error();
    std::vector<std::vector<double>> work;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        work.emplace_back();
        for (std::int64_t phase = 0; phase < plans[i].phases; ++phase)
            work.back().push_back(
                workOfStep(experiment.methods[i], static_cast<std::size_t>(phase), *layers, dataset.classes));
    }
    return ProgressMeter(plans, std::move(work));
}

Result<TrainingOutcome> trainMethods(const Experiment& experiment, const Dataset& dataset,
                                     const std::vector<MethodPlan>& plans, const DeviceChoice& device,
                                     RunStore& store, TrainingSink& sink, const ResumePoint* resume) {
    const RunDescription& run = store.description();
    const at::Device torch_device(device.torch_name);
    const TrainingData data = loadTrainingData(dataset, run.data, torch_device);
    Result<ProgressMeter> progress = meterOf(experiment, dataset, plans);
    if (!progress) return progress.error();
    const std::size_t first = resume ? static_cast<std::size_t>(resume->head.method) : 0;
    for (std::size_t i = first; i < experiment.methods.size(); ++i) {
        const MethodConfig method = asTrained(experiment.methods[i]);
        MethodContext context{experiment, method, data, run.seeds, plans[i],
                              i,          store,  sink, *progress, torch_device};
        if (resume && i == first) {
            context.resumption.emplace(resume->state, resume->head.at);
            context.clock = WorkClock(resume->head.elapsed);
        }
        const TrainingOutcome outcome = trainsLayerByLayer(experiment.methods[i].objective)
                                            ? trainLayerwise(context)
                                            : trainWholeNetwork(context);
        if (context.failure) return *context.failure;
        if (outcome == TrainingOutcome::Stopped) return TrainingOutcome::Stopped;
    }
    store.setTrainingState(nullptr); // nothing is left to do
    return TrainingOutcome::Finished;
}

void beginWhereItStood(const ResumePoint& point, RunStore& store) {
    copyRows(point, store);
    store.setTrainingState(point.run->trainingState());
    const auto other =
        otherSurroundings(point.run->description().environment, store.description().environment);
    if (other)
        appendEvent(store, static_cast<std::size_t>(point.head.method), Severity::Warning, "resumed",
                    static_cast<std::size_t>(store.description().resumed_from.layer), *other);
}

Result<TrainingOutcome> prepareAndTrain(const Experiment& experiment, const Dataset& dataset,
                                        TrainingSink& sink, const std::shared_ptr<const RunStore>& resume) {
    prepareComputeThread(experiment.compute);
    const auto device = chooseDevice(experiment.compute.device);
    if (!device) return device.error();
    auto description = describeRun(experiment, dataset, device->description);
    if (!description) return description.error();
    if (const Status fits = checkMemoryOf(experiment, dataset, *description, *device); !fits)
        return fits.error();
    const auto plans = planMethods(experiment, dataset);
    if (!plans) return plans.error();
    std::optional<ResumePoint> point;
    if (resume) {
        auto opened = openResumePoint(resume, *description, *plans);
        if (!opened) return opened.error();
        point = std::move(*opened);
        description->resumed_from = originOf(*point);
    }
    const auto store = sink.begin(std::move(*description));
    if (!store) return store.error();
    if (point) beginWhereItStood(*point, **store);
    return trainMethods(experiment, dataset, *plans, *device, **store, sink, point ? &*point : nullptr);
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

Result<TrainingOutcome> train(const Experiment& experiment, const Dataset& dataset, TrainingSink& sink,
                              const std::shared_ptr<const RunStore>& resume) {
    try {
        return prepareAndTrain(experiment, dataset, sink, resume);
    } catch (const c10::Error& error) {
        return fromTorch(error);
    }
}

void MethodContext::addEvent(Severity severity, const std::string& kind, std::size_t layer,
                             const std::string& text) {
    appendEvent(store, index, severity, kind, layer, text);
}

} // namespace infoplane
