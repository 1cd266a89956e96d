// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"
#include "core/data/dataset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace infoplane {
namespace {

using testing::ElementsAre;

TEST(Presets, AreTheseAndNameThemselvesWhenOneIsUnknown) {
    EXPECT_THAT(presetNames(), ElementsAre("digits", "twelve-bit", "twelve-bit-szt", "mnist", "mnist-wide",
                                           "mnist-narrow", "mnist-two", "cifar10", "cifar10-small"));
    const auto unknown = preset("mnist-wid");
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(unknown.error().code, ErrorCode::NotFound);
    EXPECT_EQ(unknown.error().message,
              "there is no preset \"mnist-wid\"; there are digits, twelve-bit, twelve-bit-szt, mnist, "
              "mnist-wide, mnist-narrow, mnist-two, cifar10, cifar10-small; did you mean \"mnist-wide\"?");
}

TEST(Presets, CompareLayerwiseIbWithCrossEntropy) {
    for (const std::string& name : presetNames()) {
        const auto experiment = preset(name);
        ASSERT_TRUE(experiment.ok()) << experiment.error().text();
        ASSERT_EQ(experiment->methods.size(), 2u);
        EXPECT_EQ(experiment->methods[0].name, "layerwise_ib");
        EXPECT_EQ(experiment->methods[0].objective, Objective::LayerwiseIb);
        EXPECT_EQ(experiment->methods[1].name, "cross_entropy");
        EXPECT_EQ(experiment->methods[1].objective, Objective::CrossEntropy);
        EXPECT_GT(experiment->methods[0].rate, experiment->methods[0].critic_rate);
    }
}

TEST(Presets, HoldTheDocumentedSettings) {
    const auto digits = preset("digits");
    ASSERT_TRUE(digits.ok());
    EXPECT_THAT(digits->network.widths, ElementsAre(64, 32, 16));
    EXPECT_EQ(digits->network.sigma, 0.5);
    EXPECT_THAT(digits->methods[0].beta, ElementsAre(0.03));
    EXPECT_EQ(digits->methods[0].compression, Compression::LeaveOneOut);

    const auto mnist = preset("mnist");
    ASSERT_TRUE(mnist.ok());
    EXPECT_THAT(mnist->methods[0].beta, ElementsAre(0.0, 0.01, 0.01, 0.01));
    EXPECT_EQ(mnist->methods[0].schedule, RateSchedule::Linear);
    EXPECT_EQ(mnist->measure.cadence, Cadence::Steps);

    const auto wide = preset("mnist-wide");
    ASSERT_TRUE(wide.ok());
    EXPECT_EQ(wide->methods[0].form, LagrangianForm::Clean);
    EXPECT_EQ(wide->methods[0].compression, Compression::None);
}

// The schema's words for data.name and the data sets that exist are kept in two places.
TEST(Presets, DataNamesAreTheDataSets) {
    std::vector<std::string> names;
    for (const auto& listing : listDatasets(""))
        names.push_back(listing.name);
    EXPECT_EQ(fieldsOf(Experiment{})[1].choices, names);
}

} // namespace
} // namespace infoplane
