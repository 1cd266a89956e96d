// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/run_shelf.h"
#include "ui/main_window/events_model.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/timeline_player.h"
#include "ui/main_window/training_controller.h"
#include "ui/main_window/window_settings.h"
#include "ui/models/view_state.h"

#include <QMainWindow>

class QDockWidget;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace infoplane::ui {

class ControlBar;
class FileCommands;
class MessageBar;
class PlotCommands;
class SelectionPanel;
class StartPage;
class TimelineBar;
class WindowActions;

// Puts the parts of the window together: what each does is theirs, what happens between them is here.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const MainWindowOptions& options);
    ~MainWindow() override;

    [[nodiscard]] ViewState& state() { return state_; }
    [[nodiscard]] RunShelf& shelf() { return shelf_; }
    [[nodiscard]] TimelinePlayer& player() { return player_; }
    [[nodiscard]] TrainingController& training() { return training_; }
    [[nodiscard]] MessageBar& messages() { return *messages_; }
    [[nodiscard]] const WindowActions& actions() const { return *actions_; }
    [[nodiscard]] PlotDeck& deck() { return deck_; }

    void open(const QString& file); // "-": standard input
    void editExperiment();

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // window.cpp
    void connectSession();
    void connectShelf();
    void connectActions();
    void start();
    void onState(SessionState state);
    void onRunReplaced();
    void onRowsArrived();
    void onGrowing();
    void onExperiment();
    void askDataFolder(const QString& data_set);
    void usePreset(const QString& name);
    void setTheme(Theme theme);
    void finishClosing();
    void askBeforeClosing();

    // window_layout.cpp
    void buildCentre();
    void buildDocks();
    void buildBars(const std::vector<DeviceChoice>& devices);
    void buildStatus();
    QDockWidget* addDock(Qt::DockWidgetArea area, const QString& title, const char* name, QWidget* content);
    void arrangeDocks();
    void restoreLayout();
    void showWarnings();
    QWidget* makeEventsView();

    WindowSettings settings_;
    ViewState state_;
    SessionBridge session_;
    RunShelf shelf_;
    TrainingController training_;
    TimelinePlayer player_;
    EventsModel events_;
    PlotDeck deck_;
    QString program_, version_;
    bool closing_ = false; // the user agreed to stop the run and leave
    bool play_once_read_;  // the run that was asked for at the start

    WindowActions* actions_;
    MessageBar* messages_ = nullptr;
    StartPage* start_page_ = nullptr;
    QStackedWidget* centre_ = nullptr;
    SelectionPanel* selection_ = nullptr;
    ControlBar* control_ = nullptr;
    TimelineBar* timeline_ = nullptr;
    FileCommands* files_ = nullptr;
    PlotCommands* plots_ = nullptr;
    QDockWidget *selection_dock_ = nullptr, *information_dock_ = nullptr, *accuracy_dock_ = nullptr,
                *loss_dock_ = nullptr, *events_dock_ = nullptr;
    QLabel* recording_ = nullptr;
    QToolButton* warnings_ = nullptr;
};

} // namespace infoplane::ui
