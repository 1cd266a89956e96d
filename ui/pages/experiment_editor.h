// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/experiment_draft.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QStackedWidget;
class QVBoxLayout;

namespace infoplane::ui {

class FieldRow;

// The dialog in which an experiment is made: a page a part of it with every setting, presets, JSON in and
// out, and a summary of what it will cost. It can be accepted only while everything is right.
class ExperimentEditor : public QDialog {
    Q_OBJECT

public:
    explicit ExperimentEditor(const Experiment& experiment, QWidget* parent = nullptr);

    [[nodiscard]] const Experiment& experiment() const { return draft_.experiment(); }
    [[nodiscard]] ExperimentDraft& draft() { return draft_; }
    // The row of a key on its page, brought to the front; null when there is no such key.
    FieldRow* showField(const QString& key);

private:
    void buildHead(QVBoxLayout& column);
    void buildBody(QVBoxLayout& column);
    void buildFoot(QVBoxLayout& column);
    void fillPages();
    QVBoxLayout* addPage(const QString& section);
    void addMethodButtons(QVBoxLayout& page, const QString& method);
    void addFields(QVBoxLayout& page, const std::vector<Field>& fields);
    void addJsonPage();
    void showJson();
    void takeJson();
    void choosePreset(int index);
    void loadJson();
    void saveJson();
    void showSummary();

    ExperimentDraft draft_;
    QComboBox* presets_ = nullptr;
    QListWidget* sections_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QPlainTextEdit* json_ = nullptr;
    QLabel* json_problem_ = nullptr;
    QLabel* summary_ = nullptr;
    QLabel* problem_ = nullptr;
    QDialogButtonBox* buttons_ = nullptr;
};

} // namespace infoplane::ui
