// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/window/fake_self_test.h"
#include "tests/gui/window/window_test.h"
#include "ui/models/self_test_line.h"
#include "ui/pages/self_test_page.h"

#include <QLabel>

#include <memory>
#include <vector>

namespace infoplane::testing {

// The self-test in the window. The program is a script here, called as the real one is: PROGRAM selftest
// [--quick] --json-lines.
class SelfTestFixture {
protected:
    void newFolder() { folder_ = std::make_unique<QTemporaryDir>(); }
    // A page on a script of that body, shown and run.
    [[nodiscard]] std::unique_ptr<ui::SelfTestPage> pageOn(const QString& body, bool quick = false) {
        auto page = std::make_unique<ui::SelfTestPage>(writeProgram(path("program"), body),
                                                       InformationUnit::Nats, nullptr);
        page->setAttribute(Qt::WA_DeleteOnClose, false);
        page->show();
        page->run(quick);
        return page;
    }
    template <class Widget>
    [[nodiscard]] static Widget& named(const QWidget& page, const QString& name) {
        for (Widget* widget : page.findChildren<Widget*>())
            if (widget->accessibleName() == name) return *widget;
        qFatal("no widget %s", qPrintable(name));
    }
    [[nodiscard]] static QString failureOf(const QWidget& page) {
        const QLabel& label = named<QLabel>(page, "What went wrong");
        return label.isVisible() ? label.text() : QString();
    }
    [[nodiscard]] static std::vector<ui::SelfTestPoint> somePoints() {
        std::vector<ui::SelfTestPoint> points;
        for (const QByteArray& line : selfTestLines())
            points.push_back(ui::readSelfTestLine(line)->point);
        return points;
    }
    [[nodiscard]] QString path(const QString& name) const { return folder_->filePath(name); }
    [[nodiscard]] static QByteArray contentOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

} // namespace infoplane::testing
