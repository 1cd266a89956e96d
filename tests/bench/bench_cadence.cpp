// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"
#include "core/support/parallel.h"
#include "core/training/layer_estimators.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iomanip>
#include <iostream>

// Times what one row of the default cadence measures: bench_cadence THREADS [REPETITIONS]. The layers of a
// random tanh network 12-10-7-5-4-3-2 on all 4,096 inputs of the twelve-bit data, by the estimators of the
// default experiment (the mixture plug-in with one draw a point, and binning), as the trainer calls them;
// with two threads each takes layers in turn. A JSON line is printed for each repetition: the seconds, and of
// each layer and estimator the two informations in nats.
namespace infoplane {
namespace {

constexpr std::array<std::int64_t, 6> kWidths{10, 7, 5, 4, 3, 2};

struct Data {
    at::Tensor inputs, labels; // [N, 12], int64 [N]
    std::int64_t classes = 0;
};

Result<Data> twelveBitData() {
    DataConfig config;
    config.name = "twelve-bit";
    const auto dataset = loadDataset(config);
    if (!dataset) return dataset.error();
    const auto points = static_cast<std::int64_t>(dataset->size());
    const at::Tensor inputs = at::empty({points, dataset->input_size}, at::kFloat);
    std::ranges::copy(dataset->inputs, inputs.mutable_data_ptr<float>());
    const at::Tensor labels = at::empty({points}, at::kLong);
    std::ranges::copy(dataset->labels, labels.mutable_data_ptr<std::int64_t>());
    return Data{inputs, labels, dataset->classes};
}

// Weights N(0, 1 / inputs of the layer), no biases.
std::vector<at::Tensor> randomLayers(const at::Tensor& inputs) {
    std::vector<at::Tensor> layers;
    at::Tensor t = inputs;
    for (const std::int64_t width : kWidths) {
        const at::Tensor weights = at::empty({t.size(1), width}, at::kFloat);
        fillNormal({1, Purpose::Initialisation, static_cast<std::uint32_t>(layers.size())}, 0,
                   weights.mutable_data_ptr<float>(), static_cast<std::uint64_t>(weights.numel()));
        t = at::tanh(at::matmul(t, weights) / std::sqrt(static_cast<double>(t.size(1))));
        layers.push_back(t);
    }
    return layers;
}

using Estimators = std::vector<std::unique_ptr<LayerEstimator>>;

// [layer]: of each estimator its estimate.
struct Row {
    std::vector<std::vector<InformationEstimate>> estimates{kWidths.size()};
    double seconds = 0.0;
};

std::vector<InformationEstimate> measureLayer(const Estimators& estimators, const at::Tensor& t,
                                              const at::Tensor& labels, std::uint32_t layer) {
    const std::vector<NoiseDraw> noise{streamNoise({1, Purpose::MeasurementNoise, layer}, 0)};
    const std::vector<std::uint64_t> seeds{1};
    const at::Tensor of_seeds = t.unsqueeze(0);
    std::vector<InformationEstimate> estimates;
    for (const auto& estimator : estimators)
        estimates.push_back(estimator->measure({of_seeds, labels, noise, seeds}, {}).value().at(0).at(0));
    return estimates;
}

Row measureRow(const Estimators& estimators, const std::vector<at::Tensor>& layers, const at::Tensor& labels,
               std::size_t threads) {
    Row row;
    const auto start = std::chrono::steady_clock::now();
    const bool done = parallelFor(layers.size(), threads, [&](std::size_t i) {
        row.estimates[i] = measureLayer(estimators, layers[i], labels, static_cast<std::uint32_t>(i));
    });
    row.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!done) std::abort();
    return row;
}

void write(const Row& row) {
    std::cout << R"({"seconds": )" << row.seconds << R"(, "layers": [)";
    for (std::size_t i = 0; i < row.estimates.size(); ++i) {
        std::cout << (i > 0 ? ", {" : "{");
        for (std::size_t e = 0; e < row.estimates[i].size(); ++e) {
            const InformationEstimate& estimate = row.estimates[i][e];
            std::cout << (e > 0 ? ", \"" : "\"") << estimate.identity.name << R"(": [)" << estimate.xt.value
                      << ", " << estimate.ty.value << ']';
        }
        std::cout << '}';
    }
    std::cout << "]}" << std::endl;
}

int run(int count, char** arguments) {
    const int threads = count > 1 ? std::atoi(arguments[1]) : 0;
    const int repetitions = count > 2 ? std::atoi(arguments[2]) : 1;
    if (count > 3 || threads < 1 || repetitions < 1) {
        std::cerr << "usage: bench_cadence THREADS [REPETITIONS]\n";
        return 2;
    }
    const auto data = twelveBitData();
    if (!data) {
        std::cerr << data.error().message << '\n';
        return 1;
    }
    const auto layers = randomLayers(data->inputs);
    const auto estimators = layerEstimators(layerEstimatorOptions(Experiment{}, data->classes));
    std::cout << std::setprecision(10);
    for (int i = 0; i < repetitions; ++i)
        write(measureRow(estimators, layers, data->labels, static_cast<std::size_t>(threads)));
    return 0;
}

} // namespace
} // namespace infoplane

int main(int count, char** arguments) {
    return infoplane::run(count, arguments);
}
