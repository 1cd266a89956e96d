// SPDX-License-Identifier: GPL-3.0-or-later
// Draws every plot of a made-up run to PNG files in a folder, as the window shows it (light and dark), and to
// PDF and SVG. QT_SCALE_FACTOR=2 gives the pictures of a display with twice as many pixels.
#include "tests/gui/plots/synthetic_run.h"
#include "ui/models/view_state.h"
#include "ui/plots/run_plot.h"

#include <QApplication>
#include <QDir>
#include <QStyleFactory>
#include <QTest>

#include <cstdio>

using namespace infoplane;

namespace {

QPalette darkPalette() {
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(45, 45, 48));
    palette.setColor(QPalette::Base, QColor(30, 30, 32));
    palette.setColor(QPalette::Text, QColor(225, 225, 225));
    palette.setColor(QPalette::WindowText, QColor(225, 225, 225));
    palette.setColor(QPalette::PlaceholderText, QColor(150, 150, 150));
    palette.setColor(QPalette::ToolTipBase, QColor(60, 60, 64));
    palette.setColor(QPalette::ToolTipText, QColor(235, 235, 235));
    return palette;
}

void grab(ui::RunPlot& plot, const QString& path, QSize size) {
    plot.resize(size);
    plot.show();
    QTest::qWait(120);
    plot.grab().save(path);
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    const bool dark = argc > 2 && QByteArray(argv[2]) == "dark";
    if (dark) QApplication::setPalette(darkPalette());
    const auto store = testing::wholeRun({});
    ui::ViewState state;
    const QString suffix = dark ? QStringLiteral("_dark") : QString();
    const std::vector<std::pair<QString, std::unique_ptr<ui::RunPlot> (*)(ui::ViewState&)>> kinds{
        {QStringLiteral("plane"), ui::makePlanePlot},
        {QStringLiteral("information"), ui::makeInformationPlot},
        {QStringLiteral("accuracy"), ui::makeAccuracyPlot},
        {QStringLiteral("loss"), ui::makeLossPlot}};
    for (const auto& [name, make] : kinds) {
        state.goLive(180.0);
        const auto plot = make(state);
        grab(*plot, folder.filePath(name + QStringLiteral("_empty") + suffix + QStringLiteral(".png")),
             {480, 360});
        plot->setRun(store);
        grab(*plot, folder.filePath(name + suffix + QStringLiteral(".png")), {640, 480});
        grab(*plot, folder.filePath(name + QStringLiteral("_small") + suffix + QStringLiteral(".png")),
             {360, 260});
        state.setPass(75.0);
        grab(*plot, folder.filePath(name + QStringLiteral("_replay") + suffix + QStringLiteral(".png")),
             {640, 480});
        for (const char* ending : {".pdf", ".svg", ".png"}) {
            if (const Status status =
                    plot->exportTo(folder.filePath(name + QStringLiteral("_print") + QLatin1String(ending)),
                                   QSizeF(340, 255));
                !status)
                std::fprintf(stderr, "%s\n", status.error().text().c_str());
        }
    }
    return 0;
}
