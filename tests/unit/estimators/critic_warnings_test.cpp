// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_warnings.h"
#include "core/estimators/critics/early_stopping.h"
#include "core/store/run_schema.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

// A measurement with this value and cap, judged.
CriticMeasurement judged(double value, double cap, const HeldOutValue& held_out = {}) {
    CriticMeasurement measurement;
    measurement.estimate = {value, 0.01, cap, 0};
    measurement.training_value = value;
    CriticOptions options;
    options.objective = CriticObjective::InfoNce;
    judge(measurement, options, {}, held_out);
    return measurement;
}

TEST(CriticWarnings, ComeWhereThereIsAReason) {
    EXPECT_TRUE(judged(3.0, 6.0).warnings.empty());
    EXPECT_EQ(judged(5.2, 6.0).warnings.size(), 1u); // within a nat of the cap
    EXPECT_TRUE(judged(5.99, 6.0).estimate.flags & kAtCap);
    EXPECT_TRUE(judged(std::nan(""), 6.0).estimate.flags & kNanMet);
    HeldOutValue cut;
    cut.cut = 0.2;
    EXPECT_EQ(judged(3.0, 6.0, cut).warnings.size(), 1u);
}

TEST(CriticWarnings, GiveAConstantCriticTheErrorOfTheOneThatWasTurnedDown) {
    CriticMeasurement measurement;
    measurement.estimate = {0.0, 0.0, 6.0, 0};
    CriticHistory history;
    history.turned_down_error = 0.02;
    judge(measurement, {}, history, {});
    EXPECT_EQ(measurement.estimate.standard_error, 0.02);
    EXPECT_EQ(measurement.warnings.size(), 1u);
}

// The best critic of the Jensen-Shannon objective has E_Q e^C = 1.
TEST(CriticWarnings, TellOfASmileCriticThatIsNoRatioOfDensities) {
    CriticMeasurement measurement;
    measurement.estimate = {3.5, 0.05, std::nan(""), 0};
    CriticOptions options;
    options.objective = CriticObjective::Smile;
    HeldOutValue held_out;
    held_out.log_mean = -0.1; // below 5 % of the value
    judge(measurement, options, {}, held_out);
    EXPECT_TRUE(measurement.warnings.empty());
    held_out.log_mean = -0.5;
    judge(measurement, options, {}, held_out);
    ASSERT_EQ(measurement.warnings.size(), 1u);
    EXPECT_NE(measurement.warnings[0].find("off by about 0.5 nats"), std::string::npos);
}

TEST(EarlyStopping, LowersTheRateOnceAndThenStops) {
    using Next = EarlyStopping::Next;
    EarlyStopping stopping;
    EXPECT_EQ(stopping.see(1.0), (EarlyStopping::Verdict{true, Next::GoOn}));
    for (const Next last : {Next::LowerRate, Next::Stop}) {
        for (int i = 1; i < EarlyStopping::kPatience; ++i)
            EXPECT_EQ(stopping.see(0.5), (EarlyStopping::Verdict{false, Next::GoOn}));
        EXPECT_EQ(stopping.see(0.5).next, last);
    }
    EXPECT_EQ(stopping.see(std::nan("")).next, Next::NotANumber);
    EXPECT_EQ(stopping.riseAtTheEnd(), 0.0);
}

TEST(EarlyStopping, KeepsWhatGainsTooLittleToGoOnFor) {
    using Next = EarlyStopping::Next;
    EarlyStopping stopping;
    double value = 1.0;
    static_cast<void>(stopping.see(value));
    for (int i = 1; i < EarlyStopping::kPatience; ++i)
        EXPECT_EQ(stopping.see(value += 1e-5), (EarlyStopping::Verdict{true, Next::GoOn}));
    EXPECT_EQ(stopping.see(value += 1e-5), (EarlyStopping::Verdict{true, Next::LowerRate}));
    for (int i = 0; i < 2 * EarlyStopping::kPatience; ++i) // a gain that is worth it
        EXPECT_EQ(stopping.see(value += 2e-3).next, Next::GoOn);
}

TEST(EarlyStopping, KnowsWhatRoseAtTheEnd) {
    EarlyStopping stopping;
    for (int i = 0; i < 8; ++i)
        static_cast<void>(stopping.see(i));
    EXPECT_EQ(stopping.riseAtTheEnd(), 2.0);
}

} // namespace
} // namespace infoplane
