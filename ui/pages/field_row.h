// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/schema.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace infoplane::ui {

class ExperimentDraft;

// One setting of an experiment: its name, an editor fitting its type, one sentence with unit, range and
// default, and, while what is typed is wrong, the sentence that says why.
class FieldRow : public QWidget {
    Q_OBJECT

public:
    FieldRow(const Field& field, ExperimentDraft& draft, QWidget* parent = nullptr);

    [[nodiscard]] const QString& key() const { return key_; }
    // The widget that is typed into or chosen from.
    [[nodiscard]] QWidget& editor() const { return *editor_; }
    [[nodiscard]] QString problem() const;

private:
    void makeEditor(const Field& field, QHBoxLayout& line);
    [[nodiscard]] QLineEdit* makeLine(const Field& field);
    void addBrowse(QHBoxLayout& line, QLineEdit& path);
    void addReset(QHBoxLayout& line, const Field& field);
    void take(const QString& text);
    void setText(const QString& text);
    void mark(const QString& problem);

    ExperimentDraft& draft_;
    Field field_;
    QString key_;
    QString standard_; // the default
    QWidget* editor_ = nullptr;
    QToolButton* reset_ = nullptr;
    QLabel* problem_ = nullptr;
};

} // namespace infoplane::ui
