// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the window as people see it, kept as the test's output, and what a machine can check in them:
// no text is cut, in light and dark, at the scale of the screen that QT_SCALE_FACTOR names.
#include "tests/gui/window/fake_run.h"
#include "tests/gui/window/fake_self_test.h"
#include "tests/gui/window/window_test.h"
#include "ui/main_window/message_bar.h"
#include "ui/main_window/theme.h"
#include "ui/pages/experiment_editor.h"
#include "ui/pages/field_row.h"
#include "ui/pages/self_test_page.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace infoplane::testing {

using namespace std::chrono_literals;
using namespace ui;

class PicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void look_data();
    void look();
    void selfTestLook_data() { look_data(); }
    void selfTestLook();

private:
    void keep(QWidget& widget, const QString& name);
    static QString cutText(const QWidget& window);
    static void show(QWidget& window);

    QDir folder_;
    Theme theme_ = Theme::Light;
};

void PicturesTest::initTestCase() {
    folder_ = QDir(QDir::current().filePath(QStringLiteral("pictures")));
    QVERIFY(folder_.mkpath(QStringLiteral(".")));
}

void PicturesTest::init() {
    QSettings().remove(QStringLiteral("window"));
}

// The first text that has not the room it needs, or nothing.
QString PicturesTest::cutText(const QWidget& window) {
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        const bool elides = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
        if (!label->isVisible() || label->text().isEmpty() || elides) continue;
        const int needed =
            label->hasHeightForWidth() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        if (label->height() < needed || (!label->wordWrap() && label->width() < label->sizeHint().width()))
            return QStringLiteral("label: ") + label->text();
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible() && !button->text().isEmpty() && button->width() < button->sizeHint().width())
            return QStringLiteral("button: ") + button->text();
    return {};
}

void PicturesTest::show(QWidget& window) {
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::qWait(300);
}

void PicturesTest::keep(QWidget& widget, const QString& name) {
    const QString scale = QString::number(int(widget.devicePixelRatioF() * 100.0));
    const QString file = QStringLiteral("%1-%2-%3.png").arg(name, nameOf(theme_), scale);
    QVERIFY(widget.grab().save(folder_.filePath(file)));
    QCOMPARE(cutText(widget), QString());
}

void PicturesTest::look_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void PicturesTest::look() {
    QFETCH(bool, dark);
    theme_ = dark ? Theme::Dark : Theme::Light;
    applyTheme(theme_);
    TestWindow test({.between_rows = 8ms}, {}, true);
    MainWindow& window = *test.window;
    window.resize(1280, 800);
    show(window);
    keep(window, QStringLiteral("first-start"));

    test.action("Start").trigger();
    QTRY_VERIFY(window.player().index().rows() > 60);
    QTest::qWait(200);
    keep(window, QStringLiteral("live"));
    QTRY_VERIFY_WITH_TIMEOUT(window.player().index().rows() == rowsOf(0) + rowsOf(1), 20000);
    QVERIFY(test.waitForState(SessionState::Idle));
    window.player().seek(75.0);
    window.state().select(QStringLiteral("layerwise_ib"), 2);
    QTest::qWait(300);
    keep(window, QStringLiteral("scrub"));
    window.state().select({}, 0);

    window.messages().tell(MessageKind::Error,
                           QStringLiteral("old-run.h5: this is an HDF5 file but no run of Infoplane; "
                                          "open a file that ends in .infoplane.h5."));
    window.messages().tell(
        MessageKind::Warning,
        QStringLiteral("The program that wrote this run ended without completing it. What was "
                       "recorded until then is shown."),
        {{QStringLiteral("Recover the file"), [] {}}});
    QTest::qWait(200);
    keep(window, QStringLiteral("messages"));

    ExperimentEditor editor(window.training().experiment());
    show(editor);
    FieldRow* row = editor.showField(QStringLiteral("methods.layerwise_ib.batch"));
    QVERIFY(row);
    auto* edit = qobject_cast<QLineEdit*>(&row->editor());
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("0"));
    QTest::qWait(200);
    keep(editor, QStringLiteral("editor"));
}

// Full size, and on the small screen that a scale of 200 % leaves, with large letters too.
void PicturesTest::selfTestLook() {
    QFETCH(bool, dark);
    theme_ = dark ? Theme::Dark : Theme::Light;
    applyTheme(theme_);
    const QTemporaryDir folder;
    const QString program = writeProgram(folder.filePath("program"), writing(selfTestLines(), 1));
    const QFont standard = QApplication::font();
    for (const bool large : {false, true}) {
        QFont font = standard;
        if (large) font.setPointSizeF(1.6 * font.pointSizeF());
        QApplication::setFont(font);
        SelfTestPage page(program, InformationUnit::Nats, nullptr);
        page.setAttribute(Qt::WA_DeleteOnClose, false);
        page.resize(large ? QSize(960, 540) : QSize(1240, 760));
        show(page);
        keep(page, large ? QStringLiteral("self-test-empty-large") : QStringLiteral("self-test-empty"));
        page.run(false);
        QTRY_VERIFY(!page.running());
        QTest::qWait(200);
        keep(page, large ? QStringLiteral("self-test-large") : QStringLiteral("self-test"));
        if (!large) page.resize(960, 540);
        if (!large) QTest::qWait(200);
        if (!large) keep(page, QStringLiteral("self-test-small"));
    }
    QApplication::setFont(standard);
}

} // namespace infoplane::testing

int main(int argc, char** argv) {
    return infoplane::testing::runTest<infoplane::testing::PicturesTest>(argc, argv);
}

#include "pictures_test.moc"
