// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/series.h"

#include <QLabel>
#include <QLocale>

namespace infoplane {
class RunStore;
}

namespace infoplane::ui {

// The words beside the pointer. Never takes the mouse.
class ReadOut : public QLabel {
    Q_OBJECT

public:
    explicit ReadOut(QWidget* parent);
    // Shows rich text beside a position in the parent, inside the parent.
    void showAt(const QPointF& position, const QString& html);
};

// What a point of a curve says: method, layer, pass, step, the values with their standard errors and their
// spread over seeds, and what its flags mean.
[[nodiscard]] QString pointText(const RunStore& run, PlotKind kind, const Series& series, std::size_t point,
                                const QString& x_name, const QString& y_name, const QLocale& locale);

} // namespace infoplane::ui
