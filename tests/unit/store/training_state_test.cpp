// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stream.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>

namespace infoplane {
namespace {

using testing::rowsOfState;
using testing::syntheticDescription;
using testing::syntheticState;

// Bytes as anyone might send them: a header and what follows it.
StateBytes withHeader(const std::string& header, std::size_t data) {
    auto bytes = std::make_shared<std::vector<std::byte>>(8 + header.size() + data);
    const std::uint64_t length = header.size();
    std::memcpy(bytes->data(), &length, sizeof length);
    std::memcpy(bytes->data() + 8, header.data(), header.size());
    return bytes;
}

std::string refusalOf(const StateBytes& bytes) {
    const auto state = TrainingState::parse(bytes);
    return state ? "" : state.error().message;
}

constexpr const char* kVersion = R"({"__metadata__":{"infoplane_state":"1"})";

TEST(TrainingState, GivesBackWhatWasTaken) {
    const std::array<float, 6> weights{1, 2, 3, 4, 5, 6};
    StateBuilder builder;
    builder.add("layer1/weight", StateType::Float32, {1, 2, 3}, std::as_bytes(std::span(weights)));
    builder.add("nothing", StateType::Float64, {0, 4}, {});
    const auto state = TrainingState::parse(builder.finish());
    ASSERT_TRUE(state.ok());
    const StateArray* array = state->find("layer1/weight");
    ASSERT_NE(array, nullptr);
    EXPECT_EQ(array->shape, (std::vector<std::uint64_t>{1, 2, 3}));
    EXPECT_TRUE(std::ranges::equal(array->bytes, std::as_bytes(std::span(weights))));
    EXPECT_EQ(state->find("nothing")->bytes.size(), 0u);
    EXPECT_EQ(state->find("layer2/weight"), nullptr);
}

TEST(TrainingState, RefusesHeadersThatDoNotFit) {
    EXPECT_NE(refusalOf(nullptr), "");
    EXPECT_NE(refusalOf(withHeader("", 0)), "");
    EXPECT_NE(refusalOf(withHeader("[1, 2]", 0)), "");
    EXPECT_NE(refusalOf(withHeader(std::string(100000, '['), 0)), "");
    EXPECT_NE(refusalOf(withHeader("{}", 0)).find("another version"), std::string::npos);
    const auto entry = [](const std::string& text, std::size_t data = 8) {
        return refusalOf(withHeader(std::string(kVersion) + R"(,"a":)" + text + "}", data));
    };
    EXPECT_EQ(entry(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})"), "");
    for (const char* text :
         {R"(1)", R"({})", R"({"dtype":"F32","shape":[2],"data_offsets":[0,9]})",
          R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})",
          R"({"dtype":"F32","shape":[2],"data_offsets":[0]})",
          R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})",
          R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})",
          R"({"dtype":"BF16","shape":[4],"data_offsets":[0,8]})",
          R"({"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,8]})",
          R"({"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]})",
          R"({"dtype":"F32","shape":[2],"data_offsets":[18446744073709551615,7]})"})
        EXPECT_NE(entry(text).find("damaged"), std::string::npos) << text;
}

TEST(TrainingState, IsInTheStreamOnDemandOnly) {
    RunStore store(syntheticDescription());
    testing::appendRows(store, 20);
    store.setTrainingState(syntheticState(20));
    std::vector<std::byte> bytes;
    StreamEncoder encoder(store);
    encoder.encode(bytes);
    StreamDecoder without, with;
    ASSERT_TRUE(without.feed(bytes).ok());
    EXPECT_EQ(rowsOfState(*without.store()), 0u);
    encoder.encodeState(bytes);
    StreamEncoder::encodeEnd(bytes);
    ASSERT_TRUE(with.feed(bytes).ok());
    EXPECT_EQ(rowsOfState(*with.store()), 20u);
}

} // namespace
} // namespace infoplane
