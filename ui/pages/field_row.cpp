// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/field_row.h"

#include "ui/pages/experiment_draft.h"
#include "ui/pages/field_text.h"
#include "ui/style/icons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace infoplane::ui {
namespace {

constexpr int kEditorWidth = 30; // average characters

QLabel* makeSmall(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    label->setFont(font);
    return label;
}

} // namespace

FieldRow::FieldRow(const Field& field, ExperimentDraft& draft, QWidget* parent)
    : QWidget(parent),
      draft_(draft),
      field_(field),
      key_(QString::fromStdString(field.key)),
      standard_(plainText(field.default_value)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* line = new QHBoxLayout;
    makeEditor(field, *line);
    if (!field.unit.empty()) line->addWidget(new QLabel(fieldUnit(field), this));
    addReset(*line, field);
    line->addStretch(1);
    column->addLayout(line);
    problem_ = makeSmall({}, this);
    problem_->setObjectName(QStringLiteral("problem"));
    problem_->hide();
    column->addWidget(problem_);
    QLabel* note = makeSmall(fieldNote(field), this);
    note->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(note);
    editor_->setAccessibleName(fieldTitle(field));
    editor_->setAccessibleDescription(fieldNote(field));
    editor_->setToolTip(key_);
    setFocusProxy(editor_);
    reset_->setEnabled(plainText(field.value) != standard_);
}

void FieldRow::makeEditor(const Field& field, QHBoxLayout& line) {
    if (field.type == FieldType::Boolean) {
        auto* box = new QCheckBox(tr("Yes"), this);
        box->setChecked(field.value == "true");
        connect(box, &QCheckBox::toggled, this,
                [this](bool on) { take(on ? QStringLiteral("true") : QStringLiteral("false")); });
        editor_ = box;
    } else if (field.type == FieldType::Choice) {
        auto* box = new QComboBox(this);
        for (const std::string& choice : field.choices)
            box->addItem(QString::fromStdString(choice));
        box->setCurrentText(plainText(field.value));
        connect(box, &QComboBox::currentTextChanged, this, &FieldRow::take);
        box->setMinimumContentsLength(14);
        editor_ = box;
    } else {
        editor_ = makeLine(field);
    }
    line.addWidget(editor_);
    if (key_ == QLatin1String("data.folder")) addBrowse(line, *static_cast<QLineEdit*>(editor_));
}

QLineEdit* FieldRow::makeLine(const Field& field) {
    auto* edit = new QLineEdit(plainText(field.value), this);
    const bool wide = field.type != FieldType::Integer && field.type != FieldType::Number;
    edit->setFixedWidth(fontMetrics().averageCharWidth() * (wide ? kEditorWidth : kEditorWidth / 2) + 16);
    connect(edit, &QLineEdit::textEdited, this, &FieldRow::take);
    return edit;
}

void FieldRow::addBrowse(QHBoxLayout& line, QLineEdit& path) {
    auto* browse = new QPushButton(tr("Choose…"), this);
    browse->setAccessibleName(tr("Choose the data folder"));
    connect(browse, &QPushButton::clicked, this, [this, &path] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Folder of the data set"), path.text());
        if (!folder.isEmpty()) setText(folder);
    });
    line.addWidget(browse);
}

void FieldRow::addReset(QHBoxLayout& line, const Field& field) {
    reset_ = new QToolButton(this);
    reset_->setIcon(lineIcon(QStringLiteral("reset")));
    reset_->setAutoRaise(true);
    reset_->setToolTip(tr("Back to the default, %1").arg(standard_.isEmpty() ? tr("empty") : standard_));
    reset_->setAccessibleName(tr("%1: back to the default").arg(fieldTitle(field)));
    connect(reset_, &QToolButton::clicked, this, [this] { setText(standard_); });
    line.addWidget(reset_);
}

void FieldRow::take(const QString& text) {
    mark(draft_.set(key_, text));
    reset_->setEnabled(text.trimmed() != standard_);
}

void FieldRow::setText(const QString& text) {
    if (auto* box = qobject_cast<QCheckBox*>(editor_))
        box->setChecked(text == QLatin1String("true"));
    else if (auto* choice = qobject_cast<QComboBox*>(editor_))
        choice->setCurrentText(text);
    else if (auto* edit = qobject_cast<QLineEdit*>(editor_)) {
        edit->setText(text);
        take(text);
    }
}

QString FieldRow::problem() const {
    return problem_->text();
}

void FieldRow::mark(const QString& problem) {
    problem_->setText(problemText(field_, problem));
    problem_->setVisible(!problem.isEmpty());
    QPalette wrong = problem_->palette();
    wrong.setColor(QPalette::WindowText, palette().color(QPalette::BrightText));
    problem_->setPalette(wrong);
    editor_->setStyleSheet(problem.isEmpty()
                               ? QString()
                               : QStringLiteral("border: 1px solid %1; border-radius: 2px; padding: 2px;")
                                     .arg(palette().color(QPalette::BrightText).name()));
}

} // namespace infoplane::ui
