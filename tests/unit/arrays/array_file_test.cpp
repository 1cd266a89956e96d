// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/slice.h"
#include "tests/unit/arrays/array_test.h"
#include "tests/unit/arrays/npy_bytes.h"

namespace infoplane {
namespace {

using Values = std::vector<double>;

TEST(Slice, IsTakenApart) {
    const auto slice = parseSlice("group/x[1:3,:2]");
    ASSERT_TRUE(slice.has_value());
    EXPECT_EQ(slice->name, "group/x");
    EXPECT_EQ(slice->rows.begin, 1u);
    EXPECT_EQ(slice->rows.end, 3u);
    EXPECT_EQ(slice->columns.begin, 0u);
    EXPECT_EQ(slice->columns.end, 2u);
    for (const char* text :
         {"x", "x[", "x]", "[0]", "x[]", "x[a]", "x[1;2]", "x[-1]", "x[0,1,2]", "x[99999999999999999999]"})
        EXPECT_FALSE(parseSlice(text).has_value()) << text;
}

TEST(Slice, TakesRowsAndColumns) {
    const NumericArray array{2, 3, {1, 2, 3, 4, 5, 6}, NumberKind::Whole, "int8 [2, 3]"};
    const auto part = [&](const char* text) { return sliced(array, *parseSlice(text)); };
    EXPECT_EQ(part("x[:,1:]")->values, (Values{2, 3, 5, 6}));
    EXPECT_EQ(part("x[1]")->values, (Values{4, 5, 6}));
    EXPECT_EQ(part("x[:,2]")->values, (Values{3, 6}));
    EXPECT_EQ(part("x[:,2]")->columns, 1u);
    expectSays(part("x[:,3]").error().message, "has 3 columns");
    expectSays(part("x[1:1]").error().message, "has 2 rows");
    expectSays(part("x[0:5]").error().message, "has 2 rows");
}

using ArrayFile = ArrayTest;

TEST_F(ArrayFile, ReadsOtherNpyFilesByTheirPath) {
    const std::string x = write("x.npy", npyOf("<f8", "(2,)", littleEndian(1.0, 2.0)));
    const std::string y = write("y.npy", npyOf("<f8", "(2, 2)", littleEndian(3.0, 4.0, 5.0, 6.0)));
    EXPECT_EQ(arrayOf(x, x).values, (Values{1, 2}));
    EXPECT_EQ(arrayOf(x, "x.npy").values, (Values{1, 2}));
    EXPECT_EQ(arrayOf(x, y).values, (Values{3, 4, 5, 6}));
    EXPECT_EQ(arrayOf(x, y + "[:,1]").values, (Values{4, 6}));
    expectSays(refusal(x, "z.npy"), "it holds x.npy (float64 [2])");
}

TEST_F(ArrayFile, GoesByTheContentAndNotByTheEnding) {
    const std::string npy = npyOf("|u1", "(1,)", "\7");
    EXPECT_EQ(arrayOf(write("odd.csv", npy), "odd").values, (Values{7}));
    EXPECT_EQ(arrayOf(write("T.TXT", "a\n1\n"), "a").values, (Values{1}));
    expectSays(refusal(write("a.npz", "hello"), "x"), "does not begin as a .npz file does");
    expectSays(refusal(write("a.xlsx", "hello"), "x"), "no file of arrays");
    expectSays(refusal(write("a.h5", ""), "x"), "does not begin");
}

TEST_F(ArrayFile, SaysThatAFileIsNotThere) {
    const auto array = readArray(pathOf("none.npz"), "x");
    ASSERT_FALSE(array.ok());
    EXPECT_EQ(array.error().code, ErrorCode::NotFound);
    EXPECT_EQ(array.error().context, pathOf("none.npz"));
    EXPECT_FALSE(listArrays(pathOf("")).ok()); // a folder
}

TEST_F(ArrayFile, ListsWhatIsThere) {
    const auto listings = listArrays(write("t.tsv", "a\tb\n1\t2\n"));
    ASSERT_TRUE(listings.ok());
    ASSERT_EQ(listings->size(), 2u);
    EXPECT_EQ((*listings)[1].name, "b");
}

} // namespace
} // namespace infoplane
