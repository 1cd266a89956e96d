// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/memory_need.h"

#include <gmock/gmock.h>

namespace infoplane {
namespace {

// 10-8-4 tanh, a critic of 6 hidden units, 3 classes, 2 seeds, batches of 5, 70 and 30 samples.
struct Small {
    MethodConfig method;
    std::vector<LayerPlan> layers;
    TrainingSize size{true, 3, 2, 70, 30};

    Small() {
        NetworkConfig network;
        network.widths = {8, 4};
        layers = planNetwork(network, {10}).value();
        method.critic_widths = {6};
        method.batch = 5;
    }
};

TEST(MemoryNeed, SumsWhatOneLayerAndItsCriticTake) {
    const Small s;
    const MemoryNeed need = memoryNeed(s.method, s.layers, s.size);
    const double first = 88 + (9 * 6 + 7 * 3); // the larger of the two layers with its critic
    EXPECT_EQ(need.parameters, 4.0 * 2 * first);
    EXPECT_EQ(need.optimiser, 3 * 4.0 * 2 * first);
    EXPECT_EQ(need.activations, 2 * 4.0 * 2 * 5 * (8 + 8 + 8 + 6 + 3)); // dense, tanh, what the critic reads
    EXPECT_EQ(need.outputs, 4.0 * 2 * 100 * (8 + 4));
}

TEST(MemoryNeed, SumsAllLayersWhereTheyAreTrainedAtOnce) {
    Small s;
    s.size.layer_by_layer = false;
    s.method.objective = Objective::CrossEntropy;
    const MemoryNeed need = memoryNeed(s.method, s.layers, s.size);
    EXPECT_EQ(need.parameters, 4.0 * 2 * (88 + 36));
    EXPECT_EQ(need.optimiser, 3 * need.parameters);
    EXPECT_EQ(need.activations, 2 * 4.0 * 2 * 5 * 2 * (8 + 4));
    EXPECT_EQ(need.outputs, 4.0 * 2 * 30 * (8 + 4));
}

TEST(MemoryNeed, IsRefusedWithItsPartsWhereThereIsLess) {
    const Small s;
    constexpr double unit = 1024.0 * 1024 * 1024;
    const MemoryNeed need{1 * unit, 3 * unit, 2.5 * unit, 0.5 * unit};
    const std::uint64_t enough = std::uint64_t{7} << 30;
    EXPECT_TRUE(checkMemoryNeed(need, enough, s.method, s.size).ok());
    const Status status = checkMemoryNeed(need, enough - (1 << 30), s.method, s.size);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(
        status.error().text(),
        "methods.layerwise_ib: training 2 seeds needs about 7.0 GiB of memory (parameters 1.0 GiB, "
        "gradients and optimiser 3.0 GiB, activations of a batch 2.5 GiB, outputs of the layers 512 MiB), "
        "and 6.0 GiB are free; choose fewer seeds, a smaller batch or a smaller network");
}

} // namespace
} // namespace infoplane
