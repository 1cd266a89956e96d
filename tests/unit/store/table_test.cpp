// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

namespace infoplane {
namespace {

TableLayout layout() {
    TableLayout result;
    result.columns = {{"step", ElementType::UInt64, {}, {}, "", ""},
                      {"value", ElementType::Float64, {"layer", "seed"}, {3, 2}, "nats", ""},
                      {"text", ElementType::Text, {"character"}, {5}, "", ""}};
    return result;
}

TEST(Row, BeginsWithNanAndZero) {
    const TableLayout columns = layout();
    Row row(columns);
    EXPECT_EQ(row.values<std::uint64_t>(0)[0], 0u);
    for (const double v : row.values<double>(1))
        EXPECT_TRUE(std::isnan(v));
}

TEST(Row, CutsTextAtACharacter) {
    const TableLayout columns = layout();
    Row row(columns);
    Table table(columns);
    row.setText(2, "abcd\xc3\xa9"); // the fifth byte would be half of an e with acute
    table.append(row);
    EXPECT_EQ(table.text(2, 0), "abcd");
}

TEST(Table, KeepsEveryRowAtItsAddress) {
    Table table(layout());
    std::vector<const std::byte*> addresses;
    for (std::uint64_t i = 0; i < 5000; ++i) {
        Row row(table.layout());
        row.values<std::uint64_t>(0)[0] = i;
        row.values<double>(1)[5] = double(i) / 2;
        table.append(row);
        addresses.push_back(table.bytes(1, i).data());
    }
    ASSERT_EQ(table.rows(), 5000u);
    for (std::uint64_t i = 0; i < 5000; ++i) {
        EXPECT_EQ(table.values<std::uint64_t>(0, i)[0], i);
        EXPECT_EQ(table.values<double>(1, i)[5], double(i) / 2);
        EXPECT_EQ(table.bytes(1, i).data(), addresses[i]);
    }
}

TEST(Table, ReadersSeeWholeRowsWhileTheWriterAppends) {
    Table table(layout());
    std::jthread writer([&] {
        for (std::uint64_t i = 0; i < 20000; ++i) {
            Row row(table.layout());
            row.values<std::uint64_t>(0)[0] = i;
            for (double& v : row.values<double>(1))
                v = double(i);
            table.append(row);
        }
    });
    std::uint64_t seen = 0;
    while (seen < 20000) {
        const std::uint64_t rows = table.rows();
        for (; seen < rows; ++seen) {
            ASSERT_EQ(table.values<std::uint64_t>(0, seen)[0], seen);
            for (const double v : table.values<double>(1, seen))
                ASSERT_EQ(v, double(seen));
        }
    }
}

} // namespace
} // namespace infoplane
