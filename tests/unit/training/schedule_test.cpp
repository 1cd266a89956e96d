// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/schedule.h"

#include <gtest/gtest.h>

namespace infoplane {
namespace {

TEST(RateFactor, FollowsItsCurve) {
    MethodConfig method;
    EXPECT_EQ(rateFactor(method, 0.7, 0.1), 1.0);
    method.schedule = RateSchedule::Linear;
    EXPECT_DOUBLE_EQ(rateFactor(method, 0.25, 0.1), 0.75);
    method.schedule = RateSchedule::Cosine;
    EXPECT_DOUBLE_EQ(rateFactor(method, 0.0, 0.1), 1.0);
    EXPECT_NEAR(rateFactor(method, 0.5, 0.1), 0.5, 1e-15);
    EXPECT_NEAR(rateFactor(method, 1.0 / 3, 0.1), 0.75, 1e-15);
    method.schedule = RateSchedule::Step;
    EXPECT_EQ(rateFactor(method, 0.49, 0.1), 1.0);
    EXPECT_EQ(rateFactor(method, 0.5, 0.1), 0.1);
    EXPECT_EQ(rateFactor(method, 0.75, 0.1), 0.01);
}

TEST(RateFactor, WarmsUpFromOneStepsShare) {
    MethodConfig method;
    method.warm_up = 0.5;
    EXPECT_DOUBLE_EQ(rateFactor(method, 0.0, 0.1), 0.2);
    EXPECT_DOUBLE_EQ(rateFactor(method, 0.3, 0.1), 0.8);
    EXPECT_EQ(rateFactor(method, 0.5, 0.1), 1.0);
}

TEST(BetaFactor, BeginsLateAndRises) {
    MethodConfig method;
    EXPECT_EQ(betaFactor(method, 0.0), 1.0);
    method.beta_start = 0.25;
    EXPECT_EQ(betaFactor(method, 0.2), 0.0);
    EXPECT_EQ(betaFactor(method, 0.25), 1.0);
    method.beta_ramp = 0.5;
    EXPECT_DOUBLE_EQ(betaFactor(method, 0.375), 0.25);
    EXPECT_EQ(betaFactor(method, 0.9), 1.0);
}

TEST(NoiseFactor, GoesToOneAtAnEvenRate) {
    MethodConfig method;
    EXPECT_EQ(noiseFactor(method, 0.0), 1.0);
    method.sigma_start = 4.0;
    method.sigma_ramp = 0.5;
    EXPECT_DOUBLE_EQ(noiseFactor(method, 0.0), 4.0);
    EXPECT_DOUBLE_EQ(noiseFactor(method, 0.25), 2.0);
    EXPECT_EQ(noiseFactor(method, 0.5), 1.0);
}

} // namespace
} // namespace infoplane
