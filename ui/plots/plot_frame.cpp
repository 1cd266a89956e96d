// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_frame.h"

#include "ui/models/view_state.h"
#include "ui/plots/plot_interaction.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/read_out.h"

#include <QEvent>
#include <QLabel>
#include <QStackedLayout>

#include <cmath>

namespace infoplane::ui {
namespace {

// Bottom to top; "trajectories" and "cursor" have buffers of their own so that the cursor moves cheaply.
void addLayers(QCustomPlot& plot) {
    plot.addLayer(QStringLiteral("references"), plot.layer(QStringLiteral("grid")), QCustomPlot::limAbove);
    plot.addLayer(QStringLiteral("trajectories"), plot.layer(QStringLiteral("axes")), QCustomPlot::limAbove);
    plot.addLayer(QStringLiteral("labels"), plot.layer(QStringLiteral("trajectories")),
                  QCustomPlot::limAbove);
    plot.addLayer(QStringLiteral("cursor"), plot.layer(QStringLiteral("labels")), QCustomPlot::limAbove);
    plot.layer(QStringLiteral("trajectories"))->setMode(QCPLayer::lmBuffered);
    plot.layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
}

} // namespace

PlotFrame::PlotFrame(ViewState& state)
    : state_(state),
      plot_(new QCustomPlot(this)),
      sentence_(new QLabel(this)),
      pages_(new QStackedLayout(this)),
      legend_(nullptr),
      hand_(new PlotInteraction(plot_)),
      read_out_(new ReadOut(this)) {
    addLayers(*plot_);
    plot_->plotLayout()->clear();
    plot_->plotLayout()->setRowSpacing(2);
    legend_ = new PlotLegend(plot_);
    plot_->plotLayout()->addElement(0, 0, legend_);
    plot_->plotLayout()->setRowStretchFactor(0, 0.001); // it takes what it needs
    plot_->setContextMenuPolicy(Qt::NoContextMenu);     // the hand tells a click from a box
    sentence_->setAlignment(Qt::AlignCenter);
    sentence_->setWordWrap(true);
    sentence_->setMargin(24);
    sentence_->setAutoFillBackground(true);
    sentence_->setBackgroundRole(QPalette::Base);
    sentence_->setForegroundRole(QPalette::PlaceholderText);
    pages_->addWidget(sentence_);
    pages_->addWidget(plot_);
    setFocusPolicy(Qt::StrongFocus);

    connect(&state_, &ViewState::selectionChanged, this, &PlotFrame::onSelectionChanged);
    connect(&state_, &ViewState::cursorChanged, this, [this] {
        if (std::exchange(cursor_stale_, true)) return;
        QMetaObject::invokeMethod(
            this,
            [this] {
                cursor_stale_ = false;
                if (isVisible() && has_points_) drawCursor();
            },
            Qt::QueuedConnection);
    });
    connect(plot_, &QCustomPlot::afterLayout, this, &PlotFrame::onLayout);
    connect(hand_, &PlotInteraction::fitRequested, this, &PlotFrame::fit);
    connect(hand_, &PlotInteraction::rangesChanged, this, &PlotFrame::onRangesChanged);
    connect(hand_, &PlotInteraction::clicked, this, &PlotFrame::onClicked);
    connect(hand_, &PlotInteraction::hovered, this, &PlotFrame::onHovered);
    connect(hand_, &PlotInteraction::left, read_out_, &QWidget::hide);
    connect(hand_, &PlotInteraction::menuRequested, this, &PlotFrame::showMenu);
}

void PlotFrame::setRun(std::shared_ptr<const RunStore> run) {
    run_ = std::move(run);
    window_ = Window::Fitted;
    reload();
}

PlotFrame::DataKey PlotFrame::dataKey() const {
    return {state_.estimator(), state_.unit(), state_.split(), state_.seed(), options_.each_seed};
}

SeriesOptions PlotFrame::seriesOptions() const {
    SeriesOptions options;
    options.estimator = state_.estimator().toStdString();
    options.unit = state_.unit();
    options.split = state_.split();
    options.seed = state_.seed();
    return options;
}

const EstimatorDescription* PlotFrame::shownEstimator() const {
    const std::string name = state_.estimator().toStdString();
    for (const MethodDescription& method : run_->description().methods)
        for (const EstimatorDescription& estimator : method.estimators)
            if (estimator.name == name) return &estimator;
    return nullptr;
}

QString PlotFrame::capOfInputName(double cap) const {
    const EstimatorDescription* estimator = shownEstimator();
    const bool bits = state_.unit() == InformationUnit::Bits;
    const double samples = estimator ? static_cast<double>(estimator->samples[state_.split()]) : 1.0;
    if (std::abs(cap - (bits ? std::log2(samples) : std::log(samples))) > 1e-6) return tr("cap");
    return bits ? QStringLiteral("log\u2082 N") : QStringLiteral("ln N");
}

bool PlotFrame::isHidden(const std::string& quantity) const {
    return options_.hidden_quantities.contains(QString::fromStdString(quantity));
}

bool PlotFrame::showsQuantity(const Series& series) const {
    return !isHidden(series.quantity) && !isHidden(series.split);
}

// Takes all rows anew.
void PlotFrame::reload() {
    begun_ = true;
    key_ = dataKey();
    has_points_ = false;
    failure_.clear();
    words_ = PlotData{};
    rows_taken_.assign(run_ ? run_->methods() : 0, 0);
    read_out_->hide();
    if (legend_->layout()) legend_->layout()->take(legend_); // panels may go, the legend stays
    begin(run_.get());
    placeLegend();
    if (run_) {
        Result<PlotData> words = [this] {
            SeriesOptions none = seriesOptions();
            none.end_row = 0;
            return plotData(*run_, kind(), none);
        }();
        if (words)
            words_ = std::move(*words);
        else
            failure_ = QString::fromStdString(words.error().text());
        takeRows();
    }
    updateLook();
    if (window_ == Window::Fitted) fitAxes();
    showSentence();
    replotSoon();
}

void PlotFrame::refresh() {
    if (!run_ || !takeRows()) return;
    dress();
    updateLegend();
    if (window_ == Window::Fitted) fitAxes();
    if (window_ == Window::Following && state_.live()) showNewest();
    showSentence();
    replotSoon();
}

bool PlotFrame::takeRows() {
    bool any = false;
    for (std::size_t method = 0; failure_.isEmpty() && method < rows_taken_.size(); ++method) {
        const std::uint64_t rows = run_->rows(method).rows();
        if (rows == rows_taken_[method]) continue;
        any = takeRowsOf(method, rows_taken_[method], rows) || any;
        rows_taken_[method] = rows;
    }
    return any;
}

bool PlotFrame::takeRowsOf(std::size_t method, std::uint64_t from, std::uint64_t to) {
    SeriesOptions options = seriesOptions();
    options.method = run_->description().methods[method].name;
    options.first_row = from;
    options.end_row = to;
    const auto take_all = [&](std::optional<std::size_t> seed) {
        // A method without this estimator has nothing to show here; the others may have it.
        const Result<PlotData> rows = plotData(*run_, kind(), options);
        if (!rows) return;
        for (const Series& series : rows->series) {
            take(series, seed);
            has_points_ = has_points_ || !series.x.empty();
        }
    };
    take_all(std::nullopt);
    const std::size_t seeds = run_->description().seeds.size();
    for (std::size_t seed = 0; key_.each_seed && !key_.seed && seeds > 1 && seed < seeds; ++seed) {
        options.seed = seed;
        take_all(seed);
    }
    return true;
}

void PlotFrame::fit() {
    window_ = Window::Fitted;
    fitAxes();
    replotSoon();
}

void PlotFrame::onRangesChanged() {
    window_ = options_.follow ? Window::Following : Window::Fixed;
    read_out_->hide();
    const bool adapts = adapts_; // under the hand the labels stay
    replotSoon();
    adapts_ = adapts;
}

void PlotFrame::onSelectionChanged() {
    if (key_ != dataKey()) {
        // What was zoomed into is somewhere else in another unit.
        if (key_.unit != state_.unit() || key_.estimator != state_.estimator()) window_ = Window::Fitted;
        reload();
        return;
    }
    updateLook();
    if (window_ == Window::Fitted) fitAxes();
    replotSoon();
}

void PlotFrame::setOptions(const PlotOptions& options) {
    const bool legend_moved = options.legend != options_.legend;
    options_ = options;
    if (legend_moved) placeLegend();
    if (key_ != dataKey()) {
        reload();
        return;
    }
    updateLook();
    if (window_ == Window::Fitted) fitAxes();
    replotSoon();
}

void PlotFrame::useForPrint() {
    print_ = true;
    setLocale(QLocale::c());
    plot_->setLocale(QLocale::c());
    updateLook();
}

void PlotFrame::copyView(const PlotFrame& other) {
    window_ = other.window_;
    if (window_ == Window::Fitted) return;
    const auto rects = plot_->axisRects();
    const auto others = other.plot_->axisRects();
    for (qsizetype i = 0; i < std::min(rects.size(), others.size()); ++i)
        for (const auto side : {QCPAxis::atBottom, QCPAxis::atLeft})
            rects[i]->axis(side)->setRange(others[i]->axis(side)->range());
}

void PlotFrame::replotSoon() {
    adapts_ = true;
    stale_ = !isVisible();
    if (!stale_) plot_->replot(QCustomPlot::rpQueuedReplot);
}

void PlotFrame::showEvent(QShowEvent* event) {
    RunPlot::showEvent(event);
    if (!begun_) reload();
    if (stale_) replotSoon();
}

void PlotFrame::changeEvent(QEvent* event) {
    RunPlot::changeEvent(event);
    const bool looks_changed = event->type() == QEvent::PaletteChange ||
                               event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (!looks_changed || !legend_) return;
    updateLook();
    replotSoon();
}

void PlotFrame::showSentence() {
    const bool empty = !has_points_;
    if (empty) {
        const QString sentence = failure_.isEmpty() ? emptySentence() : mathText(failure_);
        sentence_->setText(sentence);
    }
    pages_->setCurrentWidget(empty ? static_cast<QWidget*>(sentence_) : plot_);
}

} // namespace infoplane::ui
