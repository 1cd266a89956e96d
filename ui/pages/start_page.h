// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace infoplane::ui {

// What stands in the middle of the window before the first run: the experiment in words and one large Start
// button.
class StartPage : public QWidget {
    Q_OBJECT

public:
    // The button does what the action does and is enabled with it.
    explicit StartPage(QAction& start, QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment);
    // While a run is prepared and nothing can be shown yet.
    void setPreparing(bool preparing);

Q_SIGNALS:
    void editAsked();
    void openAsked();

private:
    QAction& start_;
    QLabel* title_;
    QLabel* words_;
    QPushButton* button_;
};

} // namespace infoplane::ui
