// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/hdf5_handle.h"
#include "tests/unit/arrays/array_test.h"

namespace infoplane {
namespace {

using Values = std::vector<double>;

class Hdf5 : public ArrayTest {
protected:
    Hdf5() : file_(H5Fcreate(pathOf("a.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT)) {}

    // Makes a dataset and gives it `data`, of the type in memory, if there is any.
    Hdf5Handle make(const char* name, hid_t file_type, std::vector<hsize_t> extents, hid_t memory_type,
                    const void* data, hid_t properties = H5P_DEFAULT) {
        const Hdf5Handle space(H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr));
        Hdf5Handle dataset(
            H5Dcreate2(file_.id(), name, file_type, space.id(), H5P_DEFAULT, properties, H5P_DEFAULT));
        if (data != nullptr) H5Dwrite(dataset.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data);
        return dataset;
    }

    std::string path() {
        H5Fflush(file_.id(), H5F_SCOPE_GLOBAL);
        return pathOf("a.h5");
    }

    Hdf5Handle file_;
};

const Values kNumbers{1, 2, 3, 4, 5, 6};

TEST_F(Hdf5, ReadsNumbersOfAnyTypeAndOrder) {
    make("f8", H5T_IEEE_F64LE, {3, 2}, H5T_NATIVE_DOUBLE, kNumbers.data());
    make("f4be", H5T_IEEE_F32BE, {6}, H5T_NATIVE_DOUBLE, kNumbers.data());
    make("i2", H5T_STD_I16BE, {2, 3}, H5T_NATIVE_DOUBLE, kNumbers.data());
    make("u1", H5T_STD_U8LE, {1, 2, 3}, H5T_NATIVE_DOUBLE, kNumbers.data());
    EXPECT_EQ(arrayOf(path(), "f8").values, kNumbers);
    EXPECT_EQ(arrayOf(path(), "f8").columns, 2u);
    EXPECT_EQ(arrayOf(path(), "/f4be").values, kNumbers);
    EXPECT_EQ(arrayOf(path(), "f4be").source, "float32 [6]");
    EXPECT_EQ(arrayOf(path(), "i2").kind, NumberKind::Whole);
    EXPECT_EQ(arrayOf(path(), "i2[1:,0:2]").values, (Values{4, 5}));
    EXPECT_EQ(arrayOf(path(), "u1").source, "uint8 [1, 2, 3] taken as [1, 6]");
}

TEST_F(Hdf5, FindsDatasetsInGroupsAndNamesThem) {
    const Hdf5Handle group(H5Gcreate2(file_.id(), "train", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    make("train/x", H5T_IEEE_F64LE, {6}, H5T_NATIVE_DOUBLE, kNumbers.data());
    EXPECT_EQ(arrayOf(path(), "train/x").values, kNumbers);
    expectSays(refusal(path(), "x"), "no array x; it holds train/x (float64 [6])");
    expectSays(refusal(path(), "train"), "no array train");
    expectSays(refusal(path(), "train/x/y"), "no array");
    expectSays(refusal(path(), "train//x"), "no array");
}

TEST_F(Hdf5, KnowsBoolsAsPythonWritesThem) {
    const Hdf5Handle type(H5Tenum_create(H5T_STD_I8LE));
    signed char value = 0;
    H5Tenum_insert(type.id(), "FALSE", &value);
    value = 1;
    H5Tenum_insert(type.id(), "TRUE", &value);
    const std::vector<signed char> flags{1, 0, 1};
    make("flags", type.id(), {3}, type.id(), flags.data());
    const NumericArray array = arrayOf(path(), "flags");
    EXPECT_EQ(array.values, (Values{1, 0, 1}));
    EXPECT_EQ(array.kind, NumberKind::Bool);
}

TEST_F(Hdf5, TurnsTheAxesOfMatlabRound) {
    const Hdf5Handle dataset =
        make("x", H5T_IEEE_F64LE, {3, 2}, H5T_NATIVE_DOUBLE, kNumbers.data()); // 2 x 3 there
    const Hdf5Handle type(H5Tcopy(H5T_C_S1)), space(H5Screate(H5S_SCALAR));
    H5Tset_size(type.id(), 6);
    const Hdf5Handle attribute(
        H5Acreate2(dataset.id(), "MATLAB_class", type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT));
    H5Awrite(attribute.id(), type.id(), "double");
    const NumericArray x = arrayOf(path(), "x");
    EXPECT_EQ(x.rows, 2u);
    EXPECT_EQ(x.values, (Values{1, 3, 5, 2, 4, 6}));
}

TEST_F(Hdf5, ReadsCompressedDatasetsAndRefusesThoseNeverWritten) {
    const Hdf5Handle properties(H5Pcreate(H5P_DATASET_CREATE));
    const hsize_t chunk = 3;
    H5Pset_chunk(properties.id(), 1, &chunk);
    H5Pset_deflate(properties.id(), 4);
    make("packed", H5T_IEEE_F64LE, {6}, H5T_NATIVE_DOUBLE, kNumbers.data(), properties.id());
    make("promise", H5T_IEEE_F64LE, {100000000}, H5T_NATIVE_DOUBLE, nullptr, properties.id());
    make("giant", H5T_IEEE_F64LE, {10000000000}, H5T_NATIVE_DOUBLE, nullptr, properties.id());
    EXPECT_EQ(arrayOf(path(), "packed").values, kNumbers);
    expectSays(refusal(path(), "promise"), "ever written");
    expectSays(refusal(path(), "giant"), "at most");
}

TEST_F(Hdf5, RefusesWhatLeadsOutOfTheFile) {
    H5Lcreate_external("other.h5", "/x", file_.id(), "away", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/nowhere", file_.id(), "soft", H5P_DEFAULT, H5P_DEFAULT);
    const Hdf5Handle properties(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_external(properties.id(), "/etc/hostname", 0, 8);
    make("outside", H5T_STD_U8LE, {4}, H5T_NATIVE_DOUBLE, nullptr, properties.id());
    expectSays(refusal(path(), "away"), "no array away");
    expectSays(refusal(path(), "soft"), "no array soft");
    expectSays(refusal(path(), "outside"), "another file");
}

TEST_F(Hdf5, RefusesWhatAreNoNumbers) {
    const Hdf5Handle text(H5Tcopy(H5T_C_S1)), record(H5Tcreate(H5T_COMPOUND, 16));
    H5Tset_size(text.id(), 3);
    H5Tinsert(record.id(), "r", 0, H5T_IEEE_F64LE);
    H5Tinsert(record.id(), "i", 8, H5T_IEEE_F64LE);
    make("text", text.id(), {1}, text.id(), "abc");
    make("complex", record.id(), {1}, record.id(), kNumbers.data());
    make("none", H5T_IEEE_F64LE, {0}, H5T_NATIVE_DOUBLE, nullptr);
    expectSays(refusal(path(), "text"), "texts");
    expectSays(refusal(path(), "complex"), "complex");
    expectSays(refusal(path(), "none"), "no rows");
}

TEST_F(Hdf5, RefusesCutFiles) {
    make("x", H5T_IEEE_F64LE, {6}, H5T_NATIVE_DOUBLE, kNumbers.data());
    std::ifstream file(path(), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(file), {}};
    for (std::size_t bytes = 0; bytes + 1 < whole.size(); bytes += 97)
        EXPECT_NE(refusal(write("cut.h5", whole.substr(0, bytes)), "x"), "") << bytes;
}

} // namespace
} // namespace infoplane
