// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stream.h"
#include "tests/gui/window/fake_plot.h"
#include "tests/gui/window/fake_run.h"
#include "tests/gui/window/window_test.h"
#include "ui/bridge/file_run.h"
#include "ui/bridge/stdin_run.h"
#include "ui/main_window/message_bar.h"

#include <QAction>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>

#include <csignal>
#include <unistd.h>

namespace infoplane::testing {

using namespace ui;

// Runs that come from files and streams. The program that reads a file is a script here, called as the real
// one is: PROGRAM stream FILE --follow, PROGRAM recover FILE.
class SourcesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void fileIsShown();
    void replayPlaysFromTheFirstRow();
    void growingFileIsFollowed();
    void sameCurvesLiveAndReplayed();
    void sentenceOfABadFileIsShown();
    void sentenceOnStandardErrorIsShown();
    void crashOfTheReaderIsToldInWords();
    void cutStreamIsToldInWords();
    void noProgramIsToldInWords();
    void deadWriterIsOfferedRecovery();
    void sameFileIsOpenedOnce();
    void droppedFileIsOpened();
    void recentFilesAreThoseThatWereRead();
    void closingARunBringsBackTheLiveOne();
    void standardInputIsShown();
    void standardInputThatIsCutIsToldInWords();
    void readerIsGoneWithTheWindow();

private:
    // Writes the script; $2 in it is the file.
    void program(const QString& body);
    void writeFile(const QString& name, const std::vector<std::byte>& bytes);
    [[nodiscard]] static std::vector<std::byte> streamOf(const RunStore& run, bool whole = true);
    [[nodiscard]] static QString told(TestWindow& test) { return test.window->messages().texts().join('\n'); }

    std::unique_ptr<QTemporaryDir> folder_;
    QString program_, file_;
    std::shared_ptr<RunStore> run_;
};

void SourcesTest::initTestCase() {
    run_ = std::make_shared<RunStore>(digitsDescription());
    completeRun(*run_);
}

void SourcesTest::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    program_ = folder_->filePath("reader");
    file_ = folder_->filePath("some run.infoplane.h5");
    writeFile(file_, streamOf(*run_));
    QSettings().remove("recent_files");
}

void SourcesTest::program(const QString& body) {
    QFile script(program_);
    QVERIFY(script.open(QIODevice::WriteOnly | QIODevice::Truncate));
    script.write("#!/bin/sh\n" + body.toUtf8() + "\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void SourcesTest::writeFile(const QString& name, const std::vector<std::byte>& bytes) {
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
}

std::vector<std::byte> SourcesTest::streamOf(const RunStore& run, bool whole) {
    std::vector<std::byte> bytes;
    StreamEncoder encoder(run);
    encoder.encode(bytes);
    if (whole) StreamEncoder::encodeEnd(bytes);
    return bytes;
}

void SourcesTest::fileIsShown() {
    program("[ \"$1\" = stream ] && [ \"$3\" = --follow ] && cat \"$2\"");
    TestWindow test({}, program_);
    test.window->open(file_);
    const auto& plane = static_cast<const FakePlot&>(test.window->deck().plot(PlotKind::Plane));
    QTRY_COMPARE(plane.rows, rowsOf(0) + rowsOf(1));
    QTRY_VERIFY(!test.window->shelf().shown().growing());
    QCOMPARE(told(test), QString());
    QCOMPARE(test.window->shelf().shown().name(), QString("some run"));
    QVERIFY(test.window->windowTitle().startsWith("Digits"));
    QCOMPARE(test.window->player().index().last(), 180.0);
    QVERIFY(test.action("Save run as…").isEnabled());
}

void SourcesTest::replayPlaysFromTheFirstRow() {
    program("cat \"$2\"");
    TestWindow test({}, program_, false, file_);
    QTRY_VERIFY(test.window->player().playing());
    QVERIFY(!test.window->state().live());
    QVERIFY(test.window->state().pass() < 10.0);
    test.window->player().setSpeed(16.0);
    QTRY_VERIFY(test.window->state().pass() > 100.0);
}

void SourcesTest::growingFileIsFollowed() {
    const auto growing = std::make_shared<RunStore>(digitsDescription());
    for (int i = 0; i < 10; ++i)
        appendDigitsRow(*growing, 0);
    std::vector<std::byte> first, second;
    StreamEncoder encoder(*growing);
    encoder.encode(first);
    completeRun(*growing);
    encoder.encode(second);
    StreamEncoder::encodeEnd(second);
    writeFile(file_, first);
    writeFile(file_ + ".2", second);
    program("cat \"$2\"; while [ ! -e \"$2.go\" ]; do sleep 0.02; done; cat \"$2.2\"");
    TestWindow test({}, program_);
    test.window->open(file_);
    QTRY_COMPARE(test.window->player().index().rows(), std::size_t(10));
    QVERIFY(test.window->shelf().shown().growing());
    test.window->player().stepBy(-2);
    writeFile(file_ + ".go", {});
    QTRY_COMPARE(test.window->player().index().rows(), std::size_t(rowsOf(0) + rowsOf(1)));
    QVERIFY(!test.window->state().live()); // what came did not move the cursor
    QTRY_VERIFY(!test.window->shelf().shown().growing());
}

// The same run gives the same numbers to the views, whether it was trained here or came through a file.
void SourcesTest::sameCurvesLiveAndReplayed() {
    program("cat \"$2\"");
    TestWindow live({.between_rows = std::chrono::milliseconds(0)}, program_);
    live.action("Start").trigger();
    QTRY_COMPARE(live.window->player().index().rows(), std::size_t(rowsOf(0) + rowsOf(1)));
    QVERIFY(live.waitForState(SessionState::Idle));
    writeFile(file_, streamOf(*live.session->store()));
    TestWindow replay({}, program_);
    replay.window->open(file_);
    QTRY_VERIFY(replay.window->shelf().shown().run() && !replay.window->shelf().shown().growing());
    const auto& trained = *static_cast<FakePlot&>(live.window->deck().plot(PlotKind::Plane)).run;
    const auto& replayed = *static_cast<FakePlot&>(replay.window->deck().plot(PlotKind::Plane)).run;
    QVERIFY(&trained != &replayed);
    for (const PlotKind kind : PlotDeck::kKinds) {
        const Result<PlotData> left = plotData(trained, kind, {});
        const Result<PlotData> right = plotData(replayed, kind, {});
        QVERIFY(left.ok() && right.ok());
        const std::string csv = writeCsv(*left, kind);
        QVERIFY(csv.size() > 1000);
        QCOMPARE(QByteArray::fromStdString(writeCsv(*right, kind)), QByteArray::fromStdString(csv));
    }
}

void SourcesTest::sentenceOfABadFileIsShown() {
    std::vector<std::byte> bytes;
    StreamEncoder::encodeHead(bytes);
    StreamEncoder::encodeError(bytes, "this is an HDF5 file but no run of Infoplane");
    writeFile(file_, bytes);
    program("cat \"$2\"; exit 1");
    TestWindow test({}, program_);
    test.window->open(file_);
    QTRY_VERIFY(told(test).contains("this is an HDF5 file but no run of Infoplane"));
    QVERIFY(told(test).contains("some run"));
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(&test.window->shelf().shown() == &test.window->shelf().live());
    QCOMPARE(test.window->shelf().sources().size(), std::size_t(1));
}

void SourcesTest::sentenceOnStandardErrorIsShown() {
    program("echo 'infoplane: the file is not there' >&2; exit 1");
    TestWindow test({}, program_);
    test.window->open(file_);
    QTRY_VERIFY(told(test).contains("the file is not there"));
    QVERIFY(!told(test).contains("infoplane:"));
}

void SourcesTest::crashOfTheReaderIsToldInWords() {
    std::vector<std::byte> bytes = streamOf(*run_, false);
    writeFile(file_, bytes);
    program("cat \"$2\"; kill -SEGV $$");
    TestWindow test({}, program_);
    test.window->open(file_);
    QTRY_VERIFY(told(test).contains("damaged"));
    QVERIFY(test.window->shelf().shown().run()); // what was read stays
    QCOMPARE(test.window->player().index().rows(), std::size_t(rowsOf(0) + rowsOf(1)));
}

void SourcesTest::cutStreamIsToldInWords() {
    std::vector<std::byte> bytes = streamOf(*run_);
    bytes.resize(bytes.size() / 2);
    writeFile(file_, bytes);
    program("cat \"$2\"");
    TestWindow test({}, program_);
    test.window->open(file_);
    QTRY_VERIFY(told(test).contains("open it again"));
}

void SourcesTest::noProgramIsToldInWords() {
    TestWindow test({}, folder_->filePath("nowhere"));
    test.window->open(file_);
    QTRY_VERIFY(told(test).contains("did not start"));
}

void SourcesTest::deadWriterIsOfferedRecovery() {
    const auto dead = std::make_shared<RunStore>(digitsDescription());
    for (int i = 0; i < 10; ++i)
        appendDigitsRow(*dead, 0);
    writeFile(file_, streamOf(*dead)); // the end, but still "running"
    writeFile(file_ + ".whole", streamOf(*run_));
    program(
        "case $1 in stream) cat \"$2\";; recover) mv \"$2.whole\" \"$2\"; echo 'recovered 149 rows';; esac");
    TestWindow test({}, program_);
    test.window->open(file_);
    QTRY_VERIFY(told(test).contains("ended without completing it"));
    QCOMPARE(test.window->player().index().rows(), std::size_t(10));
    for (QPushButton* button : test.window->messages().findChildren<QPushButton*>())
        if (button->text() == "Recover the file") button->click();
    QTRY_VERIFY(told(test).contains("recovered 149 rows"));
    QTRY_COMPARE(test.window->player().index().rows(), std::size_t(rowsOf(0) + rowsOf(1)));
    QCOMPARE(test.window->shelf().sources().size(), std::size_t(2));
}

void SourcesTest::sameFileIsOpenedOnce() {
    program("cat \"$2\"");
    TestWindow test({}, program_);
    test.window->open(file_);
    test.window->shelf().show(test.window->shelf().live());
    test.window->open(file_);
    QCOMPARE(test.window->shelf().sources().size(), std::size_t(2));
    QVERIFY(&test.window->shelf().shown() != &test.window->shelf().live());
}

void SourcesTest::droppedFileIsOpened() {
    program("cat \"$2\"");
    TestWindow test({}, program_);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file_)});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(test.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(test.window.get(), &drop);
    QCOMPARE(test.window->shelf().shown().file(), file_);
}

void SourcesTest::recentFilesAreThoseThatWereRead() {
    program("case $2 in *bad*) exit 1;; *) cat \"$2\";; esac");
    TestWindow test({}, program_);
    test.window->open(folder_->filePath("bad.infoplane.h5"));
    test.window->open(file_);
    QTRY_VERIFY(test.window->shelf().shown().run());
    QTRY_VERIFY(told(test).contains("bad"));
    QCOMPARE(WindowSettings().recentFiles(), QStringList{file_});
}

void SourcesTest::closingARunBringsBackTheLiveOne() {
    program("cat \"$2\"");
    TestWindow test({}, program_);
    test.window->open(file_);
    QTRY_VERIFY(test.window->shelf().shown().run());
    test.action("Close run").trigger();
    QVERIFY(&test.window->shelf().shown() == &test.window->shelf().live());
    QVERIFY(test.window->player().index().empty());
    QVERIFY(!test.action("Close run").isEnabled());
}

void SourcesTest::standardInputIsShown() {
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    StdinRun source(ends[0]);
    QSignalSpy failed(&source, &RunSource::failed);
    const std::vector<std::byte> bytes = streamOf(*run_);
    std::jthread writer([&] {
        std::size_t at = 0;
        while (at < bytes.size())
            at += std::size_t(::write(ends[1], bytes.data() + at, bytes.size() - at));
        ::close(ends[1]);
    });
    QTRY_VERIFY(!source.growing());
    QCOMPARE(failed.size(), 0);
    QCOMPARE(source.run()->rows(0).rows(), rowsOf(0));
    QCOMPARE(source.run()->rows(1).rows(), rowsOf(1));
    ::close(ends[0]);
}

void SourcesTest::standardInputThatIsCutIsToldInWords() {
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    StdinRun source(ends[0]);
    QSignalSpy failed(&source, &RunSource::failed);
    ::close(ends[1]);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains("infoplane train --stream"));
    QVERIFY(!source.growing());
    ::close(ends[0]);
}

void SourcesTest::readerIsGoneWithTheWindow() {
    program("echo $$ > \"$2.pid\"; exec sleep 60");
    qint64 reader = 0;
    {
        TestWindow test({}, program_);
        test.window->open(file_);
        const auto pid = [&] {
            QFile file(file_ + ".pid");
            return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
        };
        QTRY_VERIFY((reader = pid()) > 0);
    }
    QVERIFY(::kill(pid_t(reader), 0) != 0);
}

} // namespace infoplane::testing

int main(int argc, char** argv) {
    return infoplane::testing::runTest<infoplane::testing::SourcesTest>(argc, argv);
}

#include "sources_test.moc"
