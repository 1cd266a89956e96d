// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"
#include "tests/unit/data/test_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <zlib.h>

namespace infoplane {
namespace {

using testing::HasSubstr;
using Bytes = std::vector<std::uint8_t>;

const std::string kTrainImages = "train-images-idx3-ubyte", kTrainLabels = "train-labels-idx1-ubyte";
const std::string kTestImages = "t10k-images-idx3-ubyte", kTestLabels = "t10k-labels-idx1-ubyte";

Bytes idx(const std::vector<std::uint32_t>& shape, const Bytes& values) {
    Bytes file{0, 0, 8, static_cast<std::uint8_t>(shape.size())};
    for (const std::uint32_t dimension : shape)
        for (int shift = 24; shift >= 0; shift -= 8)
            file.push_back(static_cast<std::uint8_t>(dimension >> shift));
    file.insert(file.end(), values.begin(), values.end());
    return file;
}

Bytes gzip(const Bytes& content) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    Bytes packed(deflateBound(&stream, content.size()));
    stream.next_in = const_cast<std::uint8_t*>(content.data());
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

// An array of bytes whose last `zeros` are 0.
Bytes padded(Bytes bytes, std::size_t zeros) {
    bytes.resize(bytes.size() + zeros);
    return bytes;
}

// Twelve training and ten test images of 2x2, each class in both.
class Mnist : public testing::Test {
protected:
    Mnist() {
        write(kTrainImages, images_);
        write(kTrainLabels, labels_);
        write(kTestImages, idx({10, 2, 2}, padded({1, 2, 3, 4, 5, 6, 7, 8}, 32)));
        write(kTestLabels, test_labels_);
    }

    void write(const std::string& name, const Bytes& bytes) {
        std::ofstream file(folder_.path() / name, std::ios::binary | std::ios::trunc);
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    void remove(const std::string& name) { std::filesystem::remove(folder_.path() / name); }

    Result<Dataset> load() { return loadFrom(folder_.path().string()); }
    static Result<Dataset> loadFrom(const std::string& folder) {
        DataConfig config;
        config.name = "mnist";
        config.folder = folder;
        return loadDataset(config);
    }

    // One sentence that names the file and says `expected`, of the code given.
    void expectRefusal(const std::string& name, const std::string& expected,
                       ErrorCode code = ErrorCode::InvalidFile) {
        const auto dataset = load();
        ASSERT_FALSE(dataset.ok());
        EXPECT_EQ(dataset.error().code, code);
        EXPECT_EQ(dataset.error().context, (folder_.path() / name).string());
        EXPECT_THAT(dataset.error().message, HasSubstr(expected));
        EXPECT_EQ(dataset.error().message.find('\n'), std::string::npos);
    }

    const Bytes images_ = idx({12, 2, 2}, padded({0, 51, 102, 255, 4, 5, 6, 7, 8, 9, 10, 11}, 36));
    const Bytes labels_ = idx({12}, {7, 0, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8});
    const Bytes test_labels_ = idx({10}, {3, 9, 0, 1, 2, 4, 5, 6, 7, 8});
    TestFolder folder_;
};

TEST_F(Mnist, ReadsImagesLabelsAndTheSplit) {
    const auto dataset = load();
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->input_size, 4u);
    EXPECT_THAT((std::array{dataset->channels, dataset->height, dataset->width}),
                testing::ElementsAre(1, 2, 2));
    EXPECT_EQ(dataset->classes, 10u);
    EXPECT_THAT(dataset->labels,
                testing::ElementsAre(7, 0, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 3, 9, 0, 1, 2, 4, 5, 6, 7, 8));
    EXPECT_THAT(dataset->train_index, testing::ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    EXPECT_THAT(dataset->test_index, testing::ElementsAre(12, 13, 14, 15, 16, 17, 18, 19, 20, 21));
    ASSERT_EQ(dataset->inputs.size(), 88u);
    EXPECT_EQ(dataset->inputs[1], 0.2f);
    EXPECT_EQ(dataset->inputs[3], 1.0f);
    EXPECT_EQ(dataset->inputs[55], 8.0f / 255.0f);
}

TEST_F(Mnist, ReadsPackedFilesAndNamesWithADotAsTheSameData) {
    const auto plain = load();
    remove(kTrainImages);
    remove(kTestLabels);
    write("train-images-idx3-ubyte.gz", gzip(images_));
    write("t10k-labels.idx1-ubyte", test_labels_);
    const auto packed = load();
    ASSERT_TRUE(plain.ok() && packed.ok());
    EXPECT_EQ(plain->checksum, packed->checksum);
}

TEST_F(Mnist, NamesTheMissingFilesAndTheFolder) {
    remove(kTrainLabels);
    remove(kTestImages);
    const auto dataset = load();
    ASSERT_FALSE(dataset.ok());
    EXPECT_EQ(dataset.error().code, ErrorCode::NotFound);
    EXPECT_EQ(dataset.error().context, folder_.path().string());
    EXPECT_THAT(dataset.error().message, HasSubstr(kTrainLabels + " and " + kTestImages));
    EXPECT_THAT(dataset.error().message, testing::Not(HasSubstr(kTrainImages)));
    EXPECT_FALSE(listDatasets(folder_.path().string())[2].available);
}

TEST_F(Mnist, AsksForAFolder) {
    EXPECT_THAT(loadFrom("").error().message, HasSubstr("--data"));
    EXPECT_THAT(loadFrom((folder_.path() / "nowhere").string()).error().message, HasSubstr("no such folder"));
    EXPECT_TRUE(listDatasets(folder_.path().string())[2].available);
}

TEST_F(Mnist, RefusesAWrongMagicNumber) {
    write(kTrainImages, labels_);
    expectRefusal(kTrainImages, "begins with 00 00 08 01 instead of 00 00 08 03");
    write(kTrainImages, {'<', 'h', 't', 'm', 'l', '>'});
    expectRefusal(kTrainImages, "is not an IDX file of images");
}

TEST_F(Mnist, RefusesAFileThatIsCutShortAnywhere) {
    for (std::size_t size = 0; size < images_.size(); ++size) {
        write(kTrainImages, Bytes(images_.begin(), images_.begin() + static_cast<std::ptrdiff_t>(size)));
        expectRefusal(kTrainImages, "is cut short");
    }
}

TEST_F(Mnist, RefusesAPackedFileThatIsCutShortAnywhere) {
    remove(kTrainImages);
    const Bytes packed = gzip(images_);
    for (std::size_t size = 2; size < packed.size(); ++size) {
        write(kTrainImages + ".gz",
              Bytes(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size)));
        expectRefusal(kTrainImages + ".gz", "is cut short");
    }
}

// Any changed byte is seen, by gzip's check sum at the latest; but those of its header that carry no content
// (time, extra flags, system: bytes 4 to 9).
TEST_F(Mnist, RefusesADamagedPackedFile) {
    remove(kTrainImages);
    const Bytes packed = gzip(images_);
    for (std::size_t at = 0; at < packed.size(); ++at) {
        if (at >= 4 && at < 10) continue;
        Bytes damaged = packed;
        damaged[at] ^= 0x55;
        write(kTrainImages + ".gz", damaged);
        EXPECT_FALSE(load().ok()) << "byte " << at;
    }
}

TEST_F(Mnist, RefusesBytesAfterTheEnd) {
    Bytes longer = images_;
    longer.push_back(0);
    write(kTrainImages, longer);
    expectRefusal(kTrainImages, "is longer than the 64 bytes");
    remove(kTrainImages);
    write(kTrainImages + ".gz", gzip(longer));
    expectRefusal(kTrainImages + ".gz", "is longer than the 64 bytes");
    Bytes appended = gzip(images_);
    appended.push_back(0);
    write(kTrainImages + ".gz", appended);
    expectRefusal(kTrainImages + ".gz", "after the end of its gzip data");
}

TEST_F(Mnist, RefusesSizesBeyondMeasureBeforeAllocatingThem) {
    write(kTrainImages, idx({0xffffffffu, 0xffffffffu, 0xffffffffu}, {1, 2, 3}));
    expectRefusal(kTrainImages, "announces 4294967295 x 4294967295 x 4294967295 values");
    write(kTrainImages, idx({65536, 65536, 1}, {1})); // 2^32 values, 0 in 32 bits
    expectRefusal(kTrainImages, "announces 65536 x 65536 x 1 values");
    write(kTrainImages, idx({0, 28, 28}, {}));
    expectRefusal(kTrainImages, "announces 0 x 28 x 28 values");
    write(kTrainImages, idx({1u << 18, 32, 32}, {1, 2, 3})); // allowed, but not there
    expectRefusal(kTrainImages, "announces 262144 x 32 x 32 values in 268435472 bytes and holds 19");
}

// 256 MiB of zeros behind a header that announces 48 bytes: only one byte more than announced is unpacked.
TEST_F(Mnist, UnpacksNoMoreThanTheHeaderAnnounces) {
    Bytes bomb = images_;
    bomb.resize(1u << 28);
    remove(kTrainImages);
    write(kTrainImages + ".gz", gzip(bomb));
    bomb = {};
    expectRefusal(kTrainImages + ".gz", "is longer than the 64 bytes");
}

TEST_F(Mnist, RefusesAFileBeyondTheLimit) {
    std::filesystem::resize_file(folder_.path() / kTrainImages, std::uintmax_t{1} << 40); // sparse
    expectRefusal(kTrainImages, "is larger than the 1.0 GiB");
}

TEST_F(Mnist, RefusesALabelOutOfRange) {
    write(kTrainLabels, idx({12}, {7, 10, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8}));
    expectRefusal(kTrainLabels, "label 1 is 10");
}

TEST_F(Mnist, RefusesAnEmptyClass) {
    write(kTestLabels, idx({10}, {3, 9, 0, 1, 2, 4, 5, 6, 7, 7}));
    const auto dataset = load();
    ASSERT_FALSE(dataset.ok());
    EXPECT_EQ(dataset.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(dataset.error().message, HasSubstr("class 8 has no example in the test part"));
}

TEST_F(Mnist, RefusesCountsThatDiffer) {
    write(kTrainLabels, idx({2}, {7, 0}));
    expectRefusal(kTrainLabels, "has 2 labels for the 12 images of " + kTrainImages);
}

TEST_F(Mnist, RefusesTestImagesOfAnotherSize) {
    write(kTestImages, idx({10, 1, 2}, padded({}, 20)));
    expectRefusal(kTestImages, "has images of 1 x 2 pixels, and the training images have 2 x 2");
}

TEST_F(Mnist, TakesAFolderInPlaceOfAFileAsMissing) {
    remove(kTrainImages);
    std::filesystem::create_directory(folder_.path() / kTrainImages);
    EXPECT_THAT(load().error().message,
                HasSubstr("mnist needs " + kTrainImages + ", which is not in this folder"));
}

// The checksum was computed by Python (gzip, hashlib, struct) from the same files.
TEST(MnistFiles, AreReadAsPythonReadsThem) {
    const std::string folder = externalData("mnist");
    if (folder.empty()) GTEST_SKIP() << "mnist/ is not in INFOPLANE_TEST_DATA";
    DataConfig config;
    config.name = "mnist";
    config.folder = folder;
    const auto dataset = loadDataset(config);
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->size(), 70000u);
    EXPECT_EQ(dataset->input_size, 784u);
    EXPECT_EQ(dataset->train_index.size(), 60000u);
    EXPECT_EQ(dataset->test_index.size(), 10000u);
    EXPECT_EQ(dataset->labels.front(), 5u);
    EXPECT_EQ(dataset->checksum, "7da3e589c87f65d96fd2e0459200899fdf727727870d2555e0573c02f0f901ba");
}

} // namespace
} // namespace infoplane
