// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/self_test_canvas.h"

#include "ui/plots/axis_style.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/self_test_drawing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace infoplane::ui {
namespace {

constexpr double kLegendShare = 0.4; // of the picture's height
constexpr int kTicks = 4;

// Panels of n in a picture: the number of columns with which they are most nearly square.
int columnsFor(int panels, QSizeF size) {
    int best = 1;
    double least = std::numeric_limits<double>::infinity();
    for (int columns = 1; columns <= panels; ++columns) {
        const int rows = (panels + columns - 1) / columns;
        const double aspect = (size.width() / columns) / (0.85 * size.height() / rows);
        const double unused = double(rows * columns - panels) / panels;
        const double badness = std::abs(std::log(aspect / 1.1)) + 0.3 * unused;
        if (badness >= least) continue;
        least = badness;
        best = columns;
    }
    return best;
}

LegendEntry entry(const QString& text, const QColor& colour) {
    LegendEntry entry;
    entry.role = LegendEntry::Role::Quantity;
    entry.text = text;
    entry.colour = colour;
    return entry;
}

bool has(const std::vector<SelfTestPoint>& points, SelfTestVerdict verdict) {
    return std::ranges::find(points, verdict, &SelfTestPoint::verdict) != points.end();
}

} // namespace

SelfTestCanvas::SelfTestCanvas(QCustomPlot& plot)
    : plot_(plot), legend_(new PlotLegend(&plot)), grid_(new QCPLayoutGrid) {
    plot.addLayer(QStringLiteral("results"), plot.layer(QStringLiteral("axes")), QCustomPlot::limAbove);
    plot.plotLayout()->clear();
    plot.plotLayout()->setRowSpacing(2);
    plot.plotLayout()->addElement(0, 0, legend_);
    plot.plotLayout()->setRowStretchFactor(0, 0.001); // it takes what it needs
    plot.plotLayout()->addElement(1, 0, grid_);
    grid_->setRowSpacing(2);
    grid_->setColumnSpacing(2);
    legend_->setLargestShare(kLegendShare);
}

void SelfTestCanvas::setTheme(const PlotTheme& theme) {
    theme_ = theme;
    plot_.setBackground(QBrush(theme.background));
    show();
}

void SelfTestCanvas::setUnit(InformationUnit unit) {
    unit_ = unit;
    show();
}

void SelfTestCanvas::setPoints(const std::vector<SelfTestPoint>& points) {
    points_ = points;
    show();
}

void SelfTestCanvas::setHighlighted(const std::string& estimator) {
    highlighted_ = estimator;
    show();
}

void SelfTestCanvas::arrange(QSizeF size) {
    size_ = size;
    show();
}

void SelfTestCanvas::show() {
    std::vector<SelfTestPanel> panels = panelsOf(points_);
    const int columns = columnsFor(int(panels.size()), size_);
    if (panels.size() != drawings_.size() || columns != columns_) {
        columns_ = columns;
        rebuild(panels.size());
    }
    const double scale = unit_ == InformationUnit::Bits ? 1.0 / std::numbers::ln2 : 1.0;
    for (std::size_t i = 0; i < panels.size(); ++i) {
        titles_[i]->setText(
            QStringLiteral("%1: %2").arg(QString::fromStdString(panels[i].problem),
                                         mathText(QString::fromStdString(panels[i].information))));
        drawings_[i]->setTheme(theme_);
        drawings_[i]->setHighlighted(highlighted_);
        drawings_[i]->setPanel(std::move(panels[i]), scale);
    }
    dress();
    updateLegend();
}

void SelfTestCanvas::rebuild(std::size_t panels) {
    for (SelfTestDrawing* drawing : drawings_)
        delete drawing; // before the axes that it looks at
    drawings_.clear();
    titles_.clear();
    grid_->clear();
    grid_->simplify();
    for (QCPMarginGroup* group : margins_)
        delete group;
    margins_.clear();
    const int rows = (int(panels) + columns_ - 1) / std::max(columns_, 1);
    for (int i = 0; i < columns_ + rows; ++i)
        margins_.push_back(new QCPMarginGroup(&plot_)); // of each column, then of each row
    for (int i = 0; i < int(panels); ++i)
        addPanel(i / columns_, i % columns_);
}

void SelfTestCanvas::addPanel(int row, int column) {
    auto* cell = new QCPLayoutGrid;
    auto* title = new QCPTextElement(&plot_);
    auto* rect = new QCPAxisRect(&plot_, true);
    rect->removeAxis(rect->axis(QCPAxis::atTop));
    rect->removeAxis(rect->axis(QCPAxis::atRight));
    rect->setMinimumMargins(QMargins(4, 2, 8, 4));
    rect->setMinimumSize(24, 24);
    rect->setMarginGroup(QCP::msLeft, margins_[std::size_t(column)]);
    rect->setMarginGroup(QCP::msBottom, margins_[std::size_t(columns_ + row)]);
    cell->setRowSpacing(0);
    cell->addElement(0, 0, title);
    cell->addElement(1, 0, rect);
    grid_->addElement(row, column, cell);
    for (QCPAxis* axis : rect->axes()) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
        axis->ticker()->setTickCount(kTicks);
    }
    titles_.push_back(title);
    drawings_.push_back(new SelfTestDrawing(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft),
                                            QStringLiteral("results")));
}

// About how high a panel's axes are: the layout itself needs labels and ticks first.
double SelfTestCanvas::panelHeight() const {
    const int rows = (int(drawings_.size()) + columns_ - 1) / std::max(columns_, 1);
    return 0.85 * size_.height() / std::max(rows, 1) - 3.0 * QFontMetricsF(theme_.font).height();
}

// As long as a panel's height has room for it.
QString SelfTestCanvas::yLabel(const QString& unit) const {
    const QString label = PlotWords::tr("estimate [%1]").arg(unit);
    return textSize(theme_.font, label).width() <= panelHeight() ? label : QStringLiteral("[%1]").arg(unit);
}

// Axes are labelled once a row and once a column.
void SelfTestCanvas::dress() {
    const QString unit = unit_ == InformationUnit::Bits ? PlotWords::tr("bits") : PlotWords::tr("nats");
    const double room = panelHeight() / (2.0 * QFontMetricsF(theme_.small_font).height());
    const int ticks = std::clamp(int(room), 2, kTicks);
    for (std::size_t i = 0; i < drawings_.size(); ++i) {
        const bool leftmost = int(i) % columns_ == 0;
        const bool lowest = i + std::size_t(columns_) >= drawings_.size();
        QCPAxis* x = drawings_[i]->xAxis();
        QCPAxis* y = drawings_[i]->yAxis();
        styleAxis(*x, theme_);
        styleAxis(*y, theme_);
        x->setLabel(lowest ? PlotWords::tr("truth [%1]").arg(unit) : QString());
        y->setLabel(leftmost ? yLabel(unit) : QString());
        y->ticker()->setTickCount(ticks);
        titles_[i]->setFont(theme_.font);
        titles_[i]->setTextColor(theme_.foreground);
    }
}

void SelfTestCanvas::updateLegend() {
    legend_->setTheme(theme_);
    std::vector<LegendEntry> entries;
    const std::vector<std::string> names = estimatorsOf(points_);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const MarkerLook look = estimatorLook(i, theme_);
        LegendEntry& added = entries.emplace_back(entry(QString::fromStdString(names[i]), look.colour));
        added.dash = 0;
        added.marker = look.shape;
        added.strong = false;
        added.shown = highlighted_.empty() || highlighted_ == names[i];
        added.selected = highlighted_ == names[i];
    }
    if (!entries.empty()) {
        entries.emplace_back(entry(PlotWords::tr("estimate = truth"), theme_.muted)).dash = 0;
        entries.emplace_back(entry(PlotWords::tr("cap"), theme_.muted)).dash = 1;
    }
    if (has(points_, SelfTestVerdict::Warned)) {
        LegendEntry& warned = entries.emplace_back(entry(PlotWords::tr("warned"), theme_.foreground));
        warned.marker = 0;
        warned.fill = MarkerFill::Hollow;
    }
    if (has(points_, SelfTestVerdict::Wrong))
        entries.emplace_back(entry(PlotWords::tr("wrong"), theme_.alarm())).crossed = true;
    legend_->setEntries(std::move(entries));
}

} // namespace infoplane::ui
