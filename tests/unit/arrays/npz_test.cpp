// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/arrays_in_child.h"
#include "tests/unit/arrays/array_test.h"
#include "tests/unit/arrays/npy_bytes.h"

#include <map>
#include <zip.h>

namespace infoplane {
namespace {

using Values = std::vector<double>;

class Npz : public ArrayTest {
protected:
    // An archive of these members.
    std::string archive(const std::map<std::string, std::string>& members,
                        zip_int32_t method = ZIP_CM_STORE) const {
        const std::string path = pathOf("a.npz");
        int code = 0;
        zip_t* const zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
        for (const auto& [name, bytes] : members) {
            zip_source_t* const source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
            const zip_int64_t index = zip_file_add(zip, name.c_str(), source, 0);
            zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), method, 0);
        }
        EXPECT_EQ(zip_close(zip), 0);
        return path;
    }

    static std::string contentOf(const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

const std::string kX = npyOf("<f8", "(2, 2)", littleEndian(1.0, 2.0, 3.0, 4.0));
const std::string kY = npyOf("<i4", "(2,)", littleEndian(std::int32_t{7}, std::int32_t{9}));

TEST_F(Npz, ReadsStoredAndDeflatedMembers) {
    for (const zip_int32_t method : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
        const std::string path = archive({{"x.npy", kX}, {"y.npy", kY}}, method);
        EXPECT_EQ(arrayOf(path, "x").values, (Values{1, 2, 3, 4}));
        EXPECT_EQ(arrayOf(path, "y").values, (Values{7, 9}));
        EXPECT_EQ(arrayOf(path, "y.npy").kind, NumberKind::Whole);
    }
}

TEST_F(Npz, NamesWhatIsThere) {
    const std::string path = archive({{"x.npy", kX}, {"text.npy", npyOf("<U1", "(1,)", "abcd")}});
    const auto missing = readArray(path, "z");
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    expectSays(missing.error().message, "no array z; it holds");
    expectSays(missing.error().message, "x (float64 [2, 2])");
    expectSays(missing.error().message, "text (holds texts");
    expectSays(refusal(archive({}), "x"), "");
}

TEST_F(Npz, RefusesMembersThatAnnounceOtherSizes) {
    expectSays(refusal(archive({{"x.npy", kX.substr(0, kX.size() - 1)}}), "x"), "cut short");
    expectSays(refusal(archive({{"x.npy", kX + "more"}}), "x"), "damaged");
    expectSays(refusal(archive({{"x.npy", npyOf("<f8", "(200000000,)", "12345678")}}), "x"), "cut short");
    expectSays(refusal(archive({{"x.npy", "no array"}}), "x"), "no .npy file");
}

// What is announced stands in the central directory, 46 bytes before the name: packed size at 20, unpacked
// at 24.
TEST_F(Npz, RefusesABombThatAnnouncesMoreThanItCanHold) {
    std::string bytes = contentOf(archive({{"x.npy", kX}}, ZIP_CM_DEFLATE));
    const std::size_t directory = bytes.find("PK\1\2");
    ASSERT_NE(directory, std::string::npos);
    bytes.replace(directory + 24, 4, littleBytes(std::uint32_t{2000000000}));
    expectSays(refusal(write("bomb.npz", bytes), "x"), "more bytes than it has");
}

TEST_F(Npz, RefusesDamagedAndCutArchives) {
    const std::string whole = contentOf(archive({{"x.npy", kX}}));
    for (std::size_t bytes = 0; bytes < whole.size(); bytes += 7)
        EXPECT_NE(refusal(write("cut.npz", whole.substr(0, bytes)), "x"), "") << bytes;
    std::string flipped = whole;
    flipped[whole.find(kX) + kX.size() - 1] ^= 1; // the last value: only the check sum tells
    expectSays(refusal(write("flipped.npz", flipped), "x"), "CRC");
}

// Kept open here and in a child process, it reads one array after the other.
TEST_F(Npz, StaysOpenForOneArrayAfterTheOther) {
    const std::string path =
        archive({{"labels.npy", kY}, {"epoch_1/a/b.npy", kX}, {"text.npy", npyOf("<U1", "(1,)", "abcd")}});
    for (const auto open : {openArrays, openArraysInChild}) {
        const auto file = open(path);
        ASSERT_TRUE(file.ok()) << file.error().text();
        EXPECT_EQ(*(*file)->names(), (std::vector<std::string>{"epoch_1/a/b", "labels", "text"}));
        for (int i = 0; i < 3; ++i) {
            EXPECT_EQ((*file)->read("epoch_1/a/b")->values, (Values{1, 2, 3, 4}));
            EXPECT_EQ((*file)->read("labels")->kind, NumberKind::Whole);
            EXPECT_EQ((*file)->read("none").error().code, ErrorCode::NotFound);
            expectSays((*file)->read("text").error().message, "texts");
        }
        EXPECT_EQ((*file)->read("epoch_1/a/b")->source, "float64 [2, 2]");
        const auto other = open(write("a.csv", "1,2\n"));
        ASSERT_FALSE(other.ok());
        EXPECT_EQ(other.error().context, pathOf("a.csv"));
        expectSays(other.error().message, "save it as .npz or HDF5");
    }
}

} // namespace
} // namespace infoplane
