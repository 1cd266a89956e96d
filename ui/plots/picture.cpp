// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/picture.h"

#include "ui/plots/qcp.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace infoplane::ui {
namespace {

constexpr double kSmallest = 36.0, kLargest = 14400.0; // points; the largest page of PDF
constexpr int kPngScale = 2;

Error storageError(const QString& path, const QString& reason) {
    return {ErrorCode::Storage, (reason + QStringLiteral(" Choose another place.")).toStdString(),
            path.toStdString()};
}

Status checkSize(QSizeF size) {
    const auto fits = [](double side) { return side >= kSmallest && side <= kLargest; };
    if (fits(size.width()) && fits(size.height())) return {};
    return Error{ErrorCode::InvalidArgument,
                 "A picture's width and height must lie between 36 and 14400 points (1/72 inch).", ""};
}

// One unit of the painter is one point.
void paint(QCustomPlot& plot, QPaintDevice& device, QSize size, bool vectors) {
    QCPPainter painter;
    if (!painter.begin(&device)) return;
    painter.setMode(QCPPainter::pmVectorized, vectors);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setWindow(QRect(QPoint(0, 0), size));
    plot.toPainter(&painter, size.width(), size.height());
}

void drawPdf(QCustomPlot& plot, QIODevice& device, QSizeF size) {
    QPdfWriter writer(&device);
    writer.setCreator(QStringLiteral("Infoplane"));
    writer.setResolution(1200);
    writer.setPageLayout(QPageLayout(QPageSize(size, QPageSize::Point, QString(), QPageSize::ExactMatch),
                                     QPageLayout::Portrait, QMarginsF(0, 0, 0, 0), QPageLayout::Point,
                                     QMarginsF(0, 0, 0, 0)));
    paint(plot, writer, size.toSize(), true);
}

void drawSvg(QCustomPlot& plot, QIODevice& device, QSizeF size) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setResolution(72); // so that the size in millimetres is that of the points
    generator.setSize(size.toSize());
    generator.setViewBox(QRect(QPoint(0, 0), size.toSize()));
    paint(plot, generator, size.toSize(), true);
}

} // namespace

Result<FileKind> fileKindOf(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("pdf")) return FileKind::Pdf;
    if (ending == QLatin1String("svg")) return FileKind::Svg;
    if (ending == QLatin1String("png")) return FileKind::Png;
    if (ending == QLatin1String("csv")) return FileKind::Csv;
    return Error{ErrorCode::InvalidArgument, "The name must end in .pdf, .svg, .png or .csv.",
                 path.toStdString()};
}

Status savePicture(QCustomPlot& plot, const QString& path, QSizeF size) {
    const Result<FileKind> kind = fileKindOf(path);
    if (!kind) return kind.error();
    if (const Status status = checkSize(size); !status) return status;
    // Drawn in memory first: not every writer tells of a full disk.
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (*kind == FileKind::Pdf) drawPdf(plot, buffer, size);
    if (*kind == FileKind::Svg) drawSvg(plot, buffer, size);
    if (*kind == FileKind::Png && !pictureOf(plot, size).save(&buffer, "PNG"))
        return Error{ErrorCode::OutOfMemory,
                     "There is no memory for a picture of this size; choose a smaller one.",
                     path.toStdString()};
    return saveBytes(buffer.data(), path);
}

QImage pictureOf(QCustomPlot& plot, QSizeF size) {
    QImage image(size.toSize() * kPngScale, QImage::Format_RGB32);
    if (image.isNull()) return image;
    image.fill(Qt::white);
    image.setDotsPerMeterX(qRound(72.0 * kPngScale / 0.0254));
    image.setDotsPerMeterY(qRound(72.0 * kPngScale / 0.0254));
    paint(plot, image, size.toSize(), false);
    return image;
}

Status saveBytes(const QByteArray& bytes, const QString& path) {
    const QFileInfo info(path);
    if (!info.dir().exists())
        return storageError(path, QStringLiteral("The folder \"%1\" does not exist.").arg(info.path()));
    if (info.isDir()) return storageError(path, QStringLiteral("This is a folder."));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return storageError(path, QStringLiteral("The file cannot be written (%1).").arg(file.errorString()));
    const bool written = file.write(bytes) == bytes.size() && file.flush();
    const QString reason = file.error() == QFileDevice::NoError ? QString() : file.errorString();
    if (written && file.commit()) return {};
    return storageError(path, QStringLiteral("Writing failed; the disk may be full. %1").arg(reason));
}

} // namespace infoplane::ui
