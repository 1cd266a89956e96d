// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stream.h"
#include "tests/gui/plots/picture_compare.h"
#include "tests/gui/plots/synthetic_run.h"
#include "ui/models/view_state.h"
#include "ui/plots/run_plot.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <sys/resource.h>

Q_DECLARE_METATYPE(infoplane::PlotKind)

namespace infoplane::ui {
namespace {

using testing::lookAlike;

constexpr testing::SyntheticOptions kRun{};
const QSizeF kSize(243.0, 186.0); // one column of a paper, in points

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString textOf(const Status& status) {
    return status ? QString() : QString::fromStdString(status.error().text());
}

std::shared_ptr<const RunStore> replayed(const RunStore& store) {
    std::vector<std::byte> bytes;
    StreamEncoder encoder(store);
    encoder.encode(bytes);
    StreamDecoder decoder;
    const Status fed = decoder.feed(bytes);
    return fed ? decoder.store() : nullptr;
}

} // namespace

class PlotExportTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init() { QVERIFY(folder_.isValid()); }
    void everyKindOfFileHasItsMagic();
    void pdfHasTheSizeAsked();
    void pngIsBlackOnWhiteAndNotBlank();
    void replayEqualsLive();
    void csvHoldsWhatIsShown();
    void widgetAndFunctionAgree();
    void zoomedViewIsKept();

    void refusesWhatCannotBe();
    void leavesNothingHalfWritten();
    void replacesAFile();

private:
    [[nodiscard]] QString path(const QString& name) const { return folder_.filePath(name); }
    QTemporaryDir folder_;
};

void PlotExportTest::initTestCase_data() {
    QTest::addColumn<PlotKind>("kind");
    QTest::newRow("plane") << PlotKind::Plane;
    QTest::newRow("information") << PlotKind::Information;
    QTest::newRow("accuracy") << PlotKind::Accuracy;
    QTest::newRow("loss") << PlotKind::Loss;
}

void PlotExportTest::everyKindOfFileHasItsMagic() {
    QFETCH_GLOBAL(PlotKind, kind);
    const auto run = testing::wholeRun(kRun);
    const std::vector<std::pair<QString, QByteArray>> files{{QStringLiteral("a.pdf"), "%PDF-"},
                                                            {QStringLiteral("a.svg"), "<?xml"},
                                                            {QStringLiteral("a.PNG"), "\x89PNG"},
                                                            {QStringLiteral("a.csv"), "method,layer,"}};
    for (const auto& [name, magic] : files) {
        const Status status = exportPlot(run, kind, {}, path(name), kSize);
        QVERIFY2(status.ok(), qPrintable(textOf(status)));
        QVERIFY2(contentOf(path(name)).startsWith(magic), qPrintable(name));
    }
}

void PlotExportTest::pdfHasTheSizeAsked() {
    QFETCH_GLOBAL(PlotKind, kind);
    QVERIFY(exportPlot(testing::wholeRun(kRun), kind, {}, path(QStringLiteral("size.pdf")), kSize).ok());
    const QString pdf = QString::fromLatin1(contentOf(path(QStringLiteral("size.pdf"))));
    const auto box = QRegularExpression(QStringLiteral("MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)\\]")).match(pdf);
    QVERIFY(box.hasMatch());
    QVERIFY(std::abs(box.captured(1).toDouble() - kSize.width()) < 0.01);
    QVERIFY(std::abs(box.captured(2).toDouble() - kSize.height()) < 0.01);
}

void PlotExportTest::pngIsBlackOnWhiteAndNotBlank() {
    QFETCH_GLOBAL(PlotKind, kind);
    QVERIFY(exportPlot(testing::wholeRun(kRun), kind, {}, path(QStringLiteral("b.png")), kSize).ok());
    const QImage image(path(QStringLiteral("b.png")));
    QCOMPARE(image.size(), kSize.toSize() * 2);
    QCOMPARE(image.pixelColor(0, image.height() - 1), QColor(Qt::white));
    int ink = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).lightness() < 128) ++ink;
    QVERIFY2(ink > 1000, qPrintable(QString::number(ink)));
}

void PlotExportTest::replayEqualsLive() {
    QFETCH_GLOBAL(PlotKind, kind);
    const auto live = testing::wholeRun(kRun);
    const auto replay = replayed(*live);
    QVERIFY(replay);
    const auto write = [&](const char* name, const auto& run) {
        return exportPlot(run, kind, {}, path(QLatin1String(name)), kSize).ok();
    };
    const auto content = [&](const char* name) { return contentOf(path(QLatin1String(name))); };
    QVERIFY(write("live.svg", live) && write("replay.svg", replay));
    QCOMPARE(content("replay.svg"), content("live.svg"));
    QVERIFY(write("live.csv", live) && write("replay.csv", replay));
    QCOMPARE(content("replay.csv"), content("live.csv"));
    QVERIFY(write("live.png", live) && write("replay.png", replay));
    QVERIFY(lookAlike(QImage(path(QStringLiteral("replay.png"))), QImage(path(QStringLiteral("live.png")))));
}

void PlotExportTest::csvHoldsWhatIsShown() {
    QFETCH_GLOBAL(PlotKind, kind);
    const auto run = testing::wholeRun(kRun);
    SeriesOptions options;
    options.method = "layerwise_ib";
    QVERIFY(exportPlot(run, kind, options, path(QStringLiteral("c.csv")), kSize).ok());
    const auto series = plotData(*run, kind, options);
    QVERIFY(series.ok());
    QCOMPARE(contentOf(path(QStringLiteral("c.csv"))).toStdString(), writeCsv(*series, kind));
}

void PlotExportTest::widgetAndFunctionAgree() {
    QFETCH_GLOBAL(PlotKind, kind);
    const auto run = testing::wholeRun(kRun);
    ViewState state;
    state.setSplit(1);
    const auto plot = [&] {
        switch (kind) {
        case PlotKind::Plane:
            return makePlanePlot(state);
        case PlotKind::Information:
            return makeInformationPlot(state);
        case PlotKind::Accuracy:
            return makeAccuracyPlot(state);
        default:
            return makeLossPlot(state);
        }
    }();
    plot->setRun(run);
    plot->resize(700, 300);
    plot->show();
    SeriesOptions options;
    options.split = 1;
    QVERIFY(plot->exportTo(path(QStringLiteral("widget.png")), kSize).ok());
    QVERIFY(exportPlot(run, kind, options, path(QStringLiteral("function.png")), kSize).ok());
    QVERIFY(
        lookAlike(QImage(path(QStringLiteral("widget.png"))), QImage(path(QStringLiteral("function.png")))));
}

void PlotExportTest::zoomedViewIsKept() {
    ViewState state;
    const auto plot = makePlanePlot(state);
    plot->setRun(testing::wholeRun(kRun));
    plot->resize(500, 400);
    plot->show();
    QVERIFY(QTest::qWaitForWindowExposed(plot.get()));
    QVERIFY(plot->exportTo(path(QStringLiteral("all.png")), kSize).ok());
    QTest::keyClick(plot.get(), Qt::Key_Plus);
    QVERIFY(plot->exportTo(path(QStringLiteral("part.png")), kSize).ok());
    QVERIFY(!lookAlike(QImage(path(QStringLiteral("all.png"))), QImage(path(QStringLiteral("part.png")))));
    plot->fit();
    QVERIFY(plot->exportTo(path(QStringLiteral("again.png")), kSize).ok());
    QVERIFY(lookAlike(QImage(path(QStringLiteral("again.png"))), QImage(path(QStringLiteral("all.png")))));
}

void PlotExportTest::refusesWhatCannotBe() {
    QFETCH_GLOBAL(PlotKind, kind);
    const auto run = testing::wholeRun(kRun);
    const auto failure = [&](const QString& file, QSizeF size) {
        return textOf(exportPlot(run, kind, {}, file, size));
    };
    QVERIFY(
        failure(path(QStringLiteral("a.bmp")), kSize).contains(QLatin1String(".pdf, .svg, .png or .csv")));
    QVERIFY(failure(path(QStringLiteral("noending")), kSize).contains(QLatin1String(".pdf")));
    QVERIFY(
        failure(path(QStringLiteral("no/folder/a.pdf")), kSize).contains(QLatin1String("does not exist")));
    QVERIFY(failure(path(QStringLiteral("a.png")), QSizeF(1e9, 100)).contains(QLatin1String("14400")));
    QVERIFY(
        failure(path(QStringLiteral("a.pdf")), QSizeF(std::nan(""), 100)).contains(QLatin1String("14400")));
    QVERIFY(QDir(folder_.path()).mkpath(QStringLiteral("folder.pdf")));
    QVERIFY(failure(path(QStringLiteral("folder.pdf")), kSize).contains(QLatin1String("folder")));

    SeriesOptions options;
    options.method = "dropout";
    QVERIFY(textOf(exportPlot(run, kind, options, path(QStringLiteral("m.pdf")), kSize))
                .contains(QLatin1String("no method")));
    QVERIFY(textOf(exportPlot(nullptr, kind, {}, path(QStringLiteral("m.pdf")), kSize))
                .contains(QLatin1String("nothing to export")));
    QVERIFY(textOf(exportPlot(testing::emptyRun(kRun), kind, {}, path(QStringLiteral("m.pdf")), kSize))
                .contains(QLatin1String("nothing to export")));
    QVERIFY(!QFile::exists(path(QStringLiteral("m.pdf"))));
}

// As on a full disk: a file may grow to 100 bytes only.
void PlotExportTest::leavesNothingHalfWritten() {
    QFETCH_GLOBAL(PlotKind, kind);
    QTemporaryDir empty;
    const auto run = testing::wholeRun(kRun);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{100, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    QStringList failures;
    for (const char* name : {"a.csv", "a.png", "a.pdf", "a.svg"})
        failures << textOf(exportPlot(run, kind, {}, empty.filePath(QLatin1String(name)), kSize));
    setrlimit(RLIMIT_FSIZE, &before);
    for (const QString& failure : failures)
        QVERIFY2(failure.contains(QLatin1String("Choose another place")), qPrintable(failures.join(u'|')));
    QCOMPARE(QDir(empty.path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden).size(), 0);
}

void PlotExportTest::replacesAFile() {
    QFETCH_GLOBAL(PlotKind, kind);
    QFile old(path(QStringLiteral("old.csv")));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("before");
    old.close();
    QVERIFY(exportPlot(testing::wholeRun(kRun), kind, {}, old.fileName(), kSize).ok());
    QVERIFY(contentOf(old.fileName()).startsWith("method"));
}

} // namespace infoplane::ui

QTEST_MAIN(infoplane::ui::PlotExportTest)
#include "plot_export_test.moc"
