// SPDX-License-Identifier: GPL-3.0-or-later
// compare_test_stream [ROWS]: reads a stream from standard input. With ROWS: exit code 0 when it holds
// exactly the synthetic run of that many rows. Without: prints the state, the rows of each method, and
// "whole" or "cut".
#include "core/store/stream.h"
#include "tests/support/synthetic_run.h"

#include <iostream>
#include <string>
#include <vector>

using namespace infoplane;

namespace {

int compare(const RunStore& run, std::uint64_t rows) {
    RunStore expected(testing::syntheticDescription());
    testing::appendRows(expected, rows);
    expected.setStatus(run.status());
    const std::string difference = testing::difference(expected, run);
    std::cout << difference << '\n';
    return difference.empty() ? 0 : 1;
}

} // namespace

int main(int count, char** arguments) {
    StreamDecoder decoder;
    std::vector<char> piece(1 << 16);
    while (std::cin.read(piece.data(), static_cast<std::streamsize>(piece.size())) || std::cin.gcount() > 0) {
        const auto got = std::span(piece.data(), static_cast<std::size_t>(std::cin.gcount()));
        if (const Status status = decoder.feed(std::as_bytes(got)); !status) {
            std::cout << "error: " << status.error().text() << '\n';
            return 1;
        }
    }
    if (!decoder.store()) return 1;
    if (count > 1) return decoder.ended() ? compare(*decoder.store(), std::stoull(arguments[1])) : 1;
    std::cout << static_cast<int>(decoder.store()->status().state);
    for (std::size_t m = 0; m < decoder.store()->methods(); ++m)
        std::cout << ' ' << decoder.store()->rows(m).rows();
    std::cout << (decoder.ended() ? " whole\n" : " cut\n");
    return 0;
}
