// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/arrays/array_test.h"
#include "tests/unit/arrays/mat_bytes.h"

#include <numeric>

namespace infoplane {
namespace {

using Values = std::vector<double>;

class Mat : public ArrayTest {
protected:
    std::string file(const std::string& elements) const { return write("a.mat", matFile(elements)); }
};

const std::string kTable =
    matMatrix("x", kClassDouble, {2, 3}, kMatDouble, littleEndian(1.0, 4.0, 2.0, 5.0, 3.0, 6.0));
const std::string kLabels =
    matMatrix("labels", kClassInt32, {1, 3}, kMatUint8, "\5\6\7"); // stored in fewer bytes

TEST_F(Mat, ReadsPlainAndCompressedMatrices) {
    for (const std::string& elements : {kTable + kLabels, matCompressed(kTable) + matCompressed(kLabels)}) {
        const std::string path = file(elements);
        const NumericArray x = arrayOf(path, "x");
        EXPECT_EQ(x.values, (Values{1, 2, 3, 4, 5, 6}));
        EXPECT_EQ(x.rows, 2u);
        EXPECT_EQ(x.kind, NumberKind::Real);
        const NumericArray labels = arrayOf(path, "labels");
        EXPECT_EQ(labels.values, (Values{5, 6, 7}));
        EXPECT_EQ(labels.rows, 3u) << "a row is a list of points";
        EXPECT_EQ(labels.kind, NumberKind::Whole);
    }
}

TEST_F(Mat, KnowsLogicalArrays) {
    const NumericArray flags =
        arrayOf(file(matMatrix("f", kClassUint8 | kLogical, {2, 1}, kMatUint8, std::string("\0\1", 2))), "f");
    EXPECT_EQ(flags.values, (Values{0, 1}));
    EXPECT_EQ(flags.kind, NumberKind::Bool);
}

TEST_F(Mat, NamesWhatIsThere) {
    const std::string sentence = refusal(file(kTable + matCompressed(kLabels)), "z");
    expectSays(sentence, "no array z; it holds x (float64 [2, 3]), labels (int32 [1, 3])");
}

TEST_F(Mat, RefusesWhatAreNoNumbers) {
    expectSays(refusal(file(matMatrix("t", kClassChar, {1, 2}, kMatUint8, "ab")), "t"), "a text");
    const std::string complex =
        matElement(kMatMatrix, matElement(kMatUint32, littleBytes(kClassDouble | kComplex) +
                                                          littleBytes(std::uint32_t{0})) +
                                   matElement(kMatInt32, littleEndian(std::int32_t{1}, std::int32_t{1})) +
                                   matElement(kMatInt8, "c") + matElement(kMatDouble, littleEndian(1.0)) +
                                   matElement(kMatDouble, littleEndian(2.0)));
    expectSays(refusal(file(complex), "c"), "complex");
    expectSays(refusal(file(matMatrix("e", kClassDouble, {0, 0}, kMatDouble, "")), "e"), "no rows");
}

TEST_F(Mat, RefusesCutFiles) {
    for (const std::string& element : {kTable, matCompressed(kTable)}) {
        const std::string whole = matFile(element);
        for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
            EXPECT_NE(refusal(write("cut.mat", whole.substr(0, bytes)), "x"), "") << bytes;
    }
}

TEST_F(Mat, RefusesShapesThatTheFileCannotHold) {
    const std::string few = littleEndian(1.0);
    for (const std::vector<std::int32_t>& shape :
         std::vector<std::vector<std::int32_t>>{{10000, 10000}, {2147483647, 2147483647}, {-1, 5}, {3, 1}}) {
        EXPECT_NE(refusal(file(matMatrix("x", kClassDouble, shape, kMatDouble, few)), "x"), "") << shape[0];
        EXPECT_NE(refusal(file(matCompressed(matMatrix("x", kClassDouble, shape, kMatDouble, few))), "x"), "")
            << shape[0];
    }
}

TEST_F(Mat, RefusesDamagedStreams) {
    std::string bytes = matFile(matCompressed(kTable));
    bytes[bytes.size() - 1] ^= 1; // of the check sum
    expectSays(refusal(write("sum.mat", bytes), "x"), "cannot be unpacked");
    expectSays(refusal(file(matElement(99, "12345678")), "x"), "no array");
    expectSays(refusal(write("v4.mat", std::string(200, 'x')), "x"), "-v7");
}

// 4096 inputs of 12 bits, 2118 of which have the label 1.
TEST_F(Mat, ReadsWhatMatlabWrote) {
    const std::string path = externalData("szt/var_u.mat");
    if (path.empty()) GTEST_SKIP() << "szt/var_u.mat is not there";
    const NumericArray inputs = arrayOf(path, "F"), labels = arrayOf(path, "y");
    EXPECT_EQ(inputs.rows, 4096u);
    EXPECT_EQ(inputs.columns, 12u);
    EXPECT_EQ(std::accumulate(labels.values.begin(), labels.values.end(), 0.0), 2118.0);
}

} // namespace
} // namespace infoplane
