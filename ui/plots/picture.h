// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

class QCustomPlot;

namespace infoplane::ui {

// What a path's ending asks for.
enum class FileKind { Pdf, Svg, Png, Csv };
[[nodiscard]] Result<FileKind> fileKindOf(const QString& path);

// Draws a plot to a file: vectors for PDF and SVG, twice as many pixels as points for PNG. `size` in points,
// 36 to 14,400 either way. The file appears under its name only when it is whole; one that is there is
// replaced.
[[nodiscard]] Status savePicture(QCustomPlot& plot, const QString& path, QSizeF size);
// The same as pixels, for the clipboard; null when there is no memory for it.
[[nodiscard]] QImage pictureOf(QCustomPlot& plot, QSizeF size);
[[nodiscard]] Status saveBytes(const QByteArray& bytes, const QString& path);

} // namespace infoplane::ui
