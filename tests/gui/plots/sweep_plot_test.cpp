// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/plots/picture_compare.h"
#include "ui/plots/sweep_lines.h"
#include "ui/plots/sweep_plot.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace infoplane::ui {
namespace {

const QSizeF kPicture(720.0, 360.0); // points

// beta from 1e-3 to 1; both terms fall with it, and each curve lies a little lower.
SweepPlotData betaSweep(std::size_t curves, bool optima) {
    SweepPlotData data;
    data.key = "objective.beta";
    data.logarithmic = true;
    data.unit = "bits";
    data.conditions = "layer = 2, sigma = 0.5, information: Gaussian-mixture plug-in, train split, n = 100";
    data.label_entropy = 1.0;
    data.read_outs = {"linear_probe", "network_output"};
    for (std::size_t c = 0; c < curves; ++c) {
        SweepCurve& curve = data.curves.emplace_back();
        curve.label = "ib, network.sigma = " + std::to_string(c + 1);
        for (int i = 0; i <= 6; ++i) {
            SweepPlotPoint& point = curve.points.emplace_back();
            const double share = 1.0 - i / 6.0;
            point.x = std::pow(10.0, 0.5 * i - 3.0);
            point.I_XT = {2.0 * share - 0.1 * static_cast<double>(c), 0.1};
            point.I_TY = {std::min(point.I_XT.value, 0.95) - 0.02, 0.03};
            point.accuracy = {{0.5 + 0.45 * share, 0.02}, {}};
            if (optima)
                point.optimum = SweepPlane{std::min(1.0, 0.5 / point.x), std::min(1.0, 0.5 / point.x)};
        }
    }
    return data;
}

QString textOf(const Status& status) {
    return status ? QString() : QString::fromStdString(status.error().text());
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int pixelsOf(const QImage& image, const QColor& colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) == colour) ++count;
    return count;
}

} // namespace

class SweepPlotTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindOfFileHasItsMagic();
    void valuesHaveTheirColours();
    void labelsNameUnitsAndConditions();
    void optimaAreDrawnAndExplained();
    void aCurveHasItsDashAndMarker();
    void whatWasNotMeasuredHasNoLine();
    void categoriesNameTheirValues();
    void oneValueAloneIsDrawn();
    void refusesWhatCannotBe();

private:
    [[nodiscard]] QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    QImage pictureOfSweep(const SweepPlotData& data, const char* name) {
        const Status status = exportSweep(data, path(name), kPicture);
        return status ? QImage(path(name)) : QImage();
    }
    QTemporaryDir folder_;
};

void SweepPlotTest::everyKindOfFileHasItsMagic() {
    for (const auto& [name, magic] :
         {std::pair<const char*, QByteArray>{"a.pdf", "%PDF-"}, {"a.svg", "<?xml"}, {"a.png", "\x89PNG"}}) {
        const Status status = exportSweep(betaSweep(2, false), path(name), kPicture);
        QVERIFY2(status.ok(), qPrintable(textOf(status)));
        QVERIFY2(contentOf(path(name)).startsWith(magic), name);
    }
}

void SweepPlotTest::valuesHaveTheirColours() {
    const SweepPlotData data = betaSweep(1, false);
    const QImage image = pictureOfSweep(data, "colours.png");
    QCOMPARE(image.size(), kPicture.toSize() * 2);
    const ValueColours colours(data, false);
    QCOMPARE(colours.lower(), 1e-3);
    QCOMPARE(colours.upper(), 1.0);
    for (const SweepPlotPoint& point : data.curves[0].points)
        QVERIFY2(pixelsOf(image, colours.of(point.x)) > 20, qPrintable(QString::number(point.x)));
    // The middle of a logarithmic axis has the middle colour.
    QCOMPARE(colours.of(std::pow(10.0, -1.5)), QColor::fromRgb(colours.map().at(colours.map().step(0.5))));
}

void SweepPlotTest::labelsNameUnitsAndConditions() {
    QVERIFY(exportSweep(betaSweep(1, false), path("labels.svg"), kPicture).ok());
    const QString svg = QString::fromUtf8(contentOf(path("labels.svg")));
    for (const char* text : {"objective.beta", "information [bits]", "accuracy [%]", "accuracy: linear probe",
                             "min(I(X;T), H(Y))", "H(Y) = 1 bits", "Gaussian-mixture plug-in", "n = 100"})
        QVERIFY2(svg.contains(QLatin1String(text)), text);
}

void SweepPlotTest::optimaAreDrawnAndExplained() {
    const QImage without = pictureOfSweep(betaSweep(1, false), "without.png");
    const QImage with = pictureOfSweep(betaSweep(1, true), "with.png");
    QVERIFY(!testing::lookAlike(without, with));
    const PlotTheme theme = PlotTheme::forPrint(QApplication::font());
    const SweepPlotData data = betaSweep(1, true);
    const auto crosses = optimumCrosses(data, ValueColours(data, false));
    QCOMPARE(crosses.size(), std::size_t{7});
    QCOMPARE(crosses.back().x, 0.5); // 1 / (2 beta)
    const auto crossed = [&](const SweepPlotData& shown) {
        return std::ranges::count_if(sweepLegend(shown, theme), &LegendEntry::crossed);
    };
    QCOMPARE(crossed(data), 1);
    QCOMPARE(crossed(betaSweep(1, false)), 0);
}

void SweepPlotTest::aCurveHasItsDashAndMarker() {
    const PlotTheme theme = PlotTheme::forPrint(QApplication::font());
    const SweepPlotData data = betaSweep(3, false);
    const auto plane = planeLines(data, ValueColours(data, false), theme);
    QCOMPARE(plane.size(), std::size_t{3});
    for (std::size_t c = 0; c < 3; ++c) {
        QCOMPARE(plane[c].marker, c);
        QCOMPARE(plane[c].points[0].x, data.curves[c].points[0].I_XT.value);
        QCOMPARE(plane[c].points[0].y_bar, 0.03);
    }
    QCOMPARE(informationLines(data, theme).size(), std::size_t{6});
    const auto entries = sweepLegend(data, theme);
    QCOMPARE(std::ranges::count_if(entries, [](const LegendEntry& e) { return e.marker.has_value(); }), 3);
}

void SweepPlotTest::whatWasNotMeasuredHasNoLine() {
    const PlotTheme theme = PlotTheme::forPrint(QApplication::font());
    SweepPlotData data = betaSweep(1, false);
    QCOMPARE(accuracyLines(data, theme).size(), std::size_t{1}); // the network has no output here
    data.curves[0].points[3].I_XT = {};
    data.curves[0].points[2].I_TY.spread = std::nan("");
    QVERIFY(!pictureOfSweep(data, "gap.png").isNull());
}

void SweepPlotTest::categoriesNameTheirValues() {
    SweepPlotData data = betaSweep(1, false);
    data.logarithmic = false;
    for (std::size_t i = 0; i < data.curves[0].points.size(); ++i) {
        data.curves[0].points[i].x = static_cast<double>(i);
        data.categories.push_back("word" + std::to_string(i));
    }
    QVERIFY(exportSweep(data, path("words.svg"), kPicture).ok());
    const QByteArray svg = contentOf(path("words.svg"));
    for (const std::string& word : data.categories)
        QVERIFY2(svg.contains(word.c_str()), word.c_str());
}

void SweepPlotTest::oneValueAloneIsDrawn() {
    SweepPlotData data = betaSweep(1, true);
    data.curves[0].points.resize(1);
    QVERIFY(!pictureOfSweep(data, "one.png").isNull());
}

void SweepPlotTest::refusesWhatCannotBe() {
    QVERIFY(!exportSweep(betaSweep(1, false), path("a.csv"), kPicture).ok());
    QVERIFY(!exportSweep(betaSweep(1, false), path("a.png"), {1.0, 1.0}).ok());
    SweepPlotData data = betaSweep(1, false);
    for (SweepPlotPoint& point : data.curves[0].points)
        point.I_XT = {};
    QVERIFY(textOf(exportSweep(data, path("none.png"), kPicture)).contains(QLatin1String("nothing to draw")));
    QVERIFY(!QFile::exists(path("none.png")));
}

} // namespace infoplane::ui

QTEST_MAIN(infoplane::ui::SweepPlotTest)
#include "sweep_plot_test.moc"
