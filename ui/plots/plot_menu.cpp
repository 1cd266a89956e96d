// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_state.h"
#include "ui/plots/export_dialog.h"
#include "ui/plots/plot_frame.h"
#include "ui/plots/plot_interaction.h"
#include "ui/plots/read_out.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

// The part of PlotFrame that answers the hand.
namespace infoplane::ui {
namespace {

constexpr double kZoomStep = 0.8;

} // namespace

void PlotFrame::onHovered(const QPointF& position) {
    const std::optional<PointHit> hit = has_points_ ? hitAt(position) : std::nullopt;
    if (!hit) {
        read_out_->hide();
        return;
    }
    read_out_->showAt(hit->pixel,
                      pointText(*run_, kind(), *hit->series, hit->point, hit->x_name, hit->y_name, locale()));
}

void PlotFrame::onClicked(const QPointF& position, Qt::KeyboardModifiers modifiers) {
    setFocus(Qt::MouseFocusReason);
    if (const LegendEntry* entry = legend_->entryAt(position)) {
        const LegendEntry clicked = *entry; // the click makes a new legend
        clickLegend(clicked, modifiers & Qt::ControlModifier);
        return;
    }
    const std::optional<PointHit> hit = has_points_ ? hitAt(position) : std::nullopt;
    if (hit)
        state_.select(QString::fromStdString(hit->series->method), static_cast<int>(hit->series->layer));
    else
        state_.select(QString(), 0);
}

// A click selects what the entry stands for, a second one no more; with Ctrl it hides and shows.
void PlotFrame::clickLegend(const LegendEntry& entry, bool toggle) {
    if (toggle || entry.role == LegendEntry::Role::Quantity) {
        toggleShown(entry);
    } else if (entry.selected) {
        state_.select(QString(), 0);
    } else {
        state_.select(entry.method, entry.layer);
    }
}

void PlotFrame::toggleShown(const LegendEntry& entry) {
    if (entry.role == LegendEntry::Role::Method) state_.showMethod(entry.method, !entry.shown);
    if (entry.role == LegendEntry::Role::Layer) state_.showLayer(entry.layer, !entry.shown);
    if (entry.role != LegendEntry::Role::Quantity) return;
    PlotOptions options = options_;
    if (entry.shown)
        options.hidden_quantities.insert(entry.method);
    else
        options.hidden_quantities.remove(entry.method);
    setOptions(options);
}

void PlotFrame::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        hand_->zoom(kZoomStep);
    else if (event->key() == Qt::Key_Minus)
        hand_->zoom(1.0 / kZoomStep);
    else if (event->key() == Qt::Key_Escape && state_.hasSelection())
        state_.select(QString(), 0);
    else
        RunPlot::keyPressEvent(event);
}

void PlotFrame::contextMenuEvent(QContextMenuEvent* event) {
    if (event->reason() == QContextMenuEvent::Keyboard)
        showMenu(QPointF(-1, -1), mapToGlobal(rect().center()));
    event->accept();
}

void PlotFrame::showMenu(const QPointF& position, const QPoint& global) {
    read_out_->hide();
    QMenu menu(this);
    const LegendEntry* entry = legend_->entryAt(position);
    const LegendEntry copy = entry ? *entry : LegendEntry{};
    fillMenu(menu, entry ? &copy : nullptr);
    menu.exec(global);
}

QAction* PlotFrame::toggleAction(QMenu& menu, const QString& text, bool PlotOptions::*option) {
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(options_.*option);
    connect(action, &QAction::toggled, this, [this, option](bool on) {
        PlotOptions options = options_;
        options.*option = on;
        setOptions(options);
    });
    return action;
}

void PlotFrame::fillMenu(QMenu& menu, const LegendEntry* entry) {
    if (entry) {
        QAction* toggle = menu.addAction((entry->shown ? tr("Hide %1") : tr("Show %1")).arg(entry->text));
        connect(toggle, &QAction::triggered, this, [this, entry = *entry] { toggleShown(entry); });
        menu.addSeparator();
    }
    connect(menu.addAction(tr("Show &all of the data")), &QAction::triggered, this, &PlotFrame::fit);
    toggleAction(menu, tr("&Follow the newest row"), &PlotOptions::follow);
    menu.addSeparator();
    addOwnActions(menu);
    addLegendMenu(menu);
    menu.addSeparator();
    QAction* picture = menu.addAction(tr("&Copy picture"));
    QAction* numbers = menu.addAction(tr("Copy &data"));
    QAction* save = menu.addAction(tr("&Export…"));
    for (QAction* action : {picture, numbers, save})
        action->setEnabled(has_points_);
    connect(picture, &QAction::triggered, this, &PlotFrame::copyPicture);
    connect(numbers, &QAction::triggered, this, &PlotFrame::copyData);
    connect(save, &QAction::triggered, this, [this] { ExportDialog(*this, this).exec(); });
}

void PlotFrame::addLegendMenu(QMenu& menu) {
    QMenu* places = menu.addMenu(tr("&Legend"));
    auto* group = new QActionGroup(places);
    const auto add = [&](const QString& text, LegendPlace place) {
        QAction* action = places->addAction(text);
        action->setCheckable(true);
        action->setChecked(options_.legend == place);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, place] {
            PlotOptions options = options_;
            options.legend = place;
            setOptions(options);
        });
    };
    add(tr("&Above the plot"), LegendPlace::Above);
    add(tr("&In the plot"), LegendPlace::Inside);
    add(tr("&None"), LegendPlace::Off);
}

} // namespace infoplane::ui
