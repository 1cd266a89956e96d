// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/npy_value.h"
#include "tests/unit/arrays/array_test.h"
#include "tests/unit/arrays/npy_bytes.h"

#include <cmath>
#include <limits>

namespace infoplane {
namespace {

class Npy : public ArrayTest {
protected:
    NumericArray read(const std::string& bytes) const { return arrayOf(write("x.npy", bytes), "x"); }
    std::string refused(const std::string& bytes) const { return refusal(write("x.npy", bytes), "x"); }
};

using Values = std::vector<double>;

TEST_F(Npy, ReadsEveryVersion) {
    for (const char version : {'\1', '\2', '\3'}) {
        const NumericArray x = read(npyOf("<f8", "(3,)", littleEndian(1.5, -2.0, 3.0), false, version));
        EXPECT_EQ(x.values, (Values{1.5, -2.0, 3.0}));
        EXPECT_EQ(x.rows, 3u);
        EXPECT_EQ(x.columns, 1u);
        EXPECT_EQ(x.kind, NumberKind::Real);
        EXPECT_EQ(x.source, "float64 [3]");
    }
    expectSays(refused(npyOf("<f8", "(3,)", littleEndian(1.5, -2.0, 3.0), false, 4)), "version 4");
}

TEST_F(Npy, ReadsEveryTypeInBothByteOrders) {
    EXPECT_EQ(read(npyOf("|i1", "(2,)", littleEndian(std::int8_t{-128}, std::int8_t{127}))).values,
              (Values{-128, 127}));
    EXPECT_EQ(read(npyOf("|u1", "(1,)", littleEndian(std::uint8_t{255}))).values, (Values{255}));
    EXPECT_EQ(read(npyOf("<i2", "(1,)", littleEndian(std::int16_t{-300}))).values, (Values{-300}));
    EXPECT_EQ(read(npyOf(">i2", "(1,)", bigBytes(std::int16_t{-300}))).values, (Values{-300}));
    EXPECT_EQ(read(npyOf("<u2", "(1,)", littleEndian(std::uint16_t{65535}))).values, (Values{65535}));
    EXPECT_EQ(read(npyOf("<i4", "(1,)", littleEndian(std::int32_t{-70000}))).values, (Values{-70000}));
    EXPECT_EQ(read(npyOf(">u4", "(1,)", bigBytes(std::uint32_t{4000000000u}))).values, (Values{4e9}));
    EXPECT_EQ(read(npyOf("<i8", "(1,)", littleEndian(std::int64_t{-(1ll << 40)}))).values,
              (Values{-std::ldexp(1.0, 40)}));
    EXPECT_EQ(read(npyOf(">u8", "(1,)", bigBytes(std::uint64_t{1} << 52))).values,
              (Values{std::ldexp(1.0, 52)}));
    EXPECT_EQ(read(npyOf("<f4", "(1,)", littleEndian(0.1f))).values, (Values{static_cast<double>(0.1f)}));
    EXPECT_EQ(read(npyOf(">f4", "(1,)", bigBytes(-2.5f))).values, (Values{-2.5}));
    EXPECT_EQ(read(npyOf(">f8", "(1,)", bigBytes(0.1))).values, (Values{0.1}));
    EXPECT_EQ(read(npyOf("=f8", "(1,)", littleEndian(0.1))).values, (Values{0.1}));
    EXPECT_EQ(read(npyOf("<f2", "(1,)", littleEndian(std::uint16_t{0x3E00}))).values, (Values{1.5}));
    EXPECT_EQ(read(npyOf("|b1", "(3,)", std::string("\0\1\7", 3))).values, (Values{0, 1, 1}));
}

TEST_F(Npy, KnowsTheKindOfTheType) {
    EXPECT_EQ(read(npyOf("|b1", "(1,)", "\1")).kind, NumberKind::Bool);
    EXPECT_EQ(read(npyOf("|u1", "(1,)", "\1")).kind, NumberKind::Whole);
    EXPECT_EQ(read(npyOf("<f4", "(1,)", littleEndian(1.0f))).kind, NumberKind::Real);
}

// The values of IEEE 754-2008, table 3.5 and 3.4: largest, smallest normal, smallest subnormal, specials.
TEST(Half, IsExact) {
    EXPECT_EQ(fromHalf(0x7BFF), 65504.0);
    EXPECT_EQ(fromHalf(0x0400), std::ldexp(1.0, -14));
    EXPECT_EQ(fromHalf(0x0001), std::ldexp(1.0, -24));
    EXPECT_EQ(fromHalf(0xC000), -2.0);
    EXPECT_EQ(fromHalf(0xFC00), -std::numeric_limits<double>::infinity());
    EXPECT_TRUE(std::isnan(fromHalf(0x7E00)));
    EXPECT_TRUE(std::signbit(fromHalf(0x8000)));
}

TEST_F(Npy, PutsFortranOrderRight) {
    const std::string values = littleEndian(1.0, 4.0, 2.0, 5.0, 3.0, 6.0);
    EXPECT_EQ(read(npyOf("<f8", "(2, 3)", values, true)).values, (Values{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(read(npyOf("<f8", "(2, 3)", values, false)).values, (Values{1, 4, 2, 5, 3, 6}));
}

TEST_F(Npy, JoinsFurtherAxesAndSaysSo) {
    const std::string values =
        littleEndian(std::int32_t{1}, std::int32_t{2}, std::int32_t{3}, std::int32_t{4}, std::int32_t{5},
                     std::int32_t{6}, std::int32_t{7}, std::int32_t{8});
    const NumericArray plain = read(npyOf("<i4", "(2, 2, 2)", values));
    EXPECT_EQ(plain.columns, 4u);
    EXPECT_EQ(plain.values, (Values{1, 2, 3, 4, 5, 6, 7, 8}));
    EXPECT_EQ(plain.source, "int32 [2, 2, 2] taken as [2, 4]");
    EXPECT_EQ(read(npyOf("<i4", "(2, 2, 2)", values, true)).values, (Values{1, 5, 3, 7, 2, 6, 4, 8}));
}

TEST_F(Npy, AcceptsWhatOldPythonWrote) {
    EXPECT_EQ(read(npyBytes("{\"shape\":(2L,),'fortran_order':False,'descr':'|u1'}", "\1\2")).values,
              (Values{1, 2}));
}

TEST_F(Npy, RefusesWhatAreNoNumbers) {
    expectSays(refused(npyOf("<c16", "(1,)", std::string(16, '\0'))), "complex");
    expectSays(refused(npyOf("|O", "(1,)", "xxxxxxxx")), "Python objects");
    expectSays(refused(npyOf("<U3", "(1,)", std::string(12, '\0'))), "texts");
    expectSays(refused(npyOf("|S3", "(1,)", "abc")), "texts");
    expectSays(refused(npyOf("<M8[ns]", "(1,)", std::string(8, '\0'))), "dates");
    expectSays(refused(npyOf("|V2", "(1,)", "ab")), "float64 or int64");
    expectSays(refused(npyOf("<f16", "(1,)", std::string(16, '\0'))), "float64");
    expectSays(refused(npyBytes("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", "")),
               "records");
}

TEST_F(Npy, RefusesShapesThatAreNoTables) {
    expectSays(refused(npyOf("<f8", "()", littleEndian(1.0))), "single number");
    expectSays(refused(npyOf("<f8", "(0,)", "")), "no rows");
    expectSays(refused(npyOf("<f8", "(5, 0)", "")), "no columns");
}

TEST_F(Npy, RefusesMoreThanTheFileHas) {
    const std::string whole = npyOf("<f8", "(4,)", littleEndian(1.0, 2.0, 3.0, 4.0));
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
        EXPECT_NE(refused(whole.substr(0, bytes)), "") << bytes;
    expectSays(refused(whole + "x"), "damaged");
    expectSays(refused(npyOf("<f8", "(1000000,)", littleEndian(1.0))), "cut short");
    expectSays(refused(npyOf("<f8", "(99999999999,)", "")), "at most");
    expectSays(refused(npyOf("<f8", "(4294967296, 4294967296, 4294967296)", "")),
               "at most"); // 2^96 overflows
    expectSays(refused(npyOf("<f8", "(99999999999999999999999,)", "")), "NumPy does not write");
}

TEST_F(Npy, RefusesHeadersThatAreNone) {
    expectSays(refused(std::string("\x93NUMPY\1\0\xff\xff{", 11)), "announces a header");
    expectSays(refused(std::string("\x93NUMPY\2\0\xff\xff\xff\xff{}", 14)), "announces a header");
    for (const char* text :
         {"", "{", "{}", "[]", "{'descr': '<f8'}", "{'descr': '<f8', 'fortran_order': 1, 'shape': (1,)}",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (1,}",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} x",
          "{'descr': '<f3', 'fortran_order': False, 'shape': (1,)}",
          "{'descr': '<f', 'fortran_order': False, 'shape': (1,)}",
          "{'descr': '', 'fortran_order': False, 'shape': (1,)}",
          "{'descr': '<f8 'fortran_order': False, 'shape': (1,)}"})
        EXPECT_NE(refused(npyBytes(text, littleEndian(1.0))), "") << text;
}

TEST_F(Npy, RefusesIntegersThatDoublesCannotTellApart) {
    expectSays(refused(npyOf("<i8", "(2,)", littleEndian(std::int64_t{1}, (std::int64_t{1} << 53) + 1))),
               "row 1");
    EXPECT_EQ(refused(npyOf("<f8", "(1,)", littleEndian(1e300))), "");
}

} // namespace
} // namespace infoplane
