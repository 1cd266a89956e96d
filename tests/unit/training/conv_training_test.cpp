// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/stored_layers.h"
#include "tests/unit/training/small_run.h"

#include <gmock/gmock.h>

namespace infoplane {
namespace {

using ::testing::HasSubstr;

// Three classes of 6x6 images, a bright stripe each, 120 samples, four of five for training.
Dataset stripes() {
    Dataset data;
    data.name = "stripes";
    data.input_size = 36;
    data.classes = 3;
    data.channels = 1;
    data.height = data.width = 6;
    data.inputs.resize(120 * 36);
    fillNormal({1, Purpose::Split, 0}, 0, data.inputs.data(), data.inputs.size());
    for (std::uint32_t i = 0; i < 120; ++i) {
        data.labels.push_back(i % 3);
        for (std::uint32_t k = 0; k < 6; ++k)
            data.inputs[i * 36 + 12 * (i % 3) + k] += 1.5f;
        (i % 5 == 4 ? data.test_index : data.train_index).push_back(i);
    }
    data.checksum = "stripes";
    return data;
}

Experiment convExperiment() {
    Experiment experiment;
    experiment.network.layers = {"conv 4 3x3 same batch_norm relu pool 2", "residual 4 3x3 batch_norm tanh",
                                 "dense 5 tanh dropout 0.1"};
    MethodConfig ib;
    ib.epochs = 3;
    ib.batch = 16;
    ib.critic_widths = {8};
    ib.critic_input = CriticInput::Convolutional;
    ib.compression = Compression::AaMine;
    MethodConfig ce = ib;
    ce.name = "cross_entropy";
    ce.objective = Objective::CrossEntropy;
    experiment.methods = {ib, ce};
    experiment.seeds.count = 2;
    experiment.compute.device = "cpu";
    return experiment;
}

std::unique_ptr<RunStore> trained(const Experiment& experiment) {
    return testing::trainToTheEnd(experiment, stripes());
}

std::string refusalOfRun(const Experiment& experiment, const Dataset& data) {
    testing::CollectingSink sink;
    const auto outcome = train(experiment, data, sink);
    EXPECT_EQ(sink.store, nullptr);
    return outcome ? "trained" : outcome.error().text();
}

bool sameAt(const Table& a, std::uint64_t i, const Table& b, std::uint64_t j, const std::string& column) {
    const auto x = a.bytes(a.layout().index(column), i), y = b.bytes(b.layout().index(column), j);
    return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size()) == 0;
}

// A grouped convolution rounds in another order than a single one. The first block and the whole network,
// three epochs each, keep it at 1e-7; the blocks after it begin there and take it through batch normalisation
// and Adam, whose first steps are as long for the smallest gradient: 3e-5 and 3e-4 are seen on two
// processors.
TEST(ConvTraining, ASeedInABatchSeesWhatItSeesAlone) {
    Experiment alone = convExperiment();
    alone.seeds = {1, 1};
    testing::expectSecondSeedAlone(*trained(convExperiment()), *trained(alone), 1e-5, 4, 1e-3);
}

TEST(ConvTraining, AFrozenBlockNeverChangesAgain) {
    const auto store = trained(convExperiment());
    const Table& checkpoints = store->table(0, kCheckpointsTable);
    ASSERT_EQ(checkpoints.rows(), 3u);
    for (const WeightDescription& weight : store->description().methods[0].layers[0].weights)
        EXPECT_TRUE(sameAt(checkpoints, 0, checkpoints, 2, "weights/layer1/" + weight.name)) << weight.name;
    for (const WeightDescription& weight : store->description().methods[0].layers[1].weights) {
        EXPECT_FALSE(sameAt(checkpoints, 0, checkpoints, 1, "weights/layer2/" + weight.name)) << weight.name;
        EXPECT_TRUE(sameAt(checkpoints, 1, checkpoints, 2, "weights/layer2/" + weight.name)) << weight.name;
    }
}

TEST(ConvTraining, RandomBlocksStayAtTheirStart) {
    Experiment experiment = convExperiment();
    experiment.methods.resize(1);
    experiment.methods[0].objective = Objective::RandomLayers;
    const auto store = trained(experiment);
    const Table& checkpoints = store->table(0, kCheckpointsTable);
    for (const LayerDescription& layer : store->description().methods[0].layers)
        for (const WeightDescription& weight : layer.weights)
            EXPECT_TRUE(sameAt(checkpoints, 0, checkpoints, 2, "weights/" + layer.name + "/" + weight.name));
}

// The stored tensors give the outputs that were measured: SD(T) of the last row, in float32.
TEST(ConvTraining, StoredBlocksGiveTheOutputsThatWereMeasured) {
    const auto store = trained(convExperiment());
    for (std::size_t method = 0; method < 2; ++method)
        for (std::size_t layer = 0; layer < 3; ++layer)
            for (std::size_t seed = 0; seed < 2; ++seed) {
                const auto t = storedOutput(*store, method, layer, seed, stripes(),
                                            store->description().data.evaluation_index[0]);
                ASSERT_TRUE(t.ok()) << t.error().text();
                double variance = 0.0;
                for (std::size_t k = 0; k < t->width; ++k) {
                    double sum = 0.0, squares = 0.0;
                    for (std::size_t i = 0; i < t->points; ++i) {
                        sum += t->row(i)[k];
                        squares += t->row(i)[k] * t->row(i)[k];
                    }
                    const double n = static_cast<double>(t->points), mean = sum / n;
                    variance += (squares / n - mean * mean) / static_cast<double>(t->width);
                }
                const Table& rows = store->rows(method);
                const auto scale = rows.values<float>(rows.layout().index("layers/scale"), rows.rows() - 1);
                EXPECT_NEAR(std::sqrt(variance), scale[layer * 2 + seed], 1e-5) << method << " " << layer;
            }
}

TEST(ConvTraining, DescribesItsLayers) {
    const auto store = trained(convExperiment());
    const MethodDescription& method = store->description().methods[0];
    EXPECT_EQ(method.network, "1x6x6 | conv 4 3x3 pad 1 batch_norm relu pool 2 | residual 4 3x3 batch_norm "
                              "tanh | dense 5 tanh dropout 0.1");
    const LayerDescription& first = method.layers[0];
    EXPECT_EQ(first.operations, "conv 4 3x3 pad 1 batch_norm relu pool 2");
    EXPECT_EQ(first.activation, "relu");
    EXPECT_EQ(first.width, 36u);
    EXPECT_EQ(first.input_shape, (std::array<std::uint32_t, 3>{1, 6, 6}));
    EXPECT_EQ(first.output_shape, (std::array<std::uint32_t, 3>{4, 3, 3}));
    ASSERT_EQ(first.weights.size(), 5u);
    EXPECT_EQ(first.weights[0], (WeightDescription{"weight", {4, 1, 3, 3}}));
    EXPECT_EQ(method.histogram_edges.front(), -4.0f); // relu and tanh: no range in common
}

TEST(ConvTraining, LearnsStripes) {
    Experiment experiment = convExperiment();
    for (MethodConfig& method : experiment.methods) {
        method.epochs = 25;
        method.rate = 1e-2;
        method.compression = Compression::None;
        method.beta = {0.0};
    }
    const auto store = trained(experiment);
    const auto last = [&](std::size_t method, const char* column, std::size_t at) {
        const Table& rows = store->rows(method);
        return rows.values<float>(rows.layout().index(column), rows.rows() - 1)[at];
    };
    for (std::size_t seed = 0; seed < 2; ++seed) {
        EXPECT_GT(last(1, "accuracy/network_output/value", 2 + seed), 0.9f);
        EXPECT_GT(last(0, "accuracy/critic_clean/value", (3 + 2) * 2 + seed), 0.9f); // test, layer 3
    }
}

TEST(ConvTraining, RefusesWhatDoesNotFit) {
    Experiment experiment = convExperiment();
    Dataset vectors = stripes();
    vectors.channels = vectors.height = vectors.width = 0;
    EXPECT_THAT(refusalOfRun(experiment, vectors), HasSubstr("a convolution needs maps"));
    experiment.network.layers = {"conv 4 7x7 relu"};
    EXPECT_THAT(refusalOfRun(experiment, stripes()), HasSubstr("a kernel of 7x7 is larger"));
    experiment.network.layers = {"conv 2048 3x3 same relu"};
    experiment.methods[0].batch = 96;
    experiment.seeds.count = 1000;
    EXPECT_THAT(refusalOfRun(experiment, stripes()), HasSubstr("choose fewer seeds"));
}

} // namespace
} // namespace infoplane
