// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <random>

namespace infoplane {
namespace {

void expectRoundTrip(const Experiment& experiment) {
    const std::string written = writeExperiment(experiment);
    const auto read = parseExperiment(written);
    ASSERT_TRUE(read.ok()) << read.error().text() << "\n" << written;
    EXPECT_EQ(*read, experiment) << written;
    EXPECT_EQ(writeExperiment(*read), written);
}

// Random values of any field, as text.
class RandomText {
public:
    explicit RandomText(std::uint64_t seed) : engine_(seed) {}

    std::size_t below(std::size_t count) { return engine_() % count; }

    std::string of(const Field& field, std::size_t count) {
        switch (field.type) {
        case FieldType::Choice:
            return field.choices[below(field.choices.size())];
        case FieldType::ChoiceList: // the first must be there, see checkExperiment
            return field.choices.front() + "," + field.choices[1 + below(field.choices.size() - 1)];
        case FieldType::TextList:
            return ""; // the layers of widths, as many as there are betas
        case FieldType::Boolean:
            return below(2) != 0 ? "true" : "false";
        case FieldType::Text:
            return field.key == "compute.device" ? "cuda:1" : text();
        case FieldType::Integer:
            return integer(field);
        case FieldType::Number:
            return number(field);
        case FieldType::IntegerList:
            return list(count, [&] { return integer(field); });
        case FieldType::NumberList:
            return list(count, [&] { return number(field); });
        }
        return "";
    }

private:
    std::string integer(const Field& field) {
        const auto low = static_cast<std::uint64_t>(field.minimum),
                   high = static_cast<std::uint64_t>(field.maximum);
        return std::to_string(low + engine_() % (high - low + 1));
    }
    std::string number(const Field& field) {
        const double share = double(engine_() >> 11) * 0x1p-53;
        const double value =
            below(8) == 0 ? field.minimum : field.minimum + share * (field.maximum - field.minimum);
        char buffer[64];
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
        return {buffer, end};
    }
    template <class F>
    std::string list(std::size_t count, F element) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += (i == 0 ? "" : ", ") + element();
        return text;
    }
    std::string text() {
        std::string text;
        for (std::size_t i = below(20); i > 0; --i)
            text += std::string{"aZ9 /\\'{}[],:.-_"}[below(16)];
        return below(4) == 0 ? text + "\u00e9\u03c3\U0001F600" : text;
    }

    std::mt19937_64 engine_;
};

Experiment randomExperiment(RandomText& random) {
    Experiment experiment;
    experiment.methods.resize(1 + random.below(4));
    for (std::size_t m = 0; m < experiment.methods.size(); ++m)
        experiment.methods[m].name = "method_" + std::to_string(m);
    const std::size_t layers = 1 + random.below(16);
    for (const Field& field : fieldsOf(experiment)) {
        const bool a_layer = field.key == "network.widths" || field.key.ends_with(".beta");
        const std::size_t count = a_layer ? layers : 1 + random.below(4);
        const std::string text = random.of(field, count);
        const Status status = setField(experiment, field.key, text);
        EXPECT_TRUE(status.ok()) << field.key << "=" << text << ": " << status.error().text();
    }
    for (MethodConfig& method : experiment.methods) {
        if (method.compression == Compression::None) method.beta = {0.0};
        const bool one = method.objective == Objective::JointIb;
        method.bottleneck = one ? std::min<std::int64_t>(method.bottleneck, std::int64_t(layers)) : 0;
        if (method.objective == Objective::RandomLayers || experiment.data.validation_fraction == 0)
            method.patience = 0;
    }
    return experiment;
}

TEST(RoundTrip, GivesBackEveryPreset) {
    for (const std::string& name : presetNames())
        expectRoundTrip(preset(name).value());
}

TEST(RoundTrip, GivesBackRandomExperiments) {
    RandomText random(20191027);
    for (int i = 0; i < 300; ++i)
        expectRoundTrip(randomExperiment(random));
}

TEST(RoundTrip, WritesListsOnOneLine) {
    Experiment experiment;
    experiment.methods.emplace_back();
    EXPECT_NE(writeExperiment(experiment).find("\n  \"network\": {\n    \"widths\": [64, 32, 16],\n"),
              std::string::npos);
}

TEST(RoundTrip, KeepsTheOrderOfMethods) {
    const auto read = parseExperiment(R"({"methods": {"zeta": {}, "alpha": {"beta": [0.1]}, "mu": {}}})");
    ASSERT_TRUE(read.ok()) << read.error().text();
    ASSERT_EQ(read->methods.size(), 3u);
    EXPECT_EQ(read->methods[0].name, "zeta");
    EXPECT_EQ(read->methods[1].name, "alpha");
    EXPECT_EQ(read->methods[2].name, "mu");
    expectRoundTrip(*read);
}

TEST(RoundTrip, TakesDefaultsFromTheStructs) {
    const auto read = parseExperiment(R"({"methods": {"layerwise_ib": {}}})");
    ASSERT_TRUE(read.ok()) << read.error().text();
    Experiment expected;
    expected.methods.emplace_back();
    EXPECT_EQ(*read, expected);
}

} // namespace
} // namespace infoplane
