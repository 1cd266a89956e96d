// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import.h"

#include "core/estimators/mixture/noisy_layer.h"
#include "core/import/import_description.h"
#include "core/import/imported_data.h"
#include "core/import/imported_layers.h"
#include "core/support/available_memory.h"
#include "core/training/compute_thread.h"
#include "core/training/row_writer.h"

#include <algorithm>

namespace infoplane {
namespace {

at::Tensor indexTensor(const std::vector<std::uint32_t>& index) {
    at::Tensor result = at::empty({static_cast<std::int64_t>(index.size())}, at::kLong);
    std::ranges::copy(index, result.mutable_data_ptr<std::int64_t>());
    return result;
}

// Which samples an array's rows are, as the row writer wants them.
struct SampleRows {
    std::array<at::Tensor, kSplits> evaluation;
    at::Tensor test;

    explicit SampleRows(const DataDescription& data)
        : evaluation{indexTensor(data.evaluation_index[0]), indexTensor(data.evaluation_index[1])},
          test(indexTensor(data.test_index)) {}

    [[nodiscard]] LayerOutputs of(NumericArray& array) const {
        const at::Tensor all =
            at::from_blob(array.values.data(), {std::int64_t(array.rows), std::int64_t(array.columns)},
                          at::TensorOptions(at::kDouble));
        const auto rows = [&](const at::Tensor& index) { return all.index_select(0, index).unsqueeze(0); };
        return {rows(evaluation[0]), rows(evaluation[1]), rows(test)};
    }
};

// Labels alone: the inputs of the network are not known.
TrainingData labelsOf(const Dataset& dataset, const DataDescription& data) {
    const at::Tensor labels = indexTensor(dataset.labels);
    TrainingData result;
    result.classes = static_cast<std::int64_t>(dataset.classes);
    const std::array<const std::vector<std::uint32_t>*, kSplits> index{&data.train_index, &data.test_index};
    for (std::size_t split = 0; split < kSplits; ++split) {
        result.splits[split].labels = labels.index_select(0, indexTensor(*index[split]));
        result.splits[split].evaluation_labels =
            labels.index_select(0, indexTensor(data.evaluation_index[split]));
    }
    return result;
}

// The noise that the estimators of core/estimators draw, so that a value is theirs.
NoiseDraw noiseOf(std::uint64_t seed) {
    return streamNoise(noiseKey({{}, seed, 1}), 0);
}

std::string placeOf(const NonFinite& found, const std::string& layer) {
    return std::to_string(found.count) + " activations of layer " + layer + " in epoch " +
           std::to_string(found.epoch) + " are no finite numbers, the first in row " +
           std::to_string(found.row) + ", unit " + std::to_string(found.unit) +
           " (counted from 0); what is measured of them is NaN";
}

// The measuring, once everything is known.
class Importing {
public:
    Importing(OpenArrays& file, const ActivationLayout& layout, const ActivationSurvey& survey,
              const Dataset& dataset, RunStore& store, TrainingSink& sink, std::vector<ImportedLayer> layers,
              const ImportOptions& options)
        : file_(file),
          layout_(layout),
          survey_(survey),
          options_(options),
          store_(store),
          data_(labelsOf(dataset, store.description().data)),
          rows_(store.description().data),
          samples_(dataset.size()),
          progress_({progressPlan()}, {{1.0}}),
          context_{experiment_, method_, data_,     store.description().seeds, {1, 1, 1}, 0,
                   store,       sink,    progress_, at::Device(at::kCPU)} {
        LayerMeasurement measurement;
        for (ImportedLayer& layer : layers)
            measurement.estimators.push_back(std::move(layer.estimators));
        measurement.noise = [](std::uint64_t seed, std::size_t, std::size_t) { return noiseOf(seed); };
        writer_.emplace(context_, std::move(measurement));
    }

    Result<TrainingOutcome> run() {
        tellOfSplit();
        progress_.beginPhase(0, 0);
        for (std::size_t epoch = 0; epoch < layout_.epochs.size(); ++epoch) {
            for (std::size_t layer = 0; layer < layout_.layers.size(); ++layer) {
                progress_.advance(std::int64_t(epoch * layout_.layers.size() + layer), store_);
                const auto done = measure(epoch, layer);
                if (!done) return done.error();
                if (*done == TrainingOutcome::Stopped) return TrainingOutcome::Stopped;
            }
            tellOfNonFinite(layout_.epochs[epoch].number);
            writer_->append(std::int64_t(layout_.epochs[epoch].number), 0);
        }
        progress_.advance(progressPlan().stepsInAll(), store_);
        return TrainingOutcome::Finished;
    }

private:
    // A step is a layer of an epoch.
    [[nodiscard]] MethodPlan progressPlan() const {
        return {1, std::int64_t(layout_.epochs.size()), std::int64_t(layout_.layers.size())};
    }

    [[nodiscard]] bool probeDue(std::size_t epoch) const {
        return epoch % static_cast<std::size_t>(options_.measure.probe_every) == 0 ||
               epoch + 1 == layout_.epochs.size();
    }

    Result<TrainingOutcome> measure(std::size_t epoch, std::size_t layer) {
        auto array =
            readActivations(file_, layout_.arrayOf(epoch, layer), samples_, survey_.layers[layer].width);
        if (!array) return array.error();
        const LayerOutputs outputs = rows_.of(*array);
        bool done = writer_->measureLayer(layer, outputs);
        if (!probeDue(epoch))
            writer_->skipProbe(layer);
        else if (done)
            done = writer_->measureProbe(layer, outputs);
        if (context_.failure) return *context_.failure;
        return done ? TrainingOutcome::Finished : TrainingOutcome::Stopped;
    }

    void tellOfSplit() {
        const DataDescription& data = store_.description().data;
        if (!data.train_index.empty() && !data.test_index.empty()) return;
        context_.addEvent(Severity::Note, "split", 0,
                          "all " + std::to_string(samples_) + " samples are of the " +
                              kSplitNames[data.train_index.empty() ? 1 : 0] + " split");
    }

    void tellOfNonFinite(std::uint64_t epoch) {
        for (const NonFinite& found : survey_.non_finite)
            if (found.epoch == epoch)
                context_.addEvent(Severity::Warning, "nan", found.layer + 1,
                                  placeOf(found, layout_.layers[found.layer]));
    }

    OpenArrays& file_;
    const ActivationLayout& layout_;
    const ActivationSurvey& survey_;
    const ImportOptions& options_;
    RunStore& store_;
    Experiment experiment_;
    MethodConfig method_;
    TrainingData data_;
    SampleRows rows_;
    std::size_t samples_;
    ProgressMeter progress_;
    MethodContext context_;
    std::optional<RowWriter> writer_;
};

} // namespace

Result<TrainingOutcome> importActivations(OpenArrays& file, const ImportOptions& options, TrainingSink& sink,
                                          const ImportListener& listener) {
    if (const Status usable = checkImportOptions(options); !usable) return usable.error();
    prepareComputeThread({});
    const auto names = file.names();
    if (!names) return names.error();
    const auto layout = activationLayout(*names, options.choice);
    if (!layout) return layout.error();
    const auto dataset = importedData(file, *names, options.labels, options.split);
    if (!dataset) return dataset.error();
    const auto survey =
        surveyActivations(file, *layout, dataset->size(), [&](std::size_t done, std::size_t all) {
            if (listener) listener(done, all);
            return sink.proceed();
        });
    if (!survey && survey.error().code == ErrorCode::Cancelled) return TrainingOutcome::Stopped;
    if (!survey) return survey.error();
    auto layers = importedLayers(options, *dataset, *layout, *survey);
    if (!layers) return layers.error();
    const auto store = sink.begin(describeImport(options, *dataset, *layout, *survey, *layers));
    if (!store) return store.error();
    return Importing(file, *layout, *survey, *dataset, **store, sink, std::move(*layers), options).run();
}

} // namespace infoplane
