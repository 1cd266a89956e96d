// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/run_outline.h"

#include <QScrollArea>

class QComboBox;
class QFormLayout;
class QListWidget;
class QListWidgetItem;
class QVBoxLayout;

namespace infoplane::ui {

class RunShelf;
class ViewState;

// The panel at the left: which run is shown, which of its methods and layers, by which estimator, on which
// split, in which unit, of which seed. It writes the shared selection and follows it.
class SelectionPanel : public QScrollArea {
    Q_OBJECT

public:
    SelectionPanel(RunShelf& shelf, ViewState& state, QWidget* parent = nullptr);

    void setOutline(const RunOutline& outline);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QListWidget* addList(const QString& title);
    QComboBox* addChoice(QFormLayout& form, const QString& title, const QString& what);
    void buildChoices();
    void fillRuns();
    void fillLists();
    void fillChoices();
    void showState();
    void onItemChosen(QListWidgetItem* item);
    void onMethodChanged(QListWidgetItem* item);
    void onLayerChanged(QListWidgetItem* item);
    void onRunRow(int row);

    RunShelf& shelf_;
    ViewState& state_;
    RunOutline outline_;
    QVBoxLayout* column_ = nullptr;
    QListWidget* runs_ = nullptr;
    QListWidget* methods_ = nullptr;
    QListWidget* layers_ = nullptr;
    QComboBox* estimator_ = nullptr;
    QComboBox* split_ = nullptr;
    QComboBox* unit_ = nullptr;
    QComboBox* seed_ = nullptr;
    Qt::CheckState pressed_as_ = Qt::Unchecked; // of the item under the mouse button
    bool filling_ = false;                      // what changes now was not done by the user
};

} // namespace infoplane::ui
