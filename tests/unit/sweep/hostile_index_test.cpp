// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"
#include "core/sweep/index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace infoplane {
namespace {

using ::testing::HasSubstr;

std::string goodIndex() {
    Sweep sweep;
    sweep.experiment = preset("digits").value();
    sweep.grid = makeGrid(sweep.experiment, std::vector<std::string>{"network.sigma=0.25,0.5"}).value();
    sweep.points.resize(2);
    return writeIndex(sweep);
}

std::string changed(const std::string& from, const std::string& to) {
    std::string text = goodIndex();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return text;
}

std::string indexRefusal(const std::string& text) {
    const auto index = parseIndex(text);
    EXPECT_FALSE(index.ok()) << text;
    return index.ok() ? "" : index.error().text();
}

TEST(HostileIndex, WhatIsNoIndexIsRefused) {
    for (const char* text : {"", "{", "[]", "null", "7", "\"infoplane-sweep\"", "{}", "{\"format\": 1}"})
        indexRefusal(text);
    EXPECT_THAT(indexRefusal("{} trailing"), HasSubstr("the index of the sweep is not valid JSON"));
    EXPECT_THAT(indexRefusal(std::string(100, '[')), HasSubstr("nested too deeply"));
    EXPECT_THAT(indexRefusal(std::string((64u << 20) + 1, ' ')), HasSubstr("longer than 64 MiB"));
}

TEST(HostileIndex, EveryPieceCutOffIsRefused) {
    const std::string text = goodIndex();
    const std::size_t end = text.rfind('}');
    for (std::size_t length = 0; length <= end; length += 37)
        indexRefusal(text.substr(0, length));
}

TEST(HostileIndex, FormatAndVersionAreChecked) {
    EXPECT_THAT(indexRefusal(changed("infoplane-sweep", "infoplane-run")), HasSubstr("\"format\" must be"));
    EXPECT_THAT(indexRefusal(changed("\"1.0\"", "\"2.0\"")), HasSubstr("newer Infoplane"));
    EXPECT_THAT(indexRefusal(changed("\"1.0\"", "1")), HasSubstr("format_version"));
    EXPECT_TRUE(parseIndex(changed("\"1.0\"", "\"1.7\"")).ok());
}

TEST(HostileIndex, TheConfigurationIsHeldToTheSchema) {
    EXPECT_THAT(indexRefusal(changed("\"sigma\": 0.5", "\"sigma\": -1")), HasSubstr("network.sigma must be"));
    EXPECT_THAT(indexRefusal(changed("\"sigma\": 0.5", "\"sigmo\": 1")), HasSubstr("unknown key"));
}

TEST(HostileIndex, VariedKeysAreHeldToTheSchema) {
    EXPECT_THAT(indexRefusal(changed("\"key\": \"network.sigma\"", "\"key\": \"network.nothing\"")),
                HasSubstr("unknown key"));
    EXPECT_THAT(indexRefusal(changed("\"key\": \"network.sigma\"", "\"key\": 5")),
                HasSubstr("\"key\" must be"));
    EXPECT_THAT(indexRefusal(changed("\"0.25\"", "\"-3\"")), HasSubstr("network.sigma must be"));
    EXPECT_THAT(indexRefusal(changed("\"0.25\"", "0.25")), HasSubstr("must be texts"));
    EXPECT_THAT(indexRefusal(changed("\"spacing\": \"list\"", "\"spacing\": \"cubic\"")),
                HasSubstr("spacing"));
}

TEST(HostileIndex, PointsMustBeThoseOfTheGrid) {
    EXPECT_THAT(indexRefusal(changed("\"0.25\",", "")),
                HasSubstr("has 2 points, but its varied keys make 1"));
    EXPECT_THAT(indexRefusal(changed("\"waiting\"", "\"asleep\"")), HasSubstr("\"state\" must be"));
    EXPECT_THAT(indexRefusal(changed("\"seconds\": null", "\"seconds\": -1")),
                HasSubstr("\"seconds\" must be"));
    EXPECT_THAT(indexRefusal(changed("\"seconds\": null", "\"seconds\": \"1\"")), HasSubstr("seconds"));
    EXPECT_THAT(indexRefusal(changed("\"failure\": null", "\"failure\": 3")), HasSubstr("failure"));
    EXPECT_THAT(indexRefusal(changed("\"failure\": null", "\"failure\": \"" + std::string(5000, 'x') + "\"")),
                HasSubstr("failure"));
}

TEST(HostileIndex, FileNamesInItAreNotFollowed) {
    const auto index = parseIndex(changed("point-0001.infoplane.h5", "../../etc/passwd"));
    ASSERT_TRUE(index.ok());
    EXPECT_THAT(writeIndex(*index), HasSubstr("\"point-0001.infoplane.h5\""));
}

TEST(HostilePointRecord, IsRefused) {
    const std::string good = writePointRecord({});
    ASSERT_TRUE(parsePointRecord(good).ok());
    for (const char* text : {"", "{}", "[]", "{\"format\": \"infoplane-point\"}"})
        EXPECT_FALSE(parsePointRecord(text).ok()) << text;
    for (const auto& [from, to] : {std::pair{"\"waiting\"", "7"},
                                   {"\"process\": 0", "\"process\": -5"},
                                   {"\"process\": 0", "\"process\": 1e300"},
                                   {"\"heartbeat\": 0.0", "\"heartbeat\": null"}}) {
        std::string text = good;
        text.replace(text.find(from), std::string(from).size(), to);
        EXPECT_FALSE(parsePointRecord(text).ok()) << text;
    }
}

} // namespace
} // namespace infoplane
