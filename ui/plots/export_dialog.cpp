// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/export_dialog.h"

#include "ui/plots/run_plot.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>

namespace infoplane::ui {
namespace {

constexpr double kPointsPerMillimetre = 72.0 / 25.4;

QDoubleSpinBox* sizeField(double millimetres, const QString& name) {
    auto* field = new QDoubleSpinBox;
    field->setRange(30.0, 1000.0);
    field->setDecimals(0);
    field->setSuffix(QStringLiteral(" mm"));
    field->setValue(millimetres);
    field->setAccessibleName(name);
    return field;
}

QString nameOf(PlotKind kind) {
    switch (kind) {
    case PlotKind::Plane:
        return QStringLiteral("plane");
    case PlotKind::Information:
        return QStringLiteral("information");
    case PlotKind::Accuracy:
        return QStringLiteral("accuracy");
    default:
        return QStringLiteral("loss");
    }
}

} // namespace

ExportDialog::ExportDialog(const RunPlot& plot, QWidget* parent)
    : ExportDialog([&plot](const QString& path, QSizeF size) { return plot.exportTo(path, size); },
                   nameOf(plot.kind()), {120.0, 90.0}, parent) {}

ExportDialog::ExportDialog(Writer writer, const QString& name, QSizeF size, QWidget* parent)
    : QDialog(parent),
      writer_(std::move(writer)),
      path_(new QLineEdit),
      width_(sizeField(size.width(), tr("Width"))),
      height_(sizeField(size.height(), tr("Height"))),
      failure_(new QLabel) {
    setWindowTitle(tr("Export the plot"));
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    path_->setText(folder.filePath(name + QStringLiteral(".pdf")));
    path_->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    path_->setAccessibleName(tr("File"));
    auto* choose = new QPushButton(tr("&Choose…"));
    connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    auto* file_row = new QHBoxLayout;
    file_row->addWidget(path_, 1);
    file_row->addWidget(choose);

    auto* size_row = new QHBoxLayout;
    size_row->addWidget(width_);
    size_row->addWidget(new QLabel(QStringLiteral("×")));
    size_row->addWidget(height_);
    const auto preset = [&](const QString& text, double width, double height) {
        auto* button = new QPushButton(text);
        connect(button, &QPushButton::clicked, this, [=, this] { setSize(width, height); });
        size_row->addWidget(button);
    };
    preset(tr("&One column"), 86.0, 66.0);
    preset(tr("&Two columns"), 178.0, 110.0);
    size_row->addStretch(1);

    auto* kinds = new QLabel(tr("The ending says what is written: .pdf and .svg lines, .png pixels, .csv the "
                                "numbers that are shown."));
    kinds->setWordWrap(true);
    failure_->setWordWrap(true);
    failure_->setStyleSheet(QStringLiteral("color: #c43c00"));
    failure_->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::write);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* form = new QFormLayout(this);
    form->addRow(tr("&File"), file_row);
    form->addRow(tr("&Size"), size_row);
    form->addRow(kinds);
    form->addRow(failure_);
    form->addRow(buttons);
}

void ExportDialog::chooseFile() {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the plot"), path_->text(),
        tr("PDF (*.pdf);;SVG (*.svg);;PNG (*.png);;Table (*.csv);;All files (*)"), nullptr,
        QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty()) path_->setText(path);
}

void ExportDialog::setSize(double width, double height) {
    width_->setValue(width);
    height_->setValue(height);
}

void ExportDialog::write() {
    const QString path = path_->text();
    if (QFileInfo::exists(path) &&
        QMessageBox::question(this, windowTitle(), tr("\"%1\" exists. Replace it?").arg(path)) !=
            QMessageBox::Yes)
        return;
    const QSizeF points = QSizeF(width_->value(), height_->value()) * kPointsPerMillimetre;
    const Status status = writer_(path, points);
    if (status) {
        accept();
        return;
    }
    failure_->setText(QString::fromStdString(status.error().text()));
    failure_->show();
    adjustSize();
}

} // namespace infoplane::ui
