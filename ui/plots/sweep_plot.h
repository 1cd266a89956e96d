// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/series/sweep_plot_data.h"

#include <QSizeF>
#include <QString>

namespace infoplane::ui {

// Writes the picture of a sweep without a window (a QApplication must exist; the offscreen platform is
// enough): (a) the points in the information plane beside the theoretical curve, coloured by the varied
// value, (b) accuracy and (c) both terms against that value; bars are standard deviations over seeds. Black
// on white, `size` in points, 36 to 14,400 either way. An Error says that there is no value to draw, that the
// path's ending is none of .pdf, .svg and .png, or that it cannot be written.
[[nodiscard]] Status exportSweep(const SweepPlotData& data, const QString& path, QSizeF size);

} // namespace infoplane::ui
