// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/estimator_choice.h"

#include <gtest/gtest.h>

namespace infoplane::app {
namespace {

// Takes continuous variables only where it is asked to.
class Example final : public Estimator {
public:
    Example(std::string name, std::vector<EstimatorParameter> parameters, bool continuous,
            bool neural = false)
        : info_{std::move(name), "Example", "this test", std::move(parameters), neural},
          continuous_(continuous) {}
    const EstimatorInfo& info() const override { return info_; }
    std::optional<std::string> refusal(const Variable& x, const Variable&) const override {
        if (x.discrete != continuous_) return std::nullopt;
        return "it needs another x";
    }
    Result<std::vector<Estimation>> measure(const Variable&, const Variable&, const EstimatorSettings&,
                                            const Proceed&) const override {
        return std::vector<Estimation>{};
    }

private:
    EstimatorInfo info_;
    bool continuous_;
};

const EstimatorParameter kK{"k", 3.0, 1.0, 100.0, true, "", "neighbours"};
const EstimatorParameter kSigma{"sigma", std::nullopt, 0.0, 10.0, false, "unit of x", "noise"};

Result<EstimatorChoice> choose(std::vector<std::string> names, std::vector<std::string> set) {
    std::vector<std::unique_ptr<Estimator>> all;
    all.push_back(std::make_unique<Example>("ksg", std::vector{kK}, true));
    all.push_back(std::make_unique<Example>("gao", std::vector{kK}, true));
    all.push_back(std::make_unique<Example>("kt", std::vector{kSigma}, true));
    all.push_back(std::make_unique<Example>("aa_mine", std::vector{kSigma}, true, true));
    all.push_back(std::make_unique<Example>("sandwich", std::vector{kSigma}, true));
    all.push_back(std::make_unique<Example>("histogram", std::vector<EstimatorParameter>{}, false));
    const Variable x = *continuousVariable("x", {1.0, 2.0}, 1);
    return chooseEstimators(std::move(all), {std::move(names), std::move(set)}, x, x);
}

std::string refusal(std::vector<std::string> names, std::vector<std::string> set) {
    const auto choice = choose(std::move(names), std::move(set));
    return choice ? "" : choice.error().text();
}

TEST(EstimatorChoice, KeepsTheOrderAndDropsRepetitions) {
    const auto choice = choose({"gao", "ksg", "gao"}, {});
    ASSERT_TRUE(choice.ok());
    ASSERT_EQ(choice->chosen.size(), 2u);
    EXPECT_EQ(choice->chosen[0].estimator->info().name, "gao");
    EXPECT_EQ(choice->chosen[0].values, (ParameterValues{{"k", 3.0}}));
}

TEST(EstimatorChoice, SetsAParameterForAllOrForOne) {
    const auto choice = choose({"ksg", "gao", "kt"}, {"ksg.k=7", "k=5", "sigma=0.5"});
    ASSERT_TRUE(choice.ok());
    EXPECT_EQ(choice->chosen[0].values.at("k"), 7.0);
    EXPECT_EQ(choice->chosen[1].values.at("k"), 5.0);
    EXPECT_EQ(choice->chosen[2].values.at("sigma"), 0.5);
}

TEST(EstimatorChoice, LeavesOutWhatDoesNotFitWhenAllAreAskedFor) {
    const auto choice = choose({"all"}, {});
    ASSERT_TRUE(choice.ok());
    EXPECT_EQ(choice->chosen.size(), 2u);
    ASSERT_EQ(choice->left_out.size(), 4u);
    EXPECT_EQ(choice->left_out[0].reason, "it needs --set kt.sigma=..., noise");
    EXPECT_EQ(choice->left_out[3].reason, "it needs another x");
    EXPECT_EQ(choose({"all"}, {"sigma=1"})->chosen.size(), 5u);
}

TEST(EstimatorChoice, AddsAReferenceOfTheSameSigmaBesideACritic) {
    const auto alone = choose({"aa_mine", "ksg"}, {"sigma=0.5"});
    ASSERT_TRUE(alone.ok());
    ASSERT_EQ(alone->chosen.size(), 3u);
    EXPECT_EQ(alone->chosen[1].estimator->info().name, "sandwich");
    EXPECT_EQ(alone->chosen[1].values.at("sigma"), 0.5);
    ASSERT_EQ(alone->added.size(), 1u);
    EXPECT_EQ(alone->added[0].find("sandwich is measured beside aa_mine: "), 0u);
    EXPECT_TRUE(choose({"aa_mine", "sandwich"}, {"sigma=0.5"})->added.empty());
    EXPECT_TRUE(choose({"kt"}, {"sigma=0.5"})->added.empty());
    EXPECT_EQ(choose({"aa_mine", "sandwich"}, {"aa_mine.sigma=0.5", "sandwich.sigma=1"})->added.size(), 1u);
}

TEST(EstimatorChoice, SaysWhatIsWrong) {
    EXPECT_EQ(refusal({"histogram"}, {}), "histogram: it needs another x");
    EXPECT_EQ(refusal({"kg"}, {}).find("there is no estimator \"kg\"; did you mean"), 0u);
    EXPECT_NE(refusal({"kt"}, {}).find("sigma must be given"), std::string::npos);
    EXPECT_NE(refusal({"kt"}, {"sigam=1"}).find("did you mean \"sigma\"?"), std::string::npos);
    EXPECT_NE(refusal({"ksg"}, {"ksg.sigma=1"}).find("ksg has no parameter \"sigma\""), std::string::npos);
    EXPECT_NE(refusal({"ksg"}, {"gao.k=1"}).find("not among"), std::string::npos);
    EXPECT_NE(refusal({"ksg"}, {"goa.k=1"}).find("did you mean \"gao\"?"), std::string::npos);
    EXPECT_NE(refusal({"all"}, {"k=0"}).find("from 1 to 100"), std::string::npos);
    for (const char* text : {"k", "=1", "k=", "k=x", "k=1x", "k=nan", "k=inf"})
        EXPECT_NE(refusal({"ksg"}, {text}), "") << text;
}

} // namespace
} // namespace infoplane::app
