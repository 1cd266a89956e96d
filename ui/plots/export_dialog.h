// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;

namespace infoplane::ui {

class RunPlot;

// Asks for a file and a size in millimetres and writes the plot. What goes wrong is said in the dialog, which
// stays open.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    ExportDialog(const RunPlot& plot, QWidget* parent);

private:
    void chooseFile();
    void setSize(double width, double height);
    void write();

    const RunPlot& plot_;
    QLineEdit* path_;
    QDoubleSpinBox* width_;
    QDoubleSpinBox* height_;
    QLabel* failure_;
};

} // namespace infoplane::ui
