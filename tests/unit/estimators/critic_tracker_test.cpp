// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_training.h"
#include "core/store/run_schema.h"
#include "tests/unit/estimators/tensor_support.h"

#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <thread>

namespace infoplane {
namespace {

using testing::normal;

CriticOptions smallOptions() {
    CriticOptions options;
    options.objective = CriticObjective::InfoNce;
    options.steps = 200;
    options.batch = 64;
    options.hidden = 16;
    options.rate = 3e-3;
    options.seed = 3;
    return options;
}

// Correlated pairs of one number each: 0.5 nats.
struct Pairs {
    at::Tensor x, y;
    explicit Pairs(std::int64_t points, std::uint64_t seed) : x(normal({points, 1}, seed)) {
        const double square = 1 - std::exp(-1.0);
        y = std::sqrt(square) * x + std::sqrt(1 - square) * normal({points, 1}, seed + 100);
    }
};

TEST(CriticTracker, GoesOnFromWhereItWas) {
    const Pairs train(500, 1), report(500, 2);
    CriticOptions options = smallOptions();
    options.steps = 50;
    options.rate = 3e-4;
    CriticTracker tracker(options);
    const auto first = tracker.measure({train.x, train.y}, {report.x, report.y});
    ASSERT_TRUE(first.ok());
    double last = 0;
    for (int i = 0; i < 6; ++i)
        last = tracker.measure({train.x, train.y}, {report.x, report.y})->estimate.value;
    EXPECT_GT(last, first->estimate.value + 0.05);
    EXPECT_TRUE(first->estimate.flags & kNotConverged);
}

TEST(CriticTracker, RefusesOtherWidths) {
    const Pairs train(300, 1), report(50, 2);
    CriticTracker tracker(smallOptions());
    ASSERT_TRUE(tracker.measure({train.x, train.y}, {report.x, report.y}).ok());
    const at::Tensor wide = normal({300, 2}, 5), wide_report = normal({50, 2}, 6);
    EXPECT_FALSE(tracker.measure({wide, train.y}, {wide_report, report.y}).ok());
    EXPECT_FALSE(tracker.measure({train.x, train.y}, {wide_report, report.y}).ok());
}

TEST(CriticTracker, SaysWhatIsWrongWithASample) {
    const Pairs train(60, 1), report(50, 2);
    const auto small = measureByCritic(smallOptions(), {train.x, train.y}, {report.x, report.y});
    EXPECT_EQ(small.error().text(),
              "batch 64 is above the 48 points that train the critic; set batch lower or give more points");
    const at::Tensor none;
    EXPECT_FALSE(measureByCritic(smallOptions(), {train.x, none}, {report.x, report.y}).ok());
    const at::Tensor integers = at::zeros({60}, at::kLong);
    EXPECT_FALSE(measureByCritic(smallOptions(), {train.x, integers}, {report.x, report.y}).ok());
    CriticOptions discrete = smallOptions();
    discrete.y_symbols = 2;
    const at::Tensor outside = at::full({60}, 2, at::kLong);
    EXPECT_FALSE(measureByCritic(discrete, {train.x, outside}, {report.x, outside}).ok());
}

// On a thread of its own, without gradients and with the caller's rounding mode.
TEST(CriticTracker, KeepsTheCallersModes) {
    std::thread([] {
        const c10::NoGradGuard no_grad;
        Pairs train(300, 1);
        const Pairs report(200, 2);
        train.x.set_requires_grad(true);
        const auto result = measureByCritic(smallOptions(), {train.x, train.y}, {report.x, report.y});
        ASSERT_TRUE(result.ok());
        EXPECT_GT(result->estimate.value, 0.1);
        EXPECT_FALSE(c10::GradMode::is_enabled());
        EXPECT_FALSE(train.x.grad().defined());
        const volatile float smallest = std::numeric_limits<float>::min();
        EXPECT_GT(smallest / 2, 0.0f); // a denormal
    }).join();
}

} // namespace
} // namespace infoplane
