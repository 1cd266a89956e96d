// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace infoplane {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

Experiment digits() {
    return preset("digits").value();
}

std::string refusalOf(std::string_view key, std::string_view text) {
    Experiment experiment = digits();
    const Experiment before = experiment;
    const Status status = setField(experiment, key, text);
    EXPECT_EQ(experiment, before) << "a refused value was stored";
    return status.ok() ? "accepted" : status.error().text();
}

TEST(Fields, SayEverythingAboutEveryKeyOnce) {
    const auto fields = fieldsOf(digits());
    std::set<std::string> keys;
    for (const Field& field : fields) {
        EXPECT_TRUE(keys.insert(field.key).second) << field.key;
        EXPECT_FALSE(field.sentence.empty()) << field.key;
        EXPECT_EQ(field.sentence.back(), '.') << field.key;
        EXPECT_FALSE(field.value.empty()) << field.key;
        EXPECT_FALSE(field.default_value.empty()) << field.key;
        const bool numeric = field.type == FieldType::Integer || field.type == FieldType::Number ||
                             field.type == FieldType::IntegerList || field.type == FieldType::NumberList;
        EXPECT_EQ(field.minimum < field.maximum, numeric) << field.key;
        const bool of_words = field.type == FieldType::Choice || field.type == FieldType::ChoiceList;
        EXPECT_EQ(field.choices.empty(), !of_words) << field.key;
    }
    // 1 title, 27 of the data, 6 of the network, 27 for each of two methods, 10 of measuring, 1 of
    // checkpoints, 2 of seeds, 3 of computing
    EXPECT_EQ(fields.size(), 1u + 27 + 6 + 2 * 27 + 10 + 1 + 2 + 3);
}

TEST(Fields, HoldValueAndDefaultAsJson) {
    Experiment experiment = digits();
    experiment.network.sigma = 0.25;
    for (const Field& field : fieldsOf(experiment)) {
        if (field.key != "network.sigma") continue;
        EXPECT_EQ(field.value, "0.25");
        EXPECT_EQ(field.default_value, "0.5");
        EXPECT_EQ(field.unit, "unit of T");
        EXPECT_EQ(field.type, FieldType::Number);
        EXPECT_EQ(field.minimum, 1e-6);
        EXPECT_EQ(field.maximum, 1e3);
        return;
    }
    FAIL() << "no network.sigma";
}

TEST(Fields, TakeBackWhatTheyShow) {
    const Experiment experiment = digits();
    Experiment again = experiment;
    for (const Field& field : fieldsOf(experiment)) {
        EXPECT_TRUE(setField(again, field.key, field.default_value).ok()) << field.key;
        EXPECT_TRUE(setField(again, field.key, field.value).ok()) << field.key;
    }
    EXPECT_EQ(again, experiment);
}

TEST(SetField, ReadsEveryKindOfText) {
    Experiment e = digits();
    ASSERT_TRUE(setField(e, "network.sigma", "1").ok());
    ASSERT_TRUE(setField(e, "network.widths", "20,10").ok());
    ASSERT_TRUE(setField(e, "network.activation", "relu").ok());
    ASSERT_TRUE(setField(e, "methods.layerwise_ib.beta", "[0, 1e-2]").ok());
    ASSERT_TRUE(setField(e, "methods.cross_entropy.epochs", "7").ok());
    ASSERT_TRUE(setField(e, "compute.deterministic", "false").ok());
    ASSERT_TRUE(setField(e, "seeds.first", "9007199254740991").ok());
    ASSERT_TRUE(setField(e, "title", "two words").ok());
    ASSERT_TRUE(setField(e, "data.folder", "\"C:\\\\x\"").ok());
    ASSERT_TRUE(setField(e, "measure.estimators", "kt, mixture").ok());
    EXPECT_THAT(e.measure.estimators, ElementsAre("kt", "mixture"));
    EXPECT_EQ(e.network.sigma, 1.0);
    EXPECT_THAT(e.network.widths, ElementsAre(20, 10));
    EXPECT_EQ(e.network.activation, Activation::Relu);
    EXPECT_THAT(e.methods[0].beta, ElementsAre(0.0, 0.01));
    EXPECT_EQ(e.methods[1].epochs, 7);
    EXPECT_FALSE(e.compute.deterministic);
    EXPECT_EQ(e.seeds.first, 9007199254740991u);
    EXPECT_EQ(e.title, "two words");
    EXPECT_EQ(e.data.folder, "C:\\x");
    EXPECT_TRUE(checkExperiment(e).ok());
}

TEST(SetField, NamesAnUnknownKeyAndTheNearest) {
    EXPECT_EQ(refusalOf("network.sigmma", "1"),
              "unknown key \"network.sigmma\"; did you mean \"network.sigma\"?");
    EXPECT_EQ(refusalOf("sigma", "1"), "unknown key \"sigma\"; did you mean \"network.sigma\"?");
    EXPECT_EQ(refusalOf("methods.layerwise.beta", "1"),
              "unknown key \"methods.layerwise.beta\"; did you mean \"methods.layerwise_ib.beta\"?");
    EXPECT_EQ(refusalOf("methods.new.objective", "cross_entropy"),
              "unknown key \"methods.new.objective\"; did you mean \"methods.layerwise_ib.objective\"?");
    EXPECT_EQ(refusalOf("qqqqqqqqqq", "1"), "unknown key \"qqqqqqqqqq\"");
    EXPECT_EQ(refusalOf("network", "1"),
              "\"network\" is a group of keys; set one of them, such as network.widths");
}

TEST(SetField, NamesTheWordThatIsNoneOfAList) {
    const std::string expected = "measure.estimators must be a list of some of mixture, binning, ";
    EXPECT_THAT(refusalOf("measure.estimators", "mixture,bining"),
                AllOf(StartsWith(expected), EndsWith(", but names \"bining\"; did you mean \"binning\"?")));
    EXPECT_THAT(refusalOf("measure.estimators", "kt,kt"), EndsWith("but names kt twice"));
    EXPECT_THAT(refusalOf("measure.estimators", ""), EndsWith("but names none"));
    Experiment e = digits();
    e.measure.estimators = {"binning"};
    EXPECT_EQ(checkExperiment(e).error().text(),
              "measure.estimators must name mixture: the others are held against it");
}

TEST(SetField, NamesTheRangeAndWhatWasFound) {
    EXPECT_EQ(refusalOf("network.sigma", "0"),
              "network.sigma must be a number between 1e-06 and 1000, but is 0");
    EXPECT_EQ(refusalOf("network.sigma", "wide"),
              "network.sigma must be a number between 1e-06 and 1000, but is \"wide\"");
    EXPECT_EQ(refusalOf("seeds.count", "1.5"),
              "seeds.count must be a whole number between 1 and 1000, but is 1.5");
    EXPECT_EQ(refusalOf("methods.layerwise_ib.epochs", "1000001"),
              "methods.layerwise_ib.epochs must be a whole number between 1 and 1000000, but is 1000001");
    EXPECT_EQ(refusalOf("network.widths", "64,0"),
              "network.widths must be a list of 1 to 256 whole numbers between "
              "1 and 8192, but its element 2 is 0");
    EXPECT_EQ(
        refusalOf("network.widths", ""),
        "network.widths must be a list of 1 to 256 whole numbers between 1 and 8192, but has 0 elements");
    EXPECT_EQ(refusalOf("network.activation", "tahn"),
              "network.activation must be one of tanh, relu, leaky_relu, sigmoid, gelu, linear, but is "
              "\"tahn\"; did "
              "you mean \"tanh\"?");
    EXPECT_EQ(refusalOf("compute.deterministic", "yes"),
              "compute.deterministic must be true or false, but is \"yes\"");
    EXPECT_EQ(refusalOf("compute.device", "gpu"),
              "compute.device must be auto, cpu, cuda or cuda:0, cuda:1, ..., but is \"gpu\"");
}

TEST(SetField, RefusesWhatIsNoNumberOfAComputer) {
    for (const char* text :
         {"nan", "NaN", "inf", "-Infinity", "1e999", "null", "0x10", "1 2", "[1]", "{}", "\"1\""})
        EXPECT_THAT(refusalOf("network.sigma", text), HasSubstr("network.sigma must be a number")) << text;
    for (const char* text :
         {"-1", "18446744073709551615", "18446744073709551616", "9007199254740992", "9007199254740993"})
        EXPECT_THAT(refusalOf("seeds.first", text), HasSubstr("seeds.first must be a whole number")) << text;
}

TEST(SetField, RefusesTextsThatAreNotOneLineOfUtf8) {
    for (const char* text : {"a\nb", "\x01", "\xff\xfe", "\xc3"})
        EXPECT_THAT(refusalOf("title", text),
                    HasSubstr("title must be text of at most 200 bytes on one line"));
    EXPECT_THAT(refusalOf("title", std::string(201, 'x')), HasSubstr("title must be"));
    EXPECT_THAT(refusalOf("data.folder", std::string(5000, '/')), HasSubstr("data.folder must be a path"));
}

TEST(CheckExperiment, RefusesWhatNoSingleKeyCanSay) {
    const auto refusal = [](auto change) {
        Experiment experiment = digits();
        change(experiment);
        const Status status = checkExperiment(experiment);
        return status.ok() ? std::string("accepted") : status.error().text();
    };
    EXPECT_EQ(refusal([](Experiment&) {}), "accepted");
    EXPECT_THAT(refusal([](Experiment& e) { e.methods.clear(); }), HasSubstr("at least one method"));
    EXPECT_THAT(refusal([](Experiment& e) { e.methods.resize(17); }), HasSubstr("at most 16 methods"));
    EXPECT_EQ(refusal([](Experiment& e) { e.methods[1].name = e.methods[0].name; }),
              "two methods are named layerwise_ib; rename one");
    for (const char* name : {"", "Upper", "a.b", "a b", "../x", "ab\n"})
        EXPECT_THAT(refusal([&](Experiment& e) { e.methods[0].name = name; }), HasSubstr("is not allowed"));
    EXPECT_EQ(refusal([](Experiment& e) {
                  e.methods[0].beta = {0.1, 0.2};
              }),
              "methods.layerwise_ib.beta must have one value or one for each of the 3 layers of "
              "the network, but has 2");
    EXPECT_THAT(refusal([](Experiment& e) { e.methods[0].compression = Compression::None; }),
                HasSubstr("methods.layerwise_ib.beta must be 0"));
    EXPECT_EQ(refusal([](Experiment& e) { e.network.sigma = std::numeric_limits<double>::quiet_NaN(); }),
              "network.sigma must be a number between 1e-06 and 1000, but is not a finite number");
    EXPECT_THAT(refusal([](Experiment& e) { e.methods[1].critic_widths.clear(); }),
                HasSubstr("methods.cross_entropy.critic_widths must be a list of 1 to 4"));
}

} // namespace
} // namespace infoplane
