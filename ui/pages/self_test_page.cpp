// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/self_test_page.h"

#include "ui/pages/self_test_table.h"
#include "ui/plots/export_dialog.h"
#include "ui/plots/picture.h"
#include "ui/plots/self_test_plot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace infoplane::ui {
namespace {

constexpr QSizeF kPictureSize(178.0, 120.0); // mm, two columns of a paper

QLabel* textLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

SelfTestPage::SelfTestPage(const QString& program, InformationUnit unit, QWidget* parent)
    : QWidget(parent, Qt::Window), run_(program) {
    setWindowTitle(tr("Estimator self-test"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connect(&run_, &SelfTestRun::arrived, this, &SelfTestPage::onArrived);
    connect(&run_, &SelfTestRun::ended, this, &SelfTestPage::onEnded);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    unit_->setCurrentIndex(unit == InformationUnit::Bits ? 0 : 1);
    setUnit(unit);
    showRunning();
    resize(QSize(1240, 760).boundedTo(screen()->availableSize() - QSize(40, 60)));
    full_->setFocus();
}

void SelfTestPage::build() {
    auto* column = new QVBoxLayout(this);
    column->addWidget(
        textLabel(tr("Every estimator measures samples whose information is known exactly, from 0 to 10 "
                     "nats. A value is right within three standard errors, 5 % and, with 2,000 points, 0.05 "
                     "nats of the truth; one that is off should be a bound, lie at its cap, or come with a "
                     "warning. A value that is off without a word is wrong."),
                  this));
    column->addLayout(buildBar());
    column->addWidget(buildResults(), 1);
    summary_ = textLabel({}, this);
    summary_->setAccessibleName(tr("Summary"));
    failure_ = textLabel({}, this);
    failure_->setAccessibleName(tr("What went wrong"));
    failure_->setStyleSheet(QStringLiteral("color: #c43c00"));
    failure_->hide();
    column->addWidget(summary_);
    column->addWidget(failure_);
    column->addLayout(buildButtons());
}

QPushButton* SelfTestPage::addButton(QHBoxLayout& row, const QString& text, const QString& hint) {
    auto* button = new QPushButton(text, this);
    button->setToolTip(hint);
    QString plain = text;
    button->setAccessibleName(plain.remove(QLatin1Char('&')));
    button->setAutoDefault(true);
    row.addWidget(button);
    return button;
}

QHBoxLayout* SelfTestPage::buildBar() {
    auto* row = new QHBoxLayout;
    full_ = addButton(*row, tr("&Run"), tr("All rungs, 2,000 points each: about a minute"));
    quick_ = addButton(*row, tr("&Quick run"), tr("Fewer rungs and points: about ten seconds"));
    stop_ = addButton(*row, tr("&Stop"), tr("Keeps what is there (Escape)"));
    connect(full_, &QPushButton::clicked, this, [this] { run(false); });
    connect(quick_, &QPushButton::clicked, this, [this] { run(true); });
    connect(stop_, &QPushButton::clicked, this, &SelfTestPage::stop);
    progress_ = new QProgressBar(this);
    progress_->setAccessibleName(tr("Progress"));
    progress_->setRange(0, 1);
    progress_->setValue(0);
    row->addWidget(progress_, 1);
    unit_ = new QComboBox(this);
    unit_->addItem(tr("bits"));
    unit_->addItem(tr("nats"));
    unit_->setAccessibleName(tr("Unit"));
    unit_->setToolTip(tr("1 bit is ln 2 = 0.693 nats"));
    connect(unit_, &QComboBox::currentIndexChanged, this,
            [this](int index) { setUnit(index == 0 ? InformationUnit::Bits : InformationUnit::Nats); });
    auto* label = new QLabel(tr("&Unit"), this);
    label->setBuddy(unit_);
    row->addWidget(label);
    row->addWidget(unit_);
    return row;
}

QSplitter* SelfTestPage::buildResults() {
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    table_ = new SelfTestTable(model_, splitter);
    plot_ = new SelfTestPlot;
    auto* area = new QScrollArea(splitter); // a small window shows a part of it
    area->setWidget(plot_);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("Picture of the self-test"));
    table_->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    splitter->addWidget(table_);
    splitter->addWidget(area);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({600, 600});
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    connect(table_, &SelfTestTable::estimatorChosen, plot_, &SelfTestPlot::setHighlighted);
    return splitter;
}

QHBoxLayout* SelfTestPage::buildButtons() {
    auto* row = new QHBoxLayout;
    export_ = addButton(*row, tr("&Export…"), tr("The picture as PDF, SVG or PNG, the table as CSV"));
    row->addStretch(1);
    QPushButton* close = addButton(*row, tr("&Close"), tr("Ends a run that is under way"));
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    connect(export_, &QPushButton::clicked, this, [this] {
        const auto write = [this](const QString& path, QSizeF size) { return exportTo(path, size); };
        ExportDialog(write, QStringLiteral("self-test"), kPictureSize, this).exec();
    });
    return row;
}

void SelfTestPage::run(bool quick) {
    if (run_.running()) return;
    model_.clear();
    plot_->setPoints({});
    failure_->hide();
    progress_->setRange(0, 0); // until the first result says how many there are
    run_.start(quick);
    showSummary({});
    showRunning();
}

void SelfTestPage::onArrived(const SelfTestPoint& point, int done, int all) {
    const bool first = model_.points().empty();
    model_.add(point);
    if (first) table_->fitColumns();
    progress_->setRange(0, all);
    progress_->setValue(done);
    showSummary({});
    // Results come in bursts: one picture for each.
    if (std::exchange(plot_stale_, true)) return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            plot_stale_ = false;
            plot_->setPoints(model_.points());
        },
        Qt::QueuedConnection);
}

void SelfTestPage::onEnded(bool whole, const QString& sentence) {
    if (progress_->maximum() == 0) progress_->setRange(0, 1);
    if (whole) progress_->setValue(progress_->maximum());
    table_->fitColumns();
    plot_->setPoints(model_.points()); // an export right now has all of it
    failure_->setText(sentence);
    failure_->setVisible(!sentence.isEmpty());
    const auto counts = model_.counts();
    const int bad =
        counts[std::size_t(SelfTestVerdict::Wrong)] + counts[std::size_t(SelfTestVerdict::Failed)];
    if (whole)
        showSummary(bad == 0 ? tr("Nothing is wrong.") : tr("Sort by verdict to see what is wrong."));
    else
        showSummary(sentence.isEmpty() ? tr("The self-test was stopped.") : QString());
    showRunning();
}

void SelfTestPage::showSummary(const QString& end) {
    const QStringList parts{model_.summary(), end};
    summary_->setText(parts.join(QLatin1Char(' ')).trimmed());
}

void SelfTestPage::showRunning() {
    const bool running = run_.running();
    full_->setEnabled(!running);
    quick_->setEnabled(!running);
    stop_->setEnabled(running);
    export_->setEnabled(!running && !model_.points().empty());
    if (running)
        stop_->setFocus();
    else if (!focusWidget() || !focusWidget()->isEnabled())
        full_->setFocus();
}

void SelfTestPage::setUnit(InformationUnit unit) {
    model_.setUnit(unit);
    plot_->setUnit(unit);
}

Status SelfTestPage::exportTo(const QString& path, QSizeF size) const {
    const Result<FileKind> kind = fileKindOf(path);
    if (!kind) return kind.error();
    return *kind == FileKind::Csv ? saveBytes(model_.csv(), path) : plot_->exportTo(path, size);
}

void SelfTestPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    run_.running() ? stop() : void(close());
}

void showSelfTest(QWidget* parent, const QString& program, InformationUnit unit) {
    auto* page = parent->findChild<SelfTestPage*>(QString(), Qt::FindDirectChildrenOnly);
    if (!page) page = new SelfTestPage(program, unit, parent);
    page->show();
    page->raise();
    page->activateWindow();
}

} // namespace infoplane::ui
