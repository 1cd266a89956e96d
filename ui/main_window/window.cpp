// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/window.h"

#include "core/config/schema.h"
#include "ui/main_window/control_bar.h"
#include "ui/main_window/file_commands.h"
#include "ui/main_window/message_bar.h"
#include "ui/main_window/plot_commands.h"
#include "ui/main_window/run_outline.h"
#include "ui/main_window/selection_panel.h"
#include "ui/main_window/timeline_bar.h"
#include "ui/main_window/timeline_track.h"
#include "ui/main_window/window_actions.h"
#include "ui/pages/experiment_editor.h"
#include "ui/pages/help_pages.h"
#include "ui/pages/self_test_page.h"
#include "ui/pages/start_page.h"

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>

namespace infoplane::ui {
namespace {

QString sentenceOf(const Error& error) {
    return QString::fromStdString(error.text());
}

Experiment firstExperiment(const MainWindowOptions& options) {
    if (options.experiment) return *options.experiment;
    Result<Experiment> digits = preset("digits");
    return digits ? *digits : Experiment{};
}

} // namespace

MainWindow::MainWindow(const MainWindowOptions& options)
    : session_(options.make_session),
      shelf_(std::make_unique<LiveRun>(session_)),
      training_(session_, shelf_.live(), settings_),
      player_(state_),
      deck_(options.plots, state_),
      program_(options.program),
      version_(options.version),
      play_once_read_(options.play),
      actions_(new WindowActions(*this)) {
    setAcceptDrops(true);
    buildCentre();
    buildDocks();
    buildBars(options.devices);
    buildStatus();
    files_ = new FileCommands(*this, *actions_, shelf_, *messages_, settings_, program_);
    plots_ = new PlotCommands(*this, *actions_, deck_, state_, *messages_);
    connectSession();
    connectShelf();
    connectActions();
    restoreLayout();
    training_.setExperiment(firstExperiment(options));
    onRunReplaced();
    start_page_->setFocus();
    if (!options.open.isEmpty()) open(options.open);
}

// The views go before what they look at.
MainWindow::~MainWindow() {
    disconnect(&session_, nullptr, this, nullptr);
    disconnect(&shelf_, nullptr, this, nullptr);
    deck_.leaveFullScreen();
    delete takeCentralWidget();
    const QObjectList parts = children();
    for (QObject* part : parts)
        if (part->inherits("QDockWidget") || part->inherits("QToolBar")) delete part;
}

void MainWindow::connectSession() {
    connect(&session_, &SessionBridge::stateChanged, this, &MainWindow::onState);
    connect(&session_, &SessionBridge::failed, this, [this](const Error& error) {
        messages_->tell(MessageKind::Error, tr("The run ended: %1").arg(sentenceOf(error)));
    });
    connect(&training_, &TrainingController::experimentChanged, this, &MainWindow::onExperiment);
    connect(&training_, &TrainingController::refused, this,
            [this](const QString& sentence) { messages_->tell(MessageKind::Error, sentence); });
    connect(&training_, &TrainingController::runFolderRefused, this, [this](const QString& sentence) {
        messages_->tell(MessageKind::Error, sentence,
                        {{tr("Choose a folder…"), [this] { files_->chooseRunFolder(); }}});
    });
    connect(&training_, &TrainingController::dataFolderNeeded, this, &MainWindow::askDataFolder);
    connect(&training_, &TrainingController::recordingTo, this, [this](const QString& file) {
        recording_->setText(tr("Recording to %1").arg(QDir::toNativeSeparators(file)));
    });
    connect(control_, &ControlBar::presetChosen, this, &MainWindow::usePreset);
    connect(control_, &ControlBar::deviceChosen, &training_, &TrainingController::setDevice);
}

void MainWindow::connectShelf() {
    connect(&shelf_, &RunShelf::runReplaced, this, &MainWindow::onRunReplaced);
    connect(&shelf_, &RunShelf::rowsArrived, this, &MainWindow::onRowsArrived);
    connect(&shelf_, &RunShelf::growingChanged, this, &MainWindow::onGrowing);
    connect(start_page_, &StartPage::editAsked, this, &MainWindow::editExperiment);
    connect(start_page_, &StartPage::openAsked, files_, &FileCommands::chooseAndOpen);
}

void MainWindow::connectActions() {
    const auto on = [this](QAction* action, auto run) { connect(action, &QAction::triggered, this, run); };
    on(actions_->start, [this] { start(); });
    on(actions_->pause, [this] { session_.pause(); });
    on(actions_->go_on, [this] { session_.resume(); });
    on(actions_->stop, [this] { session_.stop(); });
    on(actions_->edit, [this] { editExperiment(); });
    on(actions_->new_experiment, [this] { editExperiment(); });
    on(actions_->quit, [this] { close(); });
    on(actions_->to_first, [this] { player_.toFirst(); });
    on(actions_->back, [this] { player_.stepBy(-1); });
    on(actions_->play, [this] { player_.togglePlaying(); });
    on(actions_->forward, [this] { player_.stepBy(1); });
    on(actions_->to_last, [this] { player_.toLast(); });
    on(actions_->live, [this] { player_.goLive(); });
    on(actions_->full_screen, [this](bool full) { full ? showFullScreen() : showNormal(); });
    on(actions_->reset_layout, [this] { arrangeDocks(); });
    on(actions_->theme_system, [this] { setTheme(Theme::System); });
    on(actions_->theme_light, [this] { setTheme(Theme::Light); });
    on(actions_->theme_dark, [this] { setTheme(Theme::Dark); });
    on(actions_->shortcuts, [this] { showShortcuts(this, actions_->keys()); });
    on(actions_->self_test, [this] { showSelfTest(this, program_, state_.unit()); });
    on(actions_->about, [this] { showAbout(this, version_); });
    (settings_.theme() == Theme::System  ? actions_->theme_system
     : settings_.theme() == Theme::Light ? actions_->theme_light
                                         : actions_->theme_dark)
        ->setChecked(true);
}

void MainWindow::open(const QString& file) {
    if (file == QLatin1String("-"))
        files_->openStandardInput();
    else
        files_->open(file);
}

void MainWindow::start() {
    shelf_.show(shelf_.live());
    training_.start();
    timeline_->setFocus();
}

void MainWindow::onState(SessionState state) {
    control_->setState(state);
    start_page_->setPreparing(state == SessionState::Preparing);
    if (state == SessionState::Stopping) statusBar()->showMessage(tr("Completing the run file…"));
    if (state != SessionState::Idle) return;
    statusBar()->clearMessage();
    const QString file = shelf_.live().file();
    if (shelf_.live().run() && !file.isEmpty()) {
        settings_.addRecentFile(file);
        recording_->setText(tr("Recorded in %1").arg(QDir::toNativeSeparators(file)));
    }
    if (closing_) finishClosing();
}

void MainWindow::onRunReplaced() {
    const RunSource& source = shelf_.shown();
    const std::shared_ptr<const RunStore> run = source.run();
    const RunOutline outline = run ? outlineOf(run->description()) : outlineOf(training_.experiment());
    selection_->setOutline(outline);
    plots_->setOutline(outline);
    deck_.setRun(run);
    player_.setRun(run);
    events_.setRun(run);
    plots_->setRun(run != nullptr, run ? QString::fromStdString(run->description().title) : QString());
    centre_->setCurrentIndex(run ? 1 : 0);
    setWindowTitle(run ? tr("%1 – Infoplane").arg(QString::fromStdString(run->description().title))
                       : tr("Infoplane"));
    onGrowing();
    showWarnings();
}

void MainWindow::onRowsArrived() {
    player_.refresh();
    deck_.refresh();
    events_.refresh();
    showWarnings();
    if (shelf_.shown().growing()) control_->showProgress(shelf_.shown().run().get());
}

void MainWindow::onGrowing() {
    const bool growing = shelf_.shown().growing();
    player_.setGrowing(growing);
    control_->showProgress(growing ? shelf_.shown().run().get() : nullptr);
    if (growing || !play_once_read_ || !shelf_.shown().run()) return;
    play_once_read_ = false;
    player_.toFirst();
    player_.play();
}

void MainWindow::onExperiment() {
    control_->setExperiment(training_.experiment());
    start_page_->setExperiment(training_.experiment());
    if (shelf_.shown().run()) return;
    selection_->setOutline(outlineOf(training_.experiment()));
}

void MainWindow::usePreset(const QString& name) {
    Result<Experiment> chosen = preset(name.toStdString());
    if (!chosen) {
        messages_->tell(MessageKind::Error, sentenceOf(chosen.error()));
        return;
    }
    chosen->compute.device = training_.experiment().compute.device;
    training_.setExperiment(*chosen);
}

void MainWindow::editExperiment() {
    auto* editor = new ExperimentEditor(training_.experiment(), this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this,
            [this, editor] { training_.setExperiment(editor->experiment()); });
    editor->open();
}

void MainWindow::askDataFolder(const QString& data_set) {
    const auto choose = [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the data set"));
        if (folder.isEmpty()) return;
        training_.setDataFolder(folder);
        start();
    };
    messages_->tell(
        MessageKind::Note,
        tr("The data set %1 is read from files: choose the folder that holds them.").arg(data_set),
        {{tr("Choose the folder…"), choose}});
}

void MainWindow::setTheme(Theme theme) {
    settings_.setTheme(theme);
    applyTheme(theme);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (session_.busy()) {
        event->ignore();
        if (!closing_) askBeforeClosing();
        return;
    }
    deck_.leaveFullScreen();
    settings_.saveWindow(saveGeometry(), saveState());
    event->accept();
}

void MainWindow::askBeforeClosing() {
    if (auto* open = findChild<QMessageBox*>(QStringLiteral("closing"))) {
        open->raise();
        return;
    }
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("A run is training"),
        tr("Stop the run and close the window? What was recorded is kept in a complete file."),
        QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("closing"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* stop = box->addButton(tr("&Stop and keep the file"), QMessageBox::AcceptRole);
    QPushButton* go_on = box->addButton(tr("&Go on training"), QMessageBox::RejectRole);
    box->setDefaultButton(go_on);
    box->setEscapeButton(go_on);
    connect(stop, &QPushButton::clicked, this, [this] {
        closing_ = true;
        session_.stop();
        if (!session_.busy()) finishClosing();
    });
    box->open();
}

void MainWindow::finishClosing() {
    QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (!handleTimelineKey(player_, *event)) QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) open(url.toLocalFile());
    event->acceptProposedAction();
}

std::unique_ptr<QWidget> makeMainWindow(const MainWindowOptions& options) {
    return std::make_unique<MainWindow>(options);
}

} // namespace infoplane::ui
