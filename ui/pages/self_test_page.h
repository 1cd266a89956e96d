// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/series/series.h"
#include "ui/bridge/self_test_run.h"
#include "ui/models/self_test_model.h"

#include <QSizeF>
#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QHBoxLayout;
class QSplitter;

namespace infoplane::ui {

class SelfTestPlot;
class SelfTestTable;

// Runs the estimators on samples whose information is known and shows what came out, in a window of its own.
// Closing it ends a run that is under way.
class SelfTestPage : public QWidget {
    Q_OBJECT

public:
    SelfTestPage(const QString& program, InformationUnit unit, QWidget* parent);

    void run(bool quick);
    void stop() { run_.stop(); }
    [[nodiscard]] bool running() const { return run_.running(); }
    [[nodiscard]] const SelfTestModel& results() const { return model_; }
    [[nodiscard]] SelfTestPlot& plot() { return *plot_; }
    // The picture, or with .csv the table.
    [[nodiscard]] Status exportTo(const QString& path, QSizeF size) const;

protected:
    void keyPressEvent(QKeyEvent* event) override; // Escape stops, or closes what does not run

private:
    void build();
    [[nodiscard]] QHBoxLayout* buildBar();
    [[nodiscard]] QHBoxLayout* buildButtons();
    [[nodiscard]] QSplitter* buildResults();
    [[nodiscard]] QPushButton* addButton(QHBoxLayout& row, const QString& text, const QString& hint);
    void onArrived(const SelfTestPoint& point, int done, int all);
    void onEnded(bool whole, const QString& sentence);
    void showSummary(const QString& end);
    void showRunning();
    void setUnit(InformationUnit unit);

    SelfTestModel model_;
    SelfTestRun run_;
    SelfTestTable* table_;
    SelfTestPlot* plot_;
    QPushButton *full_, *quick_, *stop_, *export_;
    QProgressBar* progress_;
    QComboBox* unit_;
    QLabel *summary_, *failure_;
    bool plot_stale_ = false;
};

// Shows the page beside the window, the one that is open where there is one.
void showSelfTest(QWidget* parent, const QString& program, InformationUnit unit);

} // namespace infoplane::ui
