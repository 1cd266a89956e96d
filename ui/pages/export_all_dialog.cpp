// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/export_all_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSettings>

namespace infoplane::ui {
namespace {

constexpr double kPointsAMillimetre = 72.0 / 25.4;

QDoubleSpinBox* makeLength(const QString& key, double standard, QWidget* parent) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(20.0, 1000.0);
    box->setDecimals(1);
    box->setSuffix(ExportAllDialog::tr(" mm"));
    box->setValue(QSettings().value(key, standard).toDouble());
    return box;
}

} // namespace

ExportAllDialog::ExportAllDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Export all plots"));
    format_ = new QComboBox(this);
    format_->addItem(tr("PDF, for print"), QStringLiteral("pdf"));
    format_->addItem(tr("SVG, to edit"), QStringLiteral("svg"));
    format_->addItem(tr("PNG picture"), QStringLiteral("png"));
    format_->addItem(tr("CSV, the numbers that are shown"), QStringLiteral("csv"));
    format_->setCurrentIndex(std::max(
        0, format_->findData(QSettings().value(QStringLiteral("export/format"), QStringLiteral("pdf")))));
    width_ = makeLength(QStringLiteral("export/width"), 140.0, this);
    height_ = makeLength(QStringLiteral("export/height"), 105.0, this);
    format_->setAccessibleName(tr("Format"));
    width_->setAccessibleName(tr("Width"));
    height_->setAccessibleName(tr("Height"));
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Format"), format_);
    form->addRow(tr("&Width"), width_);
    form->addRow(tr("&Height"), height_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Choose the &folder…"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportAllDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    const auto onFormat = [this] {
        width_->setEnabled(format() != QLatin1String("csv"));
        height_->setEnabled(width_->isEnabled());
    };
    connect(format_, &QComboBox::currentIndexChanged, this, onFormat);
    onFormat();
}

QString ExportAllDialog::format() const {
    return format_->currentData().toString();
}

QSizeF ExportAllDialog::points() const {
    return QSizeF(width_->value(), height_->value()) * kPointsAMillimetre;
}

void ExportAllDialog::accept() {
    QSettings settings;
    settings.setValue(QStringLiteral("export/format"), format());
    settings.setValue(QStringLiteral("export/width"), width_->value());
    settings.setValue(QStringLiteral("export/height"), height_->value());
    QDialog::accept();
}

} // namespace infoplane::ui
