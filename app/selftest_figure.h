// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export_command.h"
#include "core/selftest/selftest.h"

#include <string>
#include <vector>

// The self-test's picture: estimate against truth, a panel for each problem and information, caps drawn.
namespace infoplane::app {

struct SelfTestFigureOptions {
    std::string path; // .pdf, .svg or .png; empty: no picture
    std::string size; // WxH in points of 1/72 inch; empty: 1008x720
    bool force = false;
};

// Whether it can be written: asked before the test, which takes its time. An Error names the ending, the
// size, the place, or says that the program was built without its window and draws no pictures.
[[nodiscard]] Status checkSelfTestFigure(const SelfTestFigureOptions& options);

// Writes it, in nats; needs no display. Requires checkSelfTestFigure to have succeeded. An Error says that no
// row has a value or that the file could not be written; nothing is left under its name then.
[[nodiscard]] Status writeSelfTestFigure(const std::vector<SelfTestRow>& rows,
                                         const SelfTestFigureOptions& options);

} // namespace infoplane::app
