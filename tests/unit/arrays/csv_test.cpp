// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/arrays/array_test.h"
#include "tests/unit/arrays/npy_bytes.h"

#include <cmath>

namespace infoplane {
namespace {

using Values = std::vector<double>;

class Csv : public ArrayTest {
protected:
    NumericArray read(std::string_view text, const std::string& name) const {
        return arrayOf(write("t.csv", text), name);
    }
    std::string refused(std::string_view text, const std::string& name) const {
        return refusal(write("t.csv", text), name);
    }
};

TEST_F(Csv, ReadsColumnsByName) {
    const std::string_view text = "a,b,c\n1,2,3\n4,5.5,6\n";
    EXPECT_EQ(read(text, "a").values, (Values{1, 4}));
    EXPECT_EQ(read(text, "a").kind, NumberKind::Whole);
    EXPECT_EQ(read(text, "b").kind, NumberKind::Real);
    const NumericArray pair = read(text, "c,a");
    EXPECT_EQ(pair.columns, 2u);
    EXPECT_EQ(pair.values, (Values{3, 1, 6, 4}));
    EXPECT_EQ(read(text, "a:c").values, (Values{1, 2, 3, 4, 5.5, 6}));
    EXPECT_EQ(read(text, "b:c,a").values, (Values{2, 3, 1, 5.5, 6, 4}));
    EXPECT_EQ(read(text, "b[1:2]").values, (Values{5.5}));
}

TEST_F(Csv, TakesTheSeparatorThatStandsMostOften) {
    EXPECT_EQ(read("a;b\n1;2\n", "b").values, (Values{2}));
    EXPECT_EQ(read("a\tb, c\td\n1\t2\t3\n", "b, c").values, (Values{2}));
    EXPECT_EQ(read("a\n1\n2\n", "a").values, (Values{1, 2}));
}

TEST_F(Csv, NumbersColumnsWithoutNames) {
    EXPECT_EQ(read("1,2\n3,4", "1").values, (Values{2, 4}));
    EXPECT_EQ(read("1,2,9\n3,4,8", "0:1").values, (Values{1, 2, 3, 4}));
}

TEST_F(Csv, UnderstandsQuotesAndLineEnds) {
    EXPECT_EQ(read("\"a, \"\"x\"\"\" , b\r\n \"1\" ,2\r\n\r\n", "a, \"x\"").values, (Values{1}));
    EXPECT_EQ(read("\"two\nlines\",b\n1,2\n", "two\nlines").values, (Values{1}));
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a\n+1.5e1\n-2\n",
                   "a")
                  .values,
              (Values{15, -2}));
}

TEST_F(Csv, ReadsTruthAndNotANumber) {
    const NumericArray flags = read("a,b\nTrue,1\nfalse,nan\n", "a");
    EXPECT_EQ(flags.values, (Values{1, 0}));
    EXPECT_EQ(flags.kind, NumberKind::Bool);
    EXPECT_TRUE(std::isnan(read("a,b\nTrue,1\nfalse,nan\n", "b").values[1]));
    EXPECT_TRUE(std::isinf(read("a\n1e999\n", "a").values[0]));
}

TEST_F(Csv, NamesTheRowOfAWrongCell) {
    expectSays(refused("a,b\n1,2\n3,\n", "b"), "empty cell in row 1 (counted from 0, line 3), column b");
    expectSays(refused("a,b\n1,2\n3,NA\n", "b"), "empty cell in row 1");
    EXPECT_EQ(refused("a,b\n1,2\n3,\n", "a"), "");
    expectSays(refused("a,b\n\"x\ny\",2\n", "a"), "line 2");
    expectSays(refused("a,b\n1,cat\n", "b"), "\"cat\" in row 0");
    expectSays(refused("a;b\n1;2,5\n", "b"), "no number");
    expectSays(refused("a,b\n1,2\n3\n", "a"), "1 cells in line 3 and 2 columns");
    expectSays(refused("a\n1\n\n2\n", "a"), "empty cell in row 1");
}

TEST_F(Csv, ReadsAColumnAsText) {
    const auto texts = [&](std::string_view text, const std::string& column) {
        return readTextColumn(write("t.csv", text), column);
    };
    using Texts = std::vector<std::string>;
    EXPECT_EQ(*texts("a,kind\n1, cat \n2,\"a, \"\"b\"\"\"\n", "kind"), (Texts{"cat", "a, \"b\""}));
    EXPECT_EQ(*texts("1,2\n3,4.50\n", "1"), (Texts{"2", "4.50"}));
    expectSays(texts("a,kind\n1,cat\n2,\n", "kind").error().message,
               "empty cell in row 1 (counted from 0, line 3), column kind");
    expectSays(texts("a,kind\n1,cat\n", "kidn").error().message, "did you mean \"kind\"?");
    expectSays(texts("a,kind\n1,cat\n", "a:kind").error().message, "several columns");
    expectSays(readTextColumn(write("t.npy", npyOf("<f8", "(1,)", littleEndian(1.0))), "t").error().message,
               "no table in text");
}

TEST_F(Csv, NamesColumnsThatAreNotThere) {
    expectSays(refused("a,b\n1,2\n", "c"), "no array c; its columns are a, b");
    expectSays(refused("a,b\n1,2\n", "b:a"), "no array b:a");
    expectSays(refused("a,a\n1,2\n", "a"), "several columns");
}

TEST_F(Csv, RefusesWhatIsNoTable) {
    expectSays(refused("", "a"), "empty");
    expectSays(refused("\n\n", "a"), "empty");
    expectSays(refused("a,b\n", "a"), "no rows");
    expectSays(refused("a\n\"1\n", "a"), "do not end");
    expectSays(refused("a\n\"1\"2\n", "a"), "behind closing quotes");
    expectSays(refused(std::string_view("a\n\0\n", 4), "a"), "zero bytes");
}

} // namespace
} // namespace infoplane
