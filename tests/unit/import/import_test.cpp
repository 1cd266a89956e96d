// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import.h"
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "core/store/description_json.h"
#include "core/store/imported.h"
#include "core/store/run_schema.h"
#include "core/store/stream.h"
#include "tests/support/collecting_sink.h"
#include "tests/support/process.h"
#include "tests/support/synthetic_run.h"
#include "tests/unit/import/arrays_in_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

using testing::ArraysInMemory;
using testing::CollectingSink;
using ::testing::HasSubstr;

constexpr std::size_t kSamples = 64;

std::vector<double> rampOf(std::size_t width, double slope) {
    std::vector<double> values;
    for (std::size_t i = 0; i < kSamples * width; ++i)
        values.push_back(slope * std::sin(0.7 * static_cast<double>(i)));
    return values;
}

// Three epochs of two layers with two classes.
ArraysInMemory smallFile() {
    ArraysInMemory file;
    std::vector<double> labels;
    for (std::size_t i = 0; i < kSamples; ++i)
        labels.push_back(i % 2 == 0 ? -5.0 : 7.0);
    file.add("labels", labels, 1);
    for (const int epoch : {0, 2, 5})
        for (const std::size_t width : {3, 2})
            file.add("epoch_" + std::to_string(epoch) + "/block/" + std::to_string(width),
                     rampOf(width, 1.0 + epoch), width);
    return file;
}

ImportOptions smallOptions() {
    ImportOptions options;
    options.source = "small.npz";
    options.title = "small";
    options.estimators = {"mixture", "binning", "kt"};
    options.sigma = 0.5;
    return options;
}

std::unique_ptr<RunStore> importToTheEnd(ArraysInMemory file, const ImportOptions& options) {
    CollectingSink sink;
    const auto outcome = importActivations(file, options, sink);
    EXPECT_TRUE(outcome.ok()) << (outcome.ok() ? "" : outcome.error().text());
    return std::move(sink.store);
}

template <class T>
std::vector<T> column(const RunStore& run, const std::string& path, std::uint64_t row) {
    const auto values = run.rows(0).values<T>(run.rows(0).layout().index(path), row);
    return {values.begin(), values.end()};
}

TEST(Import, ReadsEachArrayTwiceAndAppendsARowAnEpoch) {
    ArraysInMemory file = smallFile();
    CollectingSink sink;
    std::size_t told = 0, of = 0;
    const auto outcome =
        importActivations(file, smallOptions(), sink, [&](std::size_t done, std::size_t all) {
            EXPECT_EQ(done, told++);
            of = all;
        });
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(*outcome, TrainingOutcome::Finished);
    EXPECT_EQ(file.reads, 1 + 2 * 6);
    EXPECT_EQ(told, 6u);
    EXPECT_EQ(of, 6u);
    ASSERT_EQ(sink.store->rows(0).rows(), 3u);
    EXPECT_EQ(column<double>(*sink.store, "pass", 2)[0], 5.0);
    EXPECT_EQ(column<std::uint64_t>(*sink.store, "step", 2)[0], 5u);
    EXPECT_EQ(sink.store->progress().fraction, 1.0);
    EXPECT_EQ(sink.pauses, 0);
}

TEST(Import, DescribesWhatIsKnownAndNothingElse) {
    const auto run = importToTheEnd(smallFile(), smallOptions());
    const RunDescription& d = run->description();
    EXPECT_TRUE(checkDescription(d).ok());
    EXPECT_TRUE(isImported(d.methods[0]));
    EXPECT_EQ(d.data.classes, 2u);
    EXPECT_EQ(d.data.input_size, 0u);
    EXPECT_NEAR(d.data.label_entropy, std::log(2.0), 1e-15);
    EXPECT_EQ(d.data.evaluation_index[0].size(), kSamples);
    EXPECT_TRUE(d.data.evaluation_index[1].empty());
    EXPECT_EQ(d.methods[0].layers[0].name, "block/3");
    EXPECT_EQ(d.methods[0].layers[0].width, 3u);
    EXPECT_EQ(d.methods[0].layers[1].sigma, 0.5);
    EXPECT_EQ(run->table(0, kCheckpointsTable).layout().columns.size(), 2u);
    EXPECT_FALSE(checkTrainedHere(d).ok());
}

TEST(Import, LeavesNotMeasuredWhatIsNotKnown) {
    const auto run = importToTheEnd(smallFile(), smallOptions());
    EXPECT_EQ(column<std::uint32_t>(*run, "objective/flags", 0)[0], std::uint32_t{kNotMeasured});
    for (const char* const path : {"loss", "objective/lagrangian", "objective/relevance"})
        EXPECT_TRUE(std::isnan(column<double>(*run, path, 2)[0])) << path;
    for (const float gradient : column<float>(*run, "gradients/mean", 2))
        EXPECT_TRUE(std::isnan(gradient));
    const auto flags = column<std::uint32_t>(*run, "information/mixture/I_XT_flags", 1);
    EXPECT_EQ(flags[0] & kNotMeasured, 0u);
    EXPECT_EQ(flags[2], std::uint32_t{kNotMeasured});
}

// A replay, and a watched stream, fill the same store.
TEST(Import, IsReadBackToTheLastByte) {
    const testing::TemporaryFolder folder;
    RunDescription description = importToTheEnd(smallFile(), smallOptions())->description();
    description.run_id = "0123456789abcdef0123456789abcdef";
    description.start_time = "2026-01-31T15:00:00+01:00";
    description.config = "{}";
    struct FixedSink : CollectingSink {
        explicit FixedSink(RunDescription d) : described(std::move(d)) {}
        Result<RunStore*> begin(RunDescription) override { return CollectingSink::begin(described); }
        RunDescription described;
    } sink(description);
    ArraysInMemory file = smallFile();
    ASSERT_TRUE(importActivations(file, smallOptions(), sink).ok());
    const RunStatus finished{RunState::Finished, "", "2026-01-31T15:01:00+01:00", 1769864709.5};
    {
        auto recorder = Recorder::create(folder / "a.h5", *sink.store, false);
        ASSERT_TRUE(recorder.ok()) << recorder.error().text();
        ASSERT_TRUE((*recorder)->finish(finished).ok());
    }
    sink.store->setStatus(finished);
    const auto reader = RunFileReader::open(folder / "a.h5");
    ASSERT_TRUE(reader.ok()) << reader.error().text();
    ASSERT_TRUE((*reader)->refresh().ok());
    EXPECT_EQ(testing::difference(*sink.store, *(*reader)->store()), "");
    std::vector<std::byte> bytes;
    StreamEncoder(*sink.store).encode(bytes);
    StreamDecoder decoder;
    ASSERT_TRUE(decoder.feed(bytes).ok());
    EXPECT_EQ(testing::difference(*sink.store, *decoder.store()), "");
}

TEST(Import, StopsWhereItIsToldTo) {
    for (const int last : {0, 3, 9, 20}) {
        ArraysInMemory file = smallFile();
        CollectingSink sink;
        sink.go_on = [last](int call) { return call <= last; };
        const auto outcome = importActivations(file, smallOptions(), sink);
        ASSERT_TRUE(outcome.ok());
        EXPECT_EQ(*outcome, TrainingOutcome::Stopped);
        EXPECT_EQ(sink.store == nullptr, last < 6);
    }
}

TEST(Import, TakesASigmaFromTheScaleOfALayer) {
    ImportOptions options = smallOptions();
    options.sigma.reset();
    options.relative_sigma = 0.2;
    const auto run = importToTheEnd(smallFile(), options);
    const double squares = (1.0 + 9.0 + 36.0) / 3.0;
    double sum = 0.0, square_sum = 0.0;
    for (std::size_t unit = 0; unit < 3; ++unit) {
        double mean = 0.0, square = 0.0;
        for (std::size_t i = 0; i < kSamples; ++i) {
            const double value = rampOf(3, 1.0)[3 * i + unit];
            mean += value / kSamples;
            square += value * value / kSamples;
        }
        sum += square - mean * mean;
        square_sum += square;
    }
    EXPECT_GT(square_sum, sum);
    const double expected = 0.2 * std::sqrt(squares * sum / 3.0);
    EXPECT_NEAR(run->description().methods[0].layers[0].sigma, expected, 1e-3 * expected);
}

TEST(Import, NamesTheArrayThatCannotBeUsed) {
    ArraysInMemory file = smallFile();
    file.add("epoch_6/block/3", std::vector<double>(3 * (kSamples - 1), 0.0), 3);
    file.add("epoch_6/block/2", rampOf(2, 1.0), 2);
    CollectingSink sink;
    const auto outcome = importActivations(file, smallOptions(), sink);
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.error().code, ErrorCode::InvalidFile);
    EXPECT_THAT(outcome.error().message, HasSubstr("epoch_6/block/3"));
    EXPECT_EQ(sink.store, nullptr);
}

} // namespace
} // namespace infoplane
