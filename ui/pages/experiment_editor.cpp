// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiment_editor.h"

#include "ui/pages/experiment_sections.h"
#include "ui/pages/experiment_summary.h"
#include "ui/pages/field_row.h"
#include "ui/pages/field_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>

namespace infoplane::ui {
namespace {

constexpr qint64 kLargestJson = 1 << 20; // bytes; parseExperiment refuses more

QLabel* makeHeading(const QString& text, QWidget* parent) {
    auto* heading = new QLabel(text, parent);
    QFont font = heading->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setBold(true);
    heading->setFont(font);
    return heading;
}

QLabel* makeProblem(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::BrightText);
    label->hide();
    return label;
}

void tell(QLabel& label, const QString& text) {
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace

ExperimentEditor::ExperimentEditor(const Experiment& experiment, QWidget* parent)
    : QDialog(parent), draft_(experiment) {
    setWindowTitle(tr("Experiment"));
    auto* column = new QVBoxLayout(this);
    buildHead(*column);
    buildBody(*column);
    buildFoot(*column);
    connect(&draft_, &ExperimentDraft::replaced, this, &ExperimentEditor::fillPages);
    connect(&draft_, &ExperimentDraft::changed, this, &ExperimentEditor::showSummary);
    fillPages();
    showSummary();
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 40);
}

void ExperimentEditor::buildHead(QVBoxLayout& column) {
    auto* line = new QHBoxLayout;
    auto* label = new QLabel(tr("&Preset"), this);
    presets_ = new QComboBox(this);
    presets_->setAccessibleName(tr("Preset"));
    presets_->addItem(tr("(choose)"));
    for (const std::string& name : presetNames())
        presets_->addItem(QString::fromStdString(name));
    label->setBuddy(presets_);
    connect(presets_, &QComboBox::activated, this, &ExperimentEditor::choosePreset);
    auto* load = new QPushButton(tr("&Load JSON…"), this);
    auto* save = new QPushButton(tr("&Save JSON…"), this);
    for (QPushButton* button : {load, save})
        button->setAutoDefault(false);
    connect(load, &QPushButton::clicked, this, &ExperimentEditor::loadJson);
    connect(save, &QPushButton::clicked, this, &ExperimentEditor::saveJson);
    line->addWidget(label);
    line->addWidget(presets_);
    line->addStretch(1);
    line->addWidget(load);
    line->addWidget(save);
    column.addLayout(line);
}

void ExperimentEditor::buildBody(QVBoxLayout& column) {
    auto* line = new QHBoxLayout;
    sections_ = new QListWidget(this);
    sections_->setAccessibleName(tr("Parts of the experiment"));
    sections_->setFixedWidth(fontMetrics().averageCharWidth() * 30);
    pages_ = new QStackedWidget(this);
    connect(sections_, &QListWidget::currentRowChanged, pages_, &QStackedWidget::setCurrentIndex);
    connect(pages_, &QStackedWidget::currentChanged, this, &ExperimentEditor::showJson);
    line->addWidget(sections_);
    line->addWidget(pages_, 1);
    column.addLayout(line, 1);
}

void ExperimentEditor::buildFoot(QVBoxLayout& column) {
    summary_ = new QLabel(this);
    summary_->setTextFormat(Qt::PlainText);
    summary_->setWordWrap(true);
    summary_->setAccessibleName(tr("What the experiment will cost"));
    column.addWidget(summary_);
    problem_ = makeProblem(this);
    column.addWidget(problem_);
    buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons_->button(QDialogButtonBox::Ok)->setText(tr("&Use this experiment"));
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column.addWidget(buttons_);
}

void ExperimentEditor::fillPages() {
    const int row = std::max(sections_->currentRow(), 0);
    const QSignalBlocker quiet_list(sections_), quiet_pages(pages_);
    sections_->clear();
    while (QWidget* page = pages_->widget(0)) {
        pages_->removeWidget(page);
        page->deleteLater(); // one of its own buttons may have asked for this
    }
    for (const ExperimentSection& section : sectionsOf(draft_.fields())) {
        QVBoxLayout* page = addPage(section.title);
        if (!section.method.isEmpty()) addMethodButtons(*page, section.method);
        addFields(*page, section.fields);
        page->addStretch(1);
    }
    addJsonPage();
    sections_->setCurrentRow(std::min(row, sections_->count() - 1));
    pages_->setCurrentIndex(sections_->currentRow());
    showJson();
}

QVBoxLayout* ExperimentEditor::addPage(const QString& section) {
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setSpacing(12);
    column->addWidget(makeHeading(section, content));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    pages_->addWidget(scroll);
    sections_->addItem(section);
    return column;
}

void ExperimentEditor::addMethodButtons(QVBoxLayout& page, const QString& method) {
    auto* line = new QHBoxLayout;
    auto* copy = new QPushButton(tr("Add a copy to compare with"), this);
    auto* remove = new QPushButton(tr("Remove"), this);
    copy->setAccessibleName(tr("Add a copy of method %1").arg(method));
    remove->setAccessibleName(tr("Remove method %1").arg(method));
    remove->setEnabled(draft_.experiment().methods.size() > 1);
    for (QPushButton* button : {copy, remove}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    connect(copy, &QPushButton::clicked, this, [this, method] { draft_.duplicateMethod(method); });
    connect(remove, &QPushButton::clicked, this, [this, method] { draft_.removeMethod(method); });
    line->addStretch(1);
    page.addLayout(line);
}

void ExperimentEditor::addFields(QVBoxLayout& page, const std::vector<Field>& fields) {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(12);
    grid->setColumnStretch(1, 1);
    for (const Field& field : fields) {
        auto* row = new FieldRow(field, draft_, this);
        auto* title = new QLabel(fieldTitle(field), this);
        title->setBuddy(&row->editor());
        title->setContentsMargins(0, 4, 0, 0);
        const int at = grid->rowCount();
        grid->addWidget(title, at, 0, Qt::AlignTop | Qt::AlignRight);
        grid->addWidget(row, at, 1, Qt::AlignTop);
    }
    page.addLayout(grid);
}

void ExperimentEditor::addJsonPage() {
    QVBoxLayout* page = addPage(tr("As JSON"));
    json_ = new QPlainTextEdit(this);
    json_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    json_->setAccessibleName(tr("The experiment as JSON"));
    json_->setTabChangesFocus(true);
    json_->setMinimumHeight(fontMetrics().height() * 20);
    page->addWidget(json_, 1);
    json_problem_ = makeProblem(this);
    page->addWidget(json_problem_);
    auto* apply = new QPushButton(tr("Take over this text"), this);
    apply->setAutoDefault(false);
    connect(apply, &QPushButton::clicked, this, &ExperimentEditor::takeJson);
    page->addWidget(apply, 0, Qt::AlignLeft);
}

void ExperimentEditor::showJson() {
    if (json_ && pages_->currentIndex() == pages_->count() - 1)
        json_->setPlainText(QString::fromStdString(writeExperiment(draft_.experiment())));
}

void ExperimentEditor::takeJson() {
    const QString problem = draft_.readJson(json_->toPlainText());
    tell(*json_problem_, problem);
}

void ExperimentEditor::choosePreset(int index) {
    if (index <= 0) return;
    const Result<Experiment> chosen = preset(presets_->itemText(index).toStdString());
    if (chosen)
        draft_.replace(*chosen);
    else
        tell(*problem_, QString::fromStdString(chosen.error().text()));
}

void ExperimentEditor::loadJson() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Load an experiment"), {},
                                                      tr("Experiments (*.json);;All files (*)"));
    if (path.isEmpty()) return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        tell(*problem_, tr("%1 cannot be read: %2.").arg(path, file.errorString()));
        return;
    }
    const QString problem = draft_.readJson(QString::fromUtf8(file.read(kLargestJson + 1)));
    if (!problem.isEmpty()) tell(*problem_, tr("%1: %2").arg(path, problem));
}

void ExperimentEditor::saveJson() {
    QString path = QFileDialog::getSaveFileName(this, tr("Save the experiment"), tr("experiment.json"),
                                                tr("Experiments (*.json)"));
    if (path.isEmpty()) return;
    QSaveFile file(path);
    const QByteArray text = QByteArray::fromStdString(writeExperiment(draft_.experiment()));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        tell(*problem_, tr("%1 cannot be written: %2.").arg(path, file.errorString()));
}

void ExperimentEditor::showSummary() {
    summary_->setText(summaryOf(draft_.experiment()));
    const int wrong = draft_.problems();
    const QString marked = wrong == 1 ? tr("One setting is wrong; its field is marked.")
                                      : tr("%1 settings are wrong; their fields are marked.").arg(wrong);
    tell(*problem_, wrong > 0 ? marked : draft_.overallProblem());
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(draft_.valid());
}

FieldRow* ExperimentEditor::showField(const QString& key) {
    for (int page = 0; page < pages_->count(); ++page)
        for (FieldRow* row : pages_->widget(page)->findChildren<FieldRow*>())
            if (row->key() == key) {
                sections_->setCurrentRow(page);
                auto* scroll = qobject_cast<QScrollArea*>(pages_->widget(page));
                scroll->ensureWidgetVisible(row);
                row->setFocus();
                return row;
            }
    return nullptr;
}

} // namespace infoplane::ui
