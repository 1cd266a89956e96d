// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/handed_on.h"
#include "core/training/layer_noise.h"
#include "core/training/stored_layers.h"
#include "tests/unit/training/small_run.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>

#include <cmath>

namespace infoplane {
namespace {

using ::testing::HasSubstr;

at::Tensor samples(std::int64_t count, at::ScalarType type = at::kDouble) {
    const std::array<std::uint64_t, 2> seeds{3, 4};
    return normalTensor(seeds, Purpose::DataDraw, {0, 0}, 0, count, 3, at::kCPU).to(type) *
           at::tensor({1.0, 2.0, 5.0}, type);
}

TEST(LayerNoise, ScaleIsTheRootOfTheMeanVariance) {
    const at::Tensor t = samples(50);
    const at::Tensor scale = scaleOf(t);
    ASSERT_EQ(scale.sizes(), (at::IntArrayRef{2, 1, 1}));
    for (std::int64_t r = 0; r < 2; ++r) {
        double sum = 0.0;
        for (std::int64_t k = 0; k < 3; ++k) {
            const at::Tensor unit = t[r].select(1, k);
            sum += (unit - unit.mean()).square().mean().item<double>() / 3.0;
        }
        EXPECT_NEAR(scale[r].item<double>(), std::sqrt(sum), 1e-12);
    }
}

TEST(LayerNoise, ALayerThatGrowsIsTheSameInItsOwnScale) {
    const at::Tensor t = samples(50), more = samples(20);
    const at::Tensor own = inUnitOfSigma(SigmaKind::Relative, more, t);
    EXPECT_TRUE(at::allclose(own, inUnitOfSigma(SigmaKind::Relative, 7.5 * more, 7.5 * t), 1e-12, 1e-12));
    EXPECT_TRUE(inUnitOfSigma(SigmaKind::Absolute, more, t).is_same(more));
    EXPECT_TRUE(at::isfinite(inUnitOfSigma(SigmaKind::Relative, at::ones({2, 5, 3}), at::ones({2, 5, 3})))
                    .all()
                    .item<bool>());
}

// d/dt of a weighted sum of t / scale(t), against central differences in double precision.
TEST(LayerNoise, GradientGoesThroughTheScale) {
    const at::Tensor weights = samples(6).flip(1), start = samples(6);
    const auto value = [&](const at::Tensor& t) {
        return (weights * inUnitOfSigma(SigmaKind::Relative, t, t)).sum();
    };
    at::Tensor t = start.clone().set_requires_grad(true);
    value(t).backward();
    const at::Tensor gradient = t.grad().flatten();
    constexpr double step = 1e-6;
    for (std::int64_t i = 0; i < start.numel(); ++i) {
        const at::NoGradGuard no_grad;
        at::Tensor up = start.clone(), down = start.clone();
        up.view(-1)[i] += step;
        down.view(-1)[i] -= step;
        EXPECT_NEAR(gradient[i].item<double>(), (value(up) - value(down)).item<double>() / (2 * step), 1e-7);
    }
}

// A training that is not run: what handedOn reads of a method.
class HandedOn : public ::testing::Test {
protected:
    at::Tensor handed(const at::Tensor& t, std::uint64_t step) {
        const TrainingData data;
        RunStore store(testing::run(experiment_)->description());
        testing::CollectingSink sink;
        ProgressMeter progress({}, {});
        const std::vector<std::uint64_t> seeds{0, 1};
        const MethodContext context{
            experiment_, experiment_.methods[0], data, seeds, {}, 0, store, sink, progress, at::kCPU};
        return handedOn(context, 1, t, step);
    }
    Experiment experiment_ = testing::smallExperiment();
};

TEST_F(HandedOn, IsTheOutputWhereNothingIsAsked) {
    const at::Tensor t = samples(10, at::kFloat);
    EXPECT_TRUE(handed(t, 0).is_same(t));
}

TEST_F(HandedOn, AddsNoiseOfSigma) {
    experiment_.methods[0].noise_inside = true;
    experiment_.network.sigma = 0.5;
    const at::Tensor t = samples(4000, at::kFloat);
    const at::Tensor noise = handed(t, 3) - t;
    EXPECT_NEAR(noise.mean().item<double>(), 0.0, 5 * 0.5 / std::sqrt(24000.0));
    EXPECT_NEAR(noise.std().item<double>(), 0.5, 5 * 0.5 / std::sqrt(48000.0));
    EXPECT_TRUE(at::equal(handed(t, 3), handed(t, 3)));
    EXPECT_FALSE(at::equal(handed(t, 3), handed(t, 4)));
    experiment_.network.sigma_kind = SigmaKind::Relative;
    EXPECT_TRUE(at::allclose(handed(t, 3) - t, noise * scaleOf(t), 1e-4, 1e-5));
}

TEST_F(HandedOn, DropsAShareAndKeepsTheMean) {
    experiment_.methods[0].dropout = 0.2;
    const at::Tensor t = at::ones({2, 4000, 3});
    const at::Tensor read = handed(t, 3);
    EXPECT_NEAR(read.eq(0).to(at::kDouble).mean().item<double>(), 0.2,
                5 * std::sqrt(0.16 / 24000)); // five deviations
    EXPECT_TRUE((read.eq(0) | read.eq(1.25)).all().item<bool>());
    EXPECT_FALSE(at::equal(read[0], read[1]));
}

Experiment noisyInside(Objective objective, bool noise, double dropout) {
    Experiment experiment = testing::smallExperiment();
    experiment.methods.resize(1);
    experiment.methods[0].objective = objective;
    experiment.methods[0].noise_inside = noise;
    experiment.methods[0].dropout = dropout;
    return experiment;
}

// Of the layer-wise scheme the first layer reads the inputs: only what is above it may change.
TEST(HandedOnRun, ChangesWhatReadsIt) {
    for (const Objective objective :
         {Objective::LayerwiseIb, Objective::CrossEntropy, Objective::HsicBottleneck}) {
        const auto plain = testing::run(noisyInside(objective, false, 0.0));
        for (const auto& [noise, dropout] : {std::pair{true, 0.0}, std::pair{false, 0.3}}) {
            const auto changed = testing::run(noisyInside(objective, noise, dropout));
            const Table &a = plain->table(0, kCheckpointsTable), &b = changed->table(0, kCheckpointsTable);
            const auto same = [&](const std::string& column) {
                const auto x = a.bytes(a.layout().index(column), a.rows() - 1);
                const auto y = b.bytes(b.layout().index(column), b.rows() - 1);
                return std::memcmp(x.data(), y.data(), x.size()) == 0;
            };
            EXPECT_EQ(same("weights/layer1/weight"), objective != Objective::CrossEntropy);
            EXPECT_FALSE(same("weights/layer2/weight"));
        }
    }
}

TEST(HandedOnRun, ASeedInABatchSeesWhatItSeesAlone) {
    for (const Objective objective : {Objective::LayerwiseIb, Objective::CrossEntropy}) {
        Experiment alone = noisyInside(objective, true, 0.3);
        alone.seeds = {1, 1};
        testing::expectSecondSeedAlone(*testing::run(noisyInside(objective, true, 0.3)), *testing::run(alone),
                                       2e-5);
    }
}

TEST(RelativeSigma, IsRecordedAndReadBackInTheUnitOfT) {
    Experiment experiment = testing::smallExperiment();
    experiment.network.sigma_kind = SigmaKind::Relative;
    experiment.network.sigma = 0.25;
    const auto store = testing::run(experiment);
    const MethodDescription& method = store->description().methods[0];
    EXPECT_TRUE(method.layers[1].sigma_relative);
    EXPECT_THAT(method.estimators[0].parameters, HasSubstr("\"sigma_kind\": \"relative\""));
    const Table& rows = store->rows(0);
    const auto scale = rows.values<float>(rows.layout().index("layers/scale"), rows.rows() - 1);
    EXPECT_DOUBLE_EQ(storedSigma(*store, 0, 1, 1), 0.25 * double{scale[3]});
    EXPECT_GT(scale[3], 0.0f);
}

} // namespace
} // namespace infoplane
