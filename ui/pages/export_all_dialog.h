// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QSizeF>

class QComboBox;
class QDoubleSpinBox;

namespace infoplane::ui {

// Asks for the format and the size in which all plots are exported; both are remembered.
class ExportAllDialog : public QDialog {
    Q_OBJECT

public:
    explicit ExportAllDialog(QWidget* parent = nullptr);

    [[nodiscard]] QString format() const; // pdf, svg, png, csv
    [[nodiscard]] QSizeF points() const;  // 1/72 inch

    void accept() override;

private:
    QComboBox* format_;
    QDoubleSpinBox* width_; // mm
    QDoubleSpinBox* height_;
};

} // namespace infoplane::ui
