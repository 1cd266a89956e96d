// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/plot_deck.h"

#include <QApplication>
#include <QEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace infoplane::ui {
namespace {

QVBoxLayout* makeTightLayout(QWidget* widget) {
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    return layout;
}

} // namespace

PlotDeck::PlotDeck(const PlotFactories& factories, ViewState& state, QObject* parent) : QObject(parent) {
    const std::array makers{&factories.plane, &factories.information, &factories.accuracy, &factories.loss};
    for (std::size_t i = 0; i < places_.size(); ++i) {
        Place& place = places_[i];
        place.frame = new QWidget;
        place.plot = (*makers[i])(state).release();
        place.plot->setAccessibleName(titleOf(kKinds[i]));
        place.plot->setFocusPolicy(Qt::StrongFocus);
        makeTightLayout(place.frame)->addWidget(place.plot);
        place.plot->installEventFilter(this);
    }
    focused_ = places_[0].plot;
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { onFocus(now); });
}

QWidget& PlotDeck::frame(PlotKind kind) const {
    return *places_[std::size_t(kind)].frame;
}

RunPlot& PlotDeck::plot(PlotKind kind) const {
    return *places_[std::size_t(kind)].plot;
}

QString PlotDeck::titleOf(PlotKind kind) {
    switch (kind) {
    case PlotKind::Plane:
        return tr("Information plane");
    case PlotKind::Information:
        return tr("Mutual information");
    case PlotKind::Accuracy:
        return tr("Accuracy");
    case PlotKind::Loss:
        break;
    }
    return tr("Loss");
}

void PlotDeck::setRun(std::shared_ptr<const RunStore> run) {
    for (const Place& place : places_)
        place.plot->setRun(run);
}

void PlotDeck::refresh() {
    for (const Place& place : places_)
        if (place.plot->isVisible()) place.plot->refresh();
}

void PlotDeck::fitAll() {
    for (const Place& place : places_)
        place.plot->fit();
}

bool PlotDeck::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::Show)
        for (const Place& place : places_)
            if (object == place.plot) place.plot->refresh(); // rows that came while it could not be seen
    if (event->type() == QEvent::Close && object == screen_) leaveFullScreen();
    return QObject::eventFilter(object, event);
}

void PlotDeck::onFocus(QWidget* now) {
    for (const Place& place : places_)
        if (now && (now == place.plot || place.plot->isAncestorOf(now)) && focused_ != place.plot) {
            focused_ = place.plot;
            Q_EMIT focusChanged();
        }
}

void PlotDeck::toggleFullScreen() {
    if (screen_) {
        leaveFullScreen();
        return;
    }
    screen_ = new QWidget;
    screen_->setWindowTitle(titleOf(focused_->kind()));
    screen_->installEventFilter(this);
    makeTightLayout(screen_)->addWidget(focused_);
    for (const QKeySequence& keys : {QKeySequence(Qt::Key_Escape), QKeySequence(Qt::SHIFT | Qt::Key_F11)})
        connect(new QShortcut(keys, screen_), &QShortcut::activated, this, &PlotDeck::leaveFullScreen);
    screen_->showFullScreen();
    focused_->setFocus();
}

void PlotDeck::leaveFullScreen() {
    if (!screen_) return;
    QWidget* screen = std::exchange(screen_, nullptr);
    for (const Place& place : places_)
        if (screen->isAncestorOf(place.plot)) place.frame->layout()->addWidget(place.plot);
    screen->removeEventFilter(this);
    screen->hide();
    screen->deleteLater();
}

} // namespace infoplane::ui
