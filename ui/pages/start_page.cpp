// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start_page.h"

#include "ui/pages/experiment_summary.h"
#include "ui/style/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace infoplane::ui {
namespace {

QLabel* makeLabel(QWidget* parent, double scale, bool bold) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(bold);
    label->setFont(font);
    return label;
}

QPushButton* makeLink(const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setFlat(true);
    button->setCursor(Qt::PointingHandCursor);
    QPalette link = button->palette();
    link.setColor(QPalette::ButtonText, link.color(QPalette::Link));
    button->setPalette(link);
    return button;
}

} // namespace

StartPage::StartPage(QAction& start, QWidget* parent) : QWidget(parent), start_(start) {
    title_ = makeLabel(this, 1.5, true);
    words_ = makeLabel(this, 1.0, false);
    button_ = new QPushButton(lineIcon(QStringLiteral("play"), Qt::white), tr("Start training"), this);
    button_->setAccessibleName(tr("Start training"));
    QFont font = button_->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    button_->setFont(font);
    button_->setIconSize({28, 28});
    button_->setMinimumSize(button_->sizeHint() + QSize(48, 24));
    button_->setDefault(true);
    button_->setStyleSheet(
        QStringLiteral("QPushButton { background: #0072b2; color: white; border: 0; border-radius: 6px; }"
                       "QPushButton:hover, QPushButton:focus { background: #1f8ccc; }"
                       "QPushButton:disabled { background: #808890; }"));
    connect(button_, &QPushButton::clicked, &start, &QAction::trigger);
    connect(&start, &QAction::changed, this, [this] { button_->setEnabled(start_.isEnabled()); });

    auto* links = new QHBoxLayout;
    links->addStretch(1);
    QPushButton* edit = makeLink(tr("Change the experiment…"), this);
    QPushButton* open = makeLink(tr("Open a recorded run…"), this);
    connect(edit, &QPushButton::clicked, this, &StartPage::editAsked);
    connect(open, &QPushButton::clicked, this, &StartPage::openAsked);
    links->addWidget(edit);
    links->addWidget(open);
    links->addStretch(1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(title_);
    column->addWidget(words_);
    column->addSpacing(8);
    column->addWidget(button_, 0, Qt::AlignCenter);
    column->addLayout(links);
    column->addStretch(3);
    setFocusProxy(button_);
}

void StartPage::setExperiment(const Experiment& experiment) {
    title_->setText(tr("Experiment “%1”").arg(QString::fromStdString(experiment.title)));
    words_->setText(
        tr("Each layer learns alone to keep what tells the label and to forget the rest of the input. "
           "Watch the layers move in the information plane while they train.") +
        QStringLiteral("\n\n") + summaryOf(experiment));
}

void StartPage::setPreparing(bool preparing) {
    button_->setText(preparing ? tr("Preparing the data…") : tr("Start training"));
}

} // namespace infoplane::ui
