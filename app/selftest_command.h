// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>
#include <vector>

namespace infoplane::app {

struct SelfTestCommandOptions {
    bool quick = false;
    bool json = false;
    std::size_t threads = 2;
    std::vector<std::string> estimators; // empty: all
    std::string figure;                  // .pdf, .svg or .png of estimate against truth; empty: none
};

// Runs every estimator on samples whose information is known and writes a table, or with `json` a list of objects;
// progress to standard error where it is a terminal. Exit code 1 where a value is off without a word.
int runSelfTestCommand(const SelfTestCommandOptions& options, Console& console);

} // namespace infoplane::app
