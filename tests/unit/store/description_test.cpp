// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/description_json.h"
#include "core/store/status_json.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

namespace infoplane {
namespace {

using testing::syntheticDescription;

TEST(Description, ComesBackFromJsonAsItWas) {
    const RunDescription run = syntheticDescription();
    const Result<RunDescription> back = parseDescription(writeDescription(run));
    ASSERT_TRUE(back.ok()) << back.error().text();
    EXPECT_EQ(*back, run);
    EXPECT_TRUE(std::isnan(back->methods[0].estimators[0].cap_xt[5]));
}

TEST(Description, WithOtherCapsIsAnother) {
    RunDescription run = syntheticDescription();
    run.methods[0].estimators[0].cap_xt[5] = 1.0;
    EXPECT_NE(run, syntheticDescription());
}

TEST(Description, SkipsKeysThatItDoesNotKnow) {
    std::string json = writeDescription(syntheticDescription());
    json.insert(1, R"("from_the_future": {"a": [1, 2]}, )");
    EXPECT_TRUE(parseDescription(json).ok());
}

struct Wrong {
    const char* what;
    std::function<void(RunDescription&)> spoil;
    const char* sentence;
};

const Wrong kWrong[] = {
    {"no method", [](RunDescription& r) { r.methods.clear(); }, "methods are too few"},
    {"many methods", [](RunDescription& r) { r.methods.resize(33, r.methods[0]); }, "methods are too many"},
    {"same names", [](RunDescription& r) { r.methods[1].name = r.methods[0].name; }, "share a name"},
    {"slash", [](RunDescription& r) { r.methods[0].name = "a/b"; }, "slash"},
    {"dots", [](RunDescription& r) { r.methods[0].layers[0].name = ".."; }, "dot"},
    {"head", [](RunDescription& r) { r.methods[1].layers[0].name = "head"; }, "head"},
    {"no layer", [](RunDescription& r) { r.methods[0].layers.clear(); },
     "layers of method layerwise_ib are too few"},
    {"width", [](RunDescription& r) { r.methods[0].layers[1].width = 0; }, "width"},
    {"huge width", [](RunDescription& r) { r.methods[0].layers[1].input_width = 0xFFFFFFFF; }, "input width"},
    {"beta", [](RunDescription& r) { r.methods[0].layers[1].beta = std::nan(""); }, "beta"},
    {"sigma", [](RunDescription& r) { r.methods[0].layers[1].sigma = -1; }, "sigma"},
    {"caps", [](RunDescription& r) { r.methods[0].estimators[0].cap_ty.pop_back(); }, "cap for every"},
    {"infinite cap", [](RunDescription& r) { r.methods[0].estimators[0].cap_ty[0] = -INFINITY; },
     "infinite cap"},
    {"edges",
     [](RunDescription& r) {
         r.methods[0].histogram_edges = {1, 1};
     },
     "ascend"},
    {"one edge", [](RunDescription& r) { r.methods[0].histogram_edges = {1}; }, "bins"},
    {"no seed", [](RunDescription& r) { r.seeds.clear(); }, "seeds are too few"},
    {"seeds", [](RunDescription& r) { r.seeds.resize(1025); }, "seeds are too many"},
    {"text", [](RunDescription& r) { r.title = "\xff"; }, "title"},
    {"control", [](RunDescription& r) { r.title = std::string("a\0b", 3); }, "title"},
    {"long text", [](RunDescription& r) { r.title.assign(4096, 'a'); }, "title is too long"},
    {"long config", [](RunDescription& r) { r.config.assign((1 << 20) + 1, 'a'); },
     "configuration is too long"},
    {"classes", [](RunDescription& r) { r.data.classes = 0; }, "classes"},
    {"samples", [](RunDescription& r) { r.data.train_index.resize(kMaxSamples + 1); },
     "samples are too many"},
    {"large rows",
     [](RunDescription& r) { r.methods[0].layers[0].width = r.methods[0].layers[0].input_width = kMaxWidth; },
     "larger than 1 GiB"},
};

TEST(Description, BeyondItsLimitsIsRefusedWithASentenceWhereverItComesFrom) {
    ASSERT_TRUE(checkDescription(syntheticDescription()).ok());
    for (const Wrong& wrong : kWrong) {
        RunDescription run = syntheticDescription();
        wrong.spoil(run);
        const Status status = checkDescription(run);
        ASSERT_FALSE(status.ok()) << wrong.what;
        EXPECT_NE(status.error().message.find(wrong.sentence), std::string::npos) << status.error().message;
        // JSON has no infinity and no text that is not UTF-8: writing mends them.
        const std::string what = wrong.what;
        if (what == "infinite cap" || what == "text") continue;
        EXPECT_FALSE(parseDescription(writeDescription(run)).ok()) << what;
    }
}

std::string replaced(const std::string& from, const std::string& to) {
    std::string json = writeDescription(syntheticDescription());
    const std::size_t at = json.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return json.replace(at, from.size(), to);
}

TEST(DescriptionJson, NamesTheFieldThatIsMissingOrOfAnotherType) {
    const auto sentence = [](const std::string& json) {
        const Result<RunDescription> run = parseDescription(json);
        return run.ok() ? std::string("accepted") : run.error().message;
    };
    const auto contains = [&](const std::string& json, const char* part) {
        EXPECT_NE(sentence(json).find(part), std::string::npos) << sentence(json);
    };
    contains("", "not a JSON object");
    contains("[]", "not a JSON object");
    contains("{}", "run_id is missing");
    contains(replaced(R"("classes":3)", R"("classes":-3)"), "data.classes is not a whole number");
    contains(replaced(R"("classes":3)", R"("classes":4294967296)"), "data.classes is not a whole number");
    contains(replaced(R"("classes":3)", R"("classes":3.5)"), "data.classes is not a whole number");
    contains(replaced(R"("title":)", R"("titel":)"), "title is missing");
    contains(replaced(R"("samples":[40,10])", R"("samples":[40])"), "list of 2");
    contains(replaced(R"("deterministic":true)", R"("deterministic":1)"), "neither true nor false");
    contains(replaced(R"("beta":0.03)", R"("beta":"0.03")"), "methods.layers.beta is not a number");
    contains(replaced(R"("beta":0.03)", R"("beta":null)"), "beta");
}

TEST(DescriptionJson, DoesNotGrowWithoutLimitOnHostileText) {
    EXPECT_FALSE(parseDescription(std::string(50'000'000, '[')).ok());
    std::string zeros = "{\"seeds\":[0";
    for (int i = 0; i < 10'000'000; ++i)
        zeros += ",0";
    EXPECT_NE(parseDescription(zeros + "]}").error().message.find("too many values"), std::string::npos);
    EXPECT_FALSE(parseDescription(std::string(kMaxDescriptionBytes + 1, ' ')).ok());
}

TEST(StatusJson, ComesBackAsItWas) {
    for (const RunState state :
         {RunState::Running, RunState::Finished, RunState::Stopped, RunState::Failed}) {
        const RunStatus status{state, "the disk is full: σ \"", "2026-01-31T14:05:09+01:00", 1769864709.25};
        EXPECT_EQ(parseStatus(writeStatus(status)), status);
    }
    const RunProgress progress{1, 2, 3, 4, 0.1, -1.0};
    EXPECT_EQ(parseProgress(writeProgress(progress)), progress);
}

TEST(StatusJson, CutsAndClampsWhatIsOutOfRange) {
    const RunStatus status{RunState::Failed, std::string(5000, 'x'), "", std::nan("")};
    const auto back = parseStatus(writeStatus(status));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->failure.size(), kMaxFailureBytes);
    EXPECT_EQ(back->heartbeat, 0.0);
    const auto progress = parseProgress(writeProgress({0, 0, 0, 0, 1.0000001, INFINITY}));
    ASSERT_TRUE(progress.has_value());
    EXPECT_EQ(progress->fraction, 1.0);
    EXPECT_EQ(progress->seconds_left, -1.0);
}

TEST(StatusJson, RefusesWhatIsNotWhole) {
    for (const char* bad : {"", "{}", "[]", "{\"state\":\"running\"}",
                            R"({"state":"x","failure":"","end_time":"","heartbeat":0})",
                            R"({"state":"running","failure":1,"end_time":"","heartbeat":0})",
                            R"({"state":"running","failure":"","end_time":"","heartbeat":-1})"})
        EXPECT_FALSE(parseStatus(bad).has_value()) << bad;
    EXPECT_FALSE(
        parseProgress(R"({"method":0,"layer":0,"epoch":0,"epochs":0,"fraction":2,"seconds_left":0})"));
    EXPECT_FALSE(parseProgress(
        R"({"method":4294967296,"layer":0,"epoch":0,"epochs":0,"fraction":0,"seconds_left":0})"));
}

} // namespace
} // namespace infoplane
