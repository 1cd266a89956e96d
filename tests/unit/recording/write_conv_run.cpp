// SPDX-License-Identifier: GPL-3.0-or-later
// write_conv_run FOLDER: trains a small convolutional network on digits, records it as FOLDER/run.h5, and
// writes, as raw float32, inputs [n, 64] of its test evaluation sample and, from the file read back, the
// outputs M-S [n, width] of the last layer of each method and seed; and train-inputs [n, 64] of the training
// evaluation sample.
#include "core/data/dataset.h"
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "core/training/stored_layers.h"
#include "core/training/trainer.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>

using namespace infoplane;

namespace {

template <class T>
T take(Result<T> result) {
    if (result) return std::move(result).value();
    std::cerr << result.error().text() << '\n';
    std::exit(1);
}

void require(const Status& status) {
    if (status) return;
    std::cerr << status.error().text() << '\n';
    std::exit(1);
}

class FileSink : public TrainingSink {
public:
    explicit FileSink(std::string path) : path_(std::move(path)) {}
    Result<RunStore*> begin(RunDescription description) override {
        description.run_id = std::string(32, '0');
        store_ = std::make_unique<RunStore>(std::move(description));
        recorder_ = take(Recorder::create(path_, *store_, true));
        return store_.get();
    }
    bool proceed() override { return true; }
    void finish() {
        const RunStatus status{RunState::Finished, "", "2026-01-31T14:06:00+01:00", 1.8e9};
        store_->setStatus(status);
        require(recorder_->finish(status));
    }

private:
    std::string path_;
    std::unique_ptr<RunStore> store_;
    std::unique_ptr<Recorder> recorder_;
};

Experiment convolutional() {
    Experiment experiment;
    experiment.network.layers = {"conv 6 3x3 same batch_norm leaky_relu pool 2",
                                 "residual 8 3x3 stride 2 batch_norm relu", "conv 5 2x1 gelu dropout 0.2",
                                 "flatten", "dense 7 tanh"};
    MethodConfig ib;
    ib.epochs = 2;
    ib.critic_widths = {16};
    ib.critic_input = CriticInput::Pooled;
    MethodConfig ce = ib;
    ce.name = "cross_entropy";
    ce.objective = Objective::CrossEntropy;
    experiment.methods = {ib, ce};
    experiment.seeds.count = 2;
    experiment.measure.test_samples = experiment.measure.train_samples = 64;
    experiment.checkpoints.every = 1;
    experiment.compute.device = "cpu";
    return experiment;
}

template <class T>
void write(const std::string& path, std::span<const T> values) {
    std::ofstream file(path, std::ios::binary);
    for (const T value : values) {
        const auto number = static_cast<float>(value);
        file.write(reinterpret_cast<const char*>(&number), sizeof number);
    }
}

std::vector<float> inputsOf(const Dataset& dataset, const std::vector<std::uint32_t>& sample) {
    std::vector<float> inputs;
    for (const std::uint32_t i : sample)
        inputs.insert(inputs.end(), dataset.inputs.begin() + 64 * i, dataset.inputs.begin() + 64 * (i + 1));
    return inputs;
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const std::string folder = std::string(arguments[1]) + "/";
    const Experiment experiment = convolutional();
    const Dataset dataset = take(loadDataset(experiment.data));
    FileSink sink(folder + "run.h5");
    take(train(experiment, dataset, sink));
    sink.finish();
    const auto reader = take(RunFileReader::open(folder + "run.h5"));
    require(reader->refresh());
    const RunStore& run = *reader->store();
    const auto& sample = run.description().data.evaluation_index[1];
    write<float>(folder + "inputs", inputsOf(dataset, sample));
    write<float>(folder + "train-inputs", inputsOf(dataset, run.description().data.evaluation_index[0]));
    for (std::size_t m = 0; m < 2; ++m)
        for (std::size_t s = 0; s < 2; ++s) {
            const std::size_t last = run.description().methods[m].layers.size() - 1;
            const Variable t = take(storedOutput(run, m, last, s, dataset, sample));
            write<double>(folder + std::to_string(m) + "-" + std::to_string(s), t.values);
        }
    return 0;
}
