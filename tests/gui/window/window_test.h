// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/window/fake_session.h"
#include "ui/main_window/window.h"

#include <QAbstractButton>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace infoplane::testing {

// A window on a fake session. Its settings and files are in a folder of its own.
struct TestWindow {
    explicit TestWindow(FakeTraining training = {}, const QString& program = {}, bool real_plots = false,
                        const QString& replay = {});
    ~TestWindow();

    // An action of the menus, by its text without mnemonics.
    [[nodiscard]] QAction& action(const QString& text) const;
    // A push or tool button of the window, by the start of its accessible name.
    [[nodiscard]] QAbstractButton& button(const QString& name) const;
    [[nodiscard]] bool waitForState(SessionState state);
    // Starts and waits until rows came.
    [[nodiscard]] bool startAndWaitForRows();

    FakeSession* session = nullptr; // the window's
    std::unique_ptr<ui::MainWindow> window;
};

// The program of a test: settings in a temporary folder, documents in Qt's test places.
template <class Test>
int runTest(int argc, char** argv) {
    QTemporaryDir settings;
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("InfoplaneTest"));
    QCoreApplication::setApplicationName(QStringLiteral("InfoplaneTest"));
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QSettings().setValue(QStringLiteral("run_folder"), settings.filePath(QStringLiteral("runs")));
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace infoplane::testing
