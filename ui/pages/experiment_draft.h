// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/config/schema.h"

#include <QMap>
#include <QObject>
#include <QString>

#include <vector>

namespace infoplane::ui {

// An experiment while it is edited: the values that are right, and which fields hold text that is not, with
// the sentence that says why.
class ExperimentDraft : public QObject {
    Q_OBJECT

public:
    explicit ExperimentDraft(Experiment experiment, QObject* parent = nullptr);

    // With the last right value of every field.
    [[nodiscard]] const Experiment& experiment() const { return experiment_; }
    [[nodiscard]] std::vector<Field> fields() const { return fieldsOf(experiment_); }

    // Sets a field from text; returns the sentence that says what is wrong with it, or nothing.
    QString set(const QString& key, const QString& text);
    // What is wrong with a field, or nothing.
    [[nodiscard]] QString problemOf(const QString& key) const { return problems_.value(key); }
    [[nodiscard]] int problems() const { return int(problems_.size()); }
    // What is wrong with the whole though each field is right, or nothing.
    [[nodiscard]] QString overallProblem() const;
    [[nodiscard]] bool valid() const { return problems_.isEmpty() && overallProblem().isEmpty(); }

    void replace(const Experiment& experiment);
    // Refuses, with a sentence, JSON that is no experiment.
    QString readJson(const QString& json);
    // A copy of a method under a new name; the last method cannot be removed.
    void duplicateMethod(const QString& method);
    void removeMethod(const QString& method);

Q_SIGNALS:
    void changed();  // a value or a problem
    void replaced(); // there may be other fields now

private:
    Experiment experiment_;
    QMap<QString, QString> problems_; // key -> sentence
};

} // namespace infoplane::ui
