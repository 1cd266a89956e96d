// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the plot of a self-test from the lines of `infoplane selftest --json-lines` on standard input to
// files in a folder: as the window shows it and for print.
#include "ui/models/self_test_line.h"
#include "ui/plots/self_test_plot.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include <cstdio>
#include <iostream>

using namespace infoplane;

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    std::vector<ui::SelfTestPoint> points;
    for (std::string line; std::getline(std::cin, line);) {
        const auto read = ui::readSelfTestLine(QByteArray::fromStdString(line));
        if (!read) return std::fprintf(stderr, "%s\n", read.error().text().c_str()), 1;
        points.push_back(read->point);
    }
    ui::SelfTestPlot plot;
    plot.setPoints(points);
    for (const QSize size : {QSize(760, 620), QSize(480, 340)}) {
        plot.resize(size);
        plot.show();
        QTest::qWait(200);
        plot.grab().save(folder.filePath(QStringLiteral("self_test_%1.png").arg(size.width())));
    }
    for (const char* ending : {".pdf", ".svg", ".png"}) {
        const QString path = folder.filePath(QStringLiteral("self_test_print") + QLatin1String(ending));
        if (const Status status = ui::exportSelfTest(points, path, {504, 340}); !status)
            std::fprintf(stderr, "%s\n", status.error().text().c_str());
    }
    return 0;
}
