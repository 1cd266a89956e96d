// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace infoplane {
namespace {

using testing::HasSubstr;

const std::string kMethods = R"("methods": {"layerwise_ib": {}})";

std::string refusalOf(const std::string& json) {
    const auto experiment = parseExperiment(json);
    return experiment.ok() ? "accepted" : experiment.error().text();
}

std::string refusalWith(const std::string& member) {
    return refusalOf("{" + member + ", " + kMethods + "}");
}

TEST(HostileConfig, UnknownKeysAreNamedWithTheNearest) {
    EXPECT_EQ(refusalWith(R"("network": {"sigmma": 1})"),
              "unknown key \"network.sigmma\"; did you mean \"network.sigma\"?");
    EXPECT_EQ(refusalWith(R"("netwrok": {"sigma": 1})"),
              "unknown key \"netwrok\"; did you mean \"network\"?");
    EXPECT_EQ(refusalOf(R"({"methods": {"a": {"rates": 1}}})"),
              "unknown key \"methods.a.rates\"; did you mean \"methods.a.rate\"?");
    EXPECT_EQ(refusalWith(R"("titel": "x")"), "unknown key \"titel\"; did you mean \"title\"?");
    EXPECT_EQ(refusalWith(R"("layerwise_ib": {})"),
              "unknown key \"layerwise_ib\"; did you mean \"methods.layerwise_ib\"?");
}

TEST(HostileConfig, WrongTypesNameTheKeyWhatWasExpectedAndWhatWasFound) {
    EXPECT_EQ(refusalOf("[]"), "the configuration must be an object, but is a list");
    EXPECT_EQ(refusalOf("3"), "the configuration must be an object, but is 3");
    EXPECT_EQ(refusalWith(R"("data": "digits")"), "data must be an object, but is \"digits\"");
    EXPECT_EQ(refusalOf(R"({"methods": []})"), "methods must be an object, but is a list");
    EXPECT_EQ(refusalOf(R"({"methods": {"a": 1}})"), "methods.a must be an object, but is 1");
    EXPECT_EQ(refusalWith(R"("network": {"sigma": "0.5"})"),
              "network.sigma must be a number between 1e-06 and 1000, but is \"0.5\"");
    EXPECT_EQ(refusalWith(R"("network": {"sigma": null})"),
              "network.sigma must be a number between 1e-06 and 1000, but is null");
    EXPECT_EQ(refusalWith(R"("network": {"widths": 64})"),
              "network.widths must be a list of 1 to 256 whole numbers between 1 and 8192, but is 64");
    EXPECT_EQ(
        refusalWith(R"("network": {"widths": [64, "32"]})"),
        "network.widths must be a list of 1 to 256 whole numbers between 1 and 8192, but its element 2 is "
        "\"32\"");
    EXPECT_EQ(refusalWith(R"("seeds": {"count": true})"),
              "seeds.count must be a whole number between 1 and 1000, but is true");
    EXPECT_EQ(refusalWith(R"("title": {"a": 1})"),
              "title must be text of at most 200 bytes on one line, but is an object");
    EXPECT_EQ(refusalWith(R"("data": {"name": "digit"})"),
              "data.name must be one of digits, twelve-bit, mnist, fashion-mnist, emnist, cifar10, file, "
              "table, gaussian-classes, linear-gaussian, "
              "spherical-rule, but is "
              "\"digit\"; did you mean \"digits\"?");
}

TEST(HostileConfig, PatienceNeedsAValidationPart) {
    EXPECT_EQ(refusalOf(R"({"methods": {"a": {"patience": 3}}})"),
              "methods.a.patience needs a validation part that training does not see: set "
              "data.validation_fraction, "
              "for example to 0.1");
    EXPECT_EQ(refusalOf(R"({"methods": {"a": {"patience": 3, "objective": "random_layers"}}})"),
              "methods.a.patience must be 0 where nothing is trained (random_layers)");
}

TEST(HostileConfig, KeysGivenTwiceAreRefused) {
    EXPECT_EQ(refusalWith(R"("network": {"sigma": 1, "sigma": 2})"),
              "the key \"sigma\" stands twice in one object; remove one");
    EXPECT_EQ(refusalOf(R"({"methods": {"a": {}, "a": {}}})"),
              "the key \"a\" stands twice in one object; remove one");
    EXPECT_EQ(refusalOf("{" + kMethods + "," + kMethods + "}"),
              "the key \"methods\" stands twice in one object; remove one");
}

TEST(HostileConfig, BrokenJsonNamesItsPlace) {
    EXPECT_EQ(refusalOf(""), "the configuration is not valid JSON at line 1, column 1");
    EXPECT_EQ(refusalOf("{\n  \"title\": x\n}"), "the configuration is not valid JSON at line 2, column 12");
    for (const char* text : {"{", "{\"a\"}", "{}{}", "{\"a\":1,}", "nan", "{\"a\": NaN}", "// c\n{}",
                             "\xff\xfe{}", "{\"title\": \"\xc3\x28\"}"})
        EXPECT_THAT(refusalOf(text), HasSubstr("is not valid JSON at line")) << text;
    EXPECT_EQ(refusalWith(R"("network": {"sigma": 1e999})"),
              "the configuration has a number that is too large");
}

TEST(HostileConfig, DepthLengthAndNumberOfMembersAreLimited) {
    EXPECT_EQ(refusalOf(std::string(1000000, '[')), "the configuration is nested too deeply");
    std::string nested;
    for (int i = 0; i < 200000; ++i)
        nested += "{\"a\":";
    EXPECT_EQ(refusalOf(nested.substr(0, 1000000)), "the configuration is nested too deeply");
    EXPECT_THAT(refusalOf(std::string((1u << 20) + 1, ' ')), HasSubstr("longer than 1 MiB"));
    std::string many = "{";
    for (int i = 0; i < 50000; ++i)
        many += "\"k" + std::to_string(i) + "\":0,";
    EXPECT_THAT(refusalOf(many + "\"x\":0}"), HasSubstr("more than 1000 elements"));
    std::string methods = "{\"methods\": {";
    for (int i = 0; i < 17; ++i)
        methods += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + "\":{}";
    EXPECT_EQ(refusalOf(methods + "}}"), "an experiment has at most 16 methods, but methods has 17");
}

TEST(HostileConfig, NamesThatDoNotFitAreRefused) {
    EXPECT_EQ(refusalOf(R"({"methods": {"A b": {}}})"),
              "the method name \"A b\" is not allowed; use 1 to 40 of the letters a-z, digits and _");
    EXPECT_THAT(refusalOf(R"({"methods": {"": {}}})"), HasSubstr("is not allowed"));
    EXPECT_THAT(refusalOf("{\"methods\": {\"" + std::string(41, 'a') + "\": {}}}"),
                HasSubstr("is not allowed"));
    EXPECT_THAT(refusalWith("\"title\": \"a\\u0000b\""), HasSubstr("title must be text"));
    EXPECT_THAT(refusalOf("{}"), HasSubstr("at least one method"));
}

TEST(HostileConfig, LongValuesAreShownShortened) {
    const std::string refusal = refusalWith("\"network\": {\"sigma\": \"" + std::string(100000, 'x') + "\"}");
    EXPECT_LT(refusal.size(), 200u);
    const std::string unknown = refusalWith("\"" + std::string(100000, 'x') + "\": 1");
    EXPECT_LT(unknown.size(), 200u);
}

// Ten thousand damaged copies of a preset: each is read or refused with one line, never anything else.
TEST(HostileConfig, DamagedFilesAreReadOrRefused) {
    const std::string good = writeExperiment(preset("digits").value());
    std::mt19937_64 random(7);
    for (int i = 0; i < 10000; ++i) {
        std::string damaged = good;
        for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
            const std::size_t at = random() % damaged.size();
            if (random() % 2 == 0)
                damaged[at] = static_cast<char>(random());
            else
                damaged.erase(at, 1 + random() % 20);
        }
        const auto experiment = parseExperiment(damaged);
        if (experiment.ok())
            EXPECT_TRUE(checkExperiment(*experiment).ok());
        else
            EXPECT_EQ(experiment.error().text().find('\n'), std::string::npos) << experiment.error().text();
    }
}

} // namespace
} // namespace infoplane
