// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"
#include "tests/gui/window/window_test.h"
#include "ui/pages/experiment_editor.h"
#include "ui/pages/experiment_summary.h"
#include "ui/pages/field_row.h"
#include "ui/pages/field_text.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include <set>

namespace infoplane::testing {

using namespace ui;

class EditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldHasARow();
    void everyFieldSaysWhatItIs();
    void rightValueIsTaken();
    void wrongValueIsMarkedWhileTyping();
    void listsAreTypedWithCommas();
    void choicesAndFlagsAreTaken();
    void resetBringsTheDefaultBack();
    void wholeThatDoesNotFitIsToldAndNotAccepted();
    void presetReplacesEverything();
    void jsonGoesOutAndIn();
    void wrongJsonIsToldAndChangesNothing();
    void methodsAreAddedAndRemoved();
    void summaryCountsParametersAndSteps();
    void cancelChangesNothing();
    void windowTakesTheExperiment();

private:
    static Experiment digits() { return *preset("digits"); }
    static void type(FieldRow& row, const QString& text);
    [[nodiscard]] static QPushButton& ok(ExperimentEditor& editor);
    [[nodiscard]] static QPushButton& buttonOf(QWidget& widget, const QString& text);
};

void EditorTest::type(FieldRow& row, const QString& text) {
    auto* edit = qobject_cast<QLineEdit*>(&row.editor());
    QVERIFY(edit);
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

QPushButton& EditorTest::ok(ExperimentEditor& editor) {
    return *editor.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
}

QPushButton& EditorTest::buttonOf(QWidget& widget, const QString& text) {
    for (QPushButton* button : widget.findChildren<QPushButton*>())
        if (button->text().remove('&').startsWith(text) && button->isVisibleTo(&widget)) return *button;
    qFatal("no button %s", qPrintable(text));
}

void EditorTest::everyFieldHasARow() {
    ExperimentEditor editor(digits());
    std::set<QString> keys;
    for (const FieldRow* row : editor.findChildren<FieldRow*>())
        QVERIFY2(keys.insert(row->key()).second, qPrintable(row->key()));
    for (const Field& field : fieldsOf(digits()))
        QVERIFY2(keys.contains(QString::fromStdString(field.key)), field.key.c_str());
    QCOMPARE(keys.size(), fieldsOf(digits()).size());
}

void EditorTest::everyFieldSaysWhatItIs() {
    ExperimentEditor editor(digits());
    for (const Field& field : fieldsOf(digits())) {
        FieldRow* row = editor.showField(QString::fromStdString(field.key));
        QVERIFY(row && row->isVisibleTo(&editor));
        QStringList said;
        for (const QLabel* label : row->findChildren<QLabel*>())
            said << label->text();
        const QString all = said.join(' ');
        QVERIFY2(all.contains(QString::fromStdString(field.sentence).chopped(1).mid(1)), field.key.c_str());
        QVERIFY2(all.contains("Default: "), field.key.c_str());
        QVERIFY2(all.contains(QString::fromStdString(field.unit)), field.key.c_str());
        QVERIFY(!row->editor().accessibleName().isEmpty() &&
                !row->editor().accessibleDescription().isEmpty());
    }
}

void EditorTest::rightValueIsTaken() {
    ExperimentEditor editor(digits());
    type(*editor.showField("methods.layerwise_ib.epochs"), "7");
    type(*editor.showField("network.sigma"), "0.25");
    QCOMPARE(editor.experiment().methods[0].epochs, 7);
    QCOMPARE(editor.experiment().network.sigma, 0.25);
    QVERIFY(ok(editor).isEnabled());
}

void EditorTest::wrongValueIsMarkedWhileTyping() {
    ExperimentEditor editor(digits());
    editor.show();
    FieldRow* row = editor.showField("methods.layerwise_ib.batch");
    for (const QString& wrong :
         {QString("0"), QString("many"), QString("1.5"), QString("99999999999999999999")}) {
        type(*row, wrong);
        QVERIFY2(!row->problem().isEmpty(), qPrintable(wrong));
        QVERIFY(!row->problem().contains("methods.")); // the field is where it is said
        QVERIFY(!ok(editor).isEnabled());
        QVERIFY(checkExperiment(editor.experiment()).ok()); // the last right value stays
    }
    type(*row, "32");
    QCOMPARE(row->problem(), QString());
    QVERIFY(ok(editor).isEnabled());
    QCOMPARE(editor.experiment().methods[0].batch, 32);
}

void EditorTest::listsAreTypedWithCommas() {
    ExperimentEditor editor(digits());
    FieldRow* row = editor.showField("network.widths");
    QCOMPARE(qobject_cast<QLineEdit*>(&row->editor())->text(), QString("64, 32, 16"));
    type(*row, "10, 20");
    QVERIFY((editor.experiment().network.widths == std::vector<std::int64_t>{10, 20}));
    type(*row, "10,, 20");
    QVERIFY(!row->problem().isEmpty());
}

void EditorTest::choicesAndFlagsAreTaken() {
    ExperimentEditor editor(digits());
    auto& choice = static_cast<QComboBox&>(editor.showField("network.activation")->editor());
    choice.setCurrentText("relu");
    QCOMPARE(editor.experiment().network.activation, Activation::Relu);
    auto& flag = static_cast<QCheckBox&>(editor.showField("compute.deterministic")->editor());
    const bool before = editor.experiment().compute.deterministic;
    flag.click();
    QCOMPARE(editor.experiment().compute.deterministic, !before);
}

void EditorTest::resetBringsTheDefaultBack() {
    ExperimentEditor editor(digits());
    FieldRow* row = editor.showField("network.sigma");
    type(*row, "-1");
    QVERIFY(!row->problem().isEmpty());
    row->findChild<QToolButton*>()->click();
    QCOMPARE(row->problem(), QString());
    QCOMPARE(editor.experiment().network.sigma, NetworkConfig{}.sigma);
}

void EditorTest::wholeThatDoesNotFitIsToldAndNotAccepted() {
    ExperimentEditor editor(digits());
    type(*editor.showField("methods.layerwise_ib.beta"), "0.1, 0.2"); // two betas, three layers
    QVERIFY(editor.draft().problems() == 0 || !ok(editor).isEnabled());
    QVERIFY(!ok(editor).isEnabled());
    QVERIFY(editor.draft().overallProblem().contains("beta"));
    type(*editor.showField("network.widths"), "10, 20");
    QVERIFY(ok(editor).isEnabled());
}

void EditorTest::presetReplacesEverything() {
    ExperimentEditor editor(digits());
    QComboBox* presets = nullptr;
    for (QComboBox* box : editor.findChildren<QComboBox*>())
        if (box->accessibleName() == "Preset") presets = box;
    QVERIFY(presets);
    QCOMPARE(presets->count(), int(presetNames().size()) + 1);
    const int at = presets->findText("twelve-bit");
    QVERIFY(at > 0);
    presets->setCurrentIndex(at);
    Q_EMIT presets->activated(at);
    QVERIFY(editor.experiment() == *preset("twelve-bit"));
    QCOMPARE(static_cast<QComboBox&>(editor.showField("data.name")->editor()).currentText(),
             QString("twelve-bit"));
}

void EditorTest::jsonGoesOutAndIn() {
    ExperimentEditor editor(digits());
    editor.show();
    auto* list = editor.findChild<QListWidget*>();
    list->setCurrentRow(list->count() - 1);
    auto* json = editor.findChild<QPlainTextEdit*>();
    QVERIFY(*parseExperiment(json->toPlainText().toStdString()) == digits());
    json->setPlainText(QString::fromStdString(writeExperiment(*preset("twelve-bit"))));
    buttonOf(editor, "Take over").click();
    QVERIFY(editor.experiment() == *preset("twelve-bit"));
}

void EditorTest::wrongJsonIsToldAndChangesNothing() {
    ExperimentEditor editor(digits());
    editor.show();
    auto* list = editor.findChild<QListWidget*>();
    list->setCurrentRow(list->count() - 1);
    editor.findChild<QPlainTextEdit*>()->setPlainText("{\"netwrok\": {}}");
    buttonOf(editor, "Take over").click();
    bool told = false;
    for (const QLabel* label : editor.findChildren<QLabel*>())
        told |= label->isVisible() && label->text().contains("netwrok");
    QVERIFY(told);
    QVERIFY(editor.experiment() == digits());
    QCOMPARE(editor.findChild<QPlainTextEdit*>()->toPlainText(),
             QString("{\"netwrok\": {}}")); // to be mended
}

void EditorTest::methodsAreAddedAndRemoved() {
    ExperimentEditor editor(digits());
    editor.show();
    editor.showField("methods.layerwise_ib.beta");
    buttonOf(editor, "Add a copy").click();
    QCOMPARE(editor.experiment().methods.size(), std::size_t(3));
    QCOMPARE(editor.experiment().methods[1].name, std::string("layerwise_ib_2"));
    type(*editor.showField("methods.layerwise_ib_2.beta"), "0.5");
    QCOMPARE(editor.experiment().methods[1].beta[0], 0.5);
    QCOMPARE(editor.experiment().methods[0].beta[0], digits().methods[0].beta[0]);
    for (int left = 2; left >= 1; --left) {
        QTest::qWait(1); // pages that were replaced go
        editor.showField(
            QString("methods.%1.beta").arg(QString::fromStdString(editor.experiment().methods[0].name)));
        buttonOf(editor, "Remove").click();
        QCOMPARE(editor.experiment().methods.size(), std::size_t(left));
    }
    QTest::qWait(1);
    QVERIFY(!buttonOf(editor, "Remove").isEnabled()); // an experiment has one method at least
}

void EditorTest::summaryCountsParametersAndSteps() {
    const std::vector<MethodCost> costs = costOf(digits());
    QCOMPARE(costs.size(), digits().methods.size());
    const Experiment experiment = digits();
    // 64-64-32-16 with biases, and a head of 10 classes where there is one.
    QCOMPARE(costs[0].parameters, 65 * 64 + 65 * 32 + 33 * 16);
    QCOMPARE(costs[1].parameters, costs[0].parameters + 17 * 10);
    QCOMPARE(costs[0].passes, 3 * experiment.methods[0].epochs);
    QCOMPARE(costs[1].passes, experiment.methods[1].epochs);
    QCOMPARE(costs[0].steps, costs[0].passes * (1438 / experiment.methods[0].batch));
    QVERIFY(summaryOf(experiment).contains(QLocale().toString(qlonglong(costs[0].parameters))));
    Experiment unknown = experiment;
    unknown.data.name = "something else";
    QVERIFY(costOf(unknown).empty());
}

void EditorTest::cancelChangesNothing() {
    TestWindow test;
    const Experiment before = test.window->training().experiment();
    test.action("Edit…").trigger();
    auto* editor = test.window->findChild<ExperimentEditor*>();
    QVERIFY(editor);
    type(*editor->showField("network.sigma"), "0.9");
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(test.window->training().experiment() == before);
}

void EditorTest::windowTakesTheExperiment() {
    TestWindow test;
    test.action("Edit…").trigger();
    auto* editor = test.window->findChild<ExperimentEditor*>();
    type(*editor->showField("seeds.count"), "3");
    ok(*editor).click();
    QCOMPARE(test.window->training().experiment().seeds.count, 3);
    QVERIFY(test.startAndWaitForRows());
    QCOMPARE(test.session->lastRequest().experiment.seeds.count, 3);
}

} // namespace infoplane::testing

int main(int argc, char** argv) {
    return infoplane::testing::runTest<infoplane::testing::EditorTest>(argc, argv);
}

#include "editor_test.moc"
