// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export_command.h"
#include "core/selftest/selftest.h"
#include "core/series/sweep_plot_data.h"

#include <filesystem>
#include <vector>

// Drawing without a display. Built without a window the program refuses, with a sentence.
namespace infoplane::app {

// Whether this program draws pictures.
[[nodiscard]] Status checkPictures();

// Draws a plot into `path` (.pdf, .svg, .png).
[[nodiscard]] Status exportPicture(std::shared_ptr<const RunStore> run, PlotKind kind,
                                   const SeriesOptions& series, const std::filesystem::path& path,
                                   PictureSize size);

// Draws the values of a self-test against the truth.
[[nodiscard]] Status exportSelfTestPicture(const std::vector<SelfTestRow>& rows,
                                           const std::filesystem::path& path, PictureSize size);

// Draws the results of a sweep.
[[nodiscard]] Status exportSweepPicture(const SweepPlotData& data, const std::filesystem::path& path,
                                        PictureSize size);

} // namespace infoplane::app
