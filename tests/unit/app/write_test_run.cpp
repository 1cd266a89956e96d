// SPDX-License-Identifier: GPL-3.0-or-later
// write_test_run FILE ROWS finished|killed|growing: a run file with synthetic rows. killed: ends without
// completing it. growing: adds a row for every line of standard input, says "row" for each, and completes the
// file at its end.
#include "core/recording/recorder.h"
#include "tests/support/synthetic_run.h"

#include <cstdlib>
#include <iostream>
#include <string>

using namespace infoplane;

namespace {

void require(const Status& status) {
    if (status) return;
    std::cerr << status.error().text() << '\n';
    std::exit(1);
}

} // namespace

int main(int count, char** arguments) {
    if (count != 4) return 2;
    const std::string mode = arguments[3];
    RunStore store(testing::syntheticDescription());
    auto recorder = Recorder::create(arguments[1], store, true);
    if (!recorder) require(recorder.error());
    testing::appendRows(store, std::stoull(arguments[2]));
    require((*recorder)->commit());
    std::cout << "row" << std::endl;
    if (mode == "killed") std::_Exit(9);
    for (std::string line; mode == "growing" && std::getline(std::cin, line);) {
        testing::appendRows(store, 1);
        require((*recorder)->commit());
        std::cout << "row" << std::endl;
    }
    const RunStatus status{RunState::Finished, "", "2026-01-31T14:06:00+01:00", 1.8e9};
    store.setStatus(status);
    require((*recorder)->finish(status));
    return 0;
}
