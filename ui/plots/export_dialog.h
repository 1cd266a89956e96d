// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <QDialog>
#include <QSizeF>

#include <functional>

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
    // Writes a picture (or its numbers, .csv) of a size in points to a path.
    using Writer = std::function<Status(const QString& path, QSizeF size)>;

    ExportDialog(const RunPlot& plot, QWidget* parent);
    // `name` is what the file is called at first; `size` in millimetres.
    ExportDialog(Writer writer, const QString& name, QSizeF size, QWidget* parent);

private:
    void chooseFile();
    void setSize(double width, double height);
    void write();

    Writer writer_;
    QLineEdit* path_;
    QDoubleSpinBox* width_;
    QDoubleSpinBox* height_;
    QLabel* failure_;
};

} // namespace infoplane::ui
