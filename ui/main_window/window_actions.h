// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QVector>

#include <utility>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace infoplane::ui {

// Every command of the window, in its menus. What a command does is connected by the window; what it is
// called, its keys and its icon are here.
class WindowActions : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QMainWindow& window);

    QAction *new_experiment, *open, *close_run, *save_as, *export_plot, *export_all, *run_folder, *quit;
    QAction *start, *pause, *go_on, *stop, *edit;
    QAction *to_first, *back, *play, *forward, *to_last, *live;
    QAction *full_screen, *plot_full_screen, *reset_layout, *theme_system, *theme_light, *theme_dark;
    QAction *fit, *fit_all, *copy_picture, *bits, *nats;
    QAction *shortcuts, *self_test, *about;

    QMenu *recent, *docks, *estimators, *this_plot; // filled by the window

    // Keys and what they do, for the page of shortcuts; the menus' order.
    [[nodiscard]] QVector<std::pair<QString, QString>> keys() const;

private:
    QMenu* addMenu(const QString& title);
    QAction* add(QMenu* menu, const QString& text, const QKeySequence& keys = {}, const char* icon = nullptr);
    QAction* addChoice(QMenu* menu, QActionGroup* group, const QString& text);
    void buildFile();
    void buildExperiment();
    void buildView();
    void buildTime(QMenu* menu);
    void buildPlot();
    void buildHelp();

    QMainWindow& window_;
    QVector<QAction*> in_order_;
};

} // namespace infoplane::ui
