// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plane_plot.h"

#include "ui/models/view_state.h"
#include "ui/plots/legend_entries.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/references.h"

#include <QMenu>

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

constexpr double kPlaneReach = 14.0; // px from the pointer to a point
constexpr double kPlanePad = 0.06;   // of the data's extent, around it

QCPColorGradient gradientOf(const EpochColours& colours) {
    QCPColorGradient gradient;
    for (int i = 0; i < EpochColours::kSteps; i += 5)
        gradient.setColorStopAt(i / (EpochColours::kSteps - 1.0), QColor::fromRgb(colours.at(i)));
    return gradient;
}

// From zero when that costs little room.
QCPRange padded(double low, double high, bool from_zero) {
    if (from_zero && low > 0.0 && low < 0.45 * high) low = 0.0;
    const double pad = high > low ? kPlanePad * (high - low) : std::max(0.05 * std::abs(high), 0.1);
    return {low == 0.0 && from_zero ? 0.0 : low - pad, high + pad};
}

bool anyTrainsByLayer(const RunDescription& run) {
    return std::ranges::any_of(run.methods, &MethodDescription::layer_by_layer);
}

} // namespace

PlanePlot::PlanePlot(ViewState& state)
    : PlotFrame(state), rect_(addPanel(1)), scale_(new QCPColorScale(&canvas())) {
    setAccessibleName(tr("Information plane"));
    QCPAxis* x = rect_->axis(QCPAxis::atBottom);
    QCPAxis* y = rect_->axis(QCPAxis::atLeft);
    references_ = new References(x, y);
    labels_ = new ReferenceLabels(*references_);
    trajectories_ = new Trajectories(x, y, QStringLiteral("trajectories"), state);
    canvas().plotLayout()->addElement(1, 1, scale_);
    scale_->setType(QCPAxis::atRight);
    scale_->setRangeDrag(false);
    scale_->setRangeZoom(false);
    auto* group = new QCPMarginGroup(&canvas());
    for (QCPLayoutElement* element :
         {static_cast<QCPLayoutElement*>(rect_), static_cast<QCPLayoutElement*>(scale_)})
        element->setMarginGroup(QCP::msBottom | QCP::msTop, group);
}

void PlanePlot::begin(const RunStore*) {
    trajectories_->clear();
}

void PlanePlot::take(const Series& series, std::optional<std::size_t> seed) {
    trajectories_->take(series, seed);
}

void PlanePlot::dress() {
    trajectories_->setTheme(theme());
    references_->setTheme(theme());
    labels_->setLowerRight(options().legend != LegendPlace::Inside);
    dressColours();
    dressReferences();
}

void PlanePlot::labelAxes() {
    // A colour scale keeps the widest margins it ever had; the labels' may have become smaller.
    scale_->setMargins(QMargins());
    const auto math = [](const std::string& text) { return mathText(QString::fromStdString(text)); };
    rect_->axis(QCPAxis::atBottom)
        ->setLabel(labelWithConditions(math(words().x_label), math(words().conditions), rect_));
    rect_->axis(QCPAxis::atLeft)->setLabel(math(words().y_label));
}

// The colours reach over what is planned, so that they stay while a run goes on.
ColourAxis PlanePlot::colourAxis() const {
    ColourAxis axis;
    axis.map = options().colour_map;
    axis.since_layer_began = options().colours_since_layer;
    axis.logarithmic = options().log_colours;
    axis.lower = 0.0;
    axis.upper = 0.0;
    double first = 1.0; // the smallest positive value
    for (const Trajectory& trajectory : trajectories_->all()) {
        const Series& series = trajectory.series;
        if (!trajectories_->isShown(trajectory) || series.pass.empty()) continue;
        const MethodDescription& method = run().description().methods[series.method_index];
        const bool parts = method.layer_by_layer && axis.since_layer_began && !method.layers.empty();
        const double planned =
            method.planned_passes / (parts ? static_cast<double>(method.layers.size()) : 1.0);
        axis.upper =
            std::max({axis.upper, planned,
                      method.layer_by_layer && parts ? 0.0 : axis.value(series, series.pass.size() - 1)});
        for (std::size_t i = 0; i < std::min<std::size_t>(series.pass.size(), 3); ++i)
            if (const double value = axis.value(series, i); value > 0.0) first = std::min(first, value);
    }
    if (!(axis.upper > 0.0)) axis.upper = 1.0;
    if (axis.logarithmic) axis.lower = std::clamp(first, 0.01 * axis.upper, 0.5 * axis.upper);
    return axis;
}

void PlanePlot::dressColours() {
    const ColourAxis axis = hasRun() ? colourAxis() : ColourAxis{};
    trajectories_->setColourAxis(axis);
    scale_->setGradient(gradientOf(EpochColours(axis.map, theme().dark)));
    scale_->setDataScaleType(axis.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    scale_->setDataRange({axis.lower, axis.upper});
    if (axis.logarithmic)
        scale_->axis()->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    else
        scale_->axis()->setTicker(QSharedPointer<QCPAxisTicker>::create());
    const bool by_layer = axis.since_layer_began && (!hasRun() || anyTrainsByLayer(run().description()));
    scale_->setLabel(by_layer ? tr("passes in the layer's training") : tr("passes over the data"));
    scale_->setBarWidth(theme().print ? 8 : 12);
    styleAxis(scale_->axis());
}

void PlanePlot::dressReferences() {
    std::vector<ReferenceLine> lines;
    std::optional<IbCurve> curve;
    const QString unit = state().unit() == InformationUnit::Bits ? tr("bits") : tr("nats");
    // Layers share their caps: each line once.
    const auto add = [&](Qt::Orientation orientation, const QString& name, double value) {
        const QString number = locale().toString(value, 'g', 4);
        const QString label = QStringLiteral("%1 = %2 %3").arg(name, number, unit);
        const ReferenceLine line{ReferenceLine::Kind::Cap, orientation, value, label, QString()};
        if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    };
    for (const Trajectory& trajectory : trajectories_->all()) {
        const Series& series = trajectory.series;
        if (!trajectories_->isShown(trajectory)) continue;
        if (std::isfinite(series.x_cap)) add(Qt::Vertical, capOfInputName(series.x_cap), series.x_cap);
        if (!std::isfinite(series.y_cap)) continue;
        add(Qt::Horizontal, QStringLiteral("H(Y)"), series.y_cap);
        curve = IbCurve{std::max(series.y_cap, curve ? curve->label_entropy : 0.0), tr("IB curve")};
    }
    references_->setLines(std::move(lines));
    references_->setIbCurve(std::move(curve));
}

void PlanePlot::fitAxes() {
    Box box{1.0, -1.0, 1.0, -1.0};
    for (const Trajectory& trajectory : trajectories_->all()) {
        const Box& e = trajectory.extent;
        if (!trajectories_->isShown(trajectory) || e.left > e.right) continue;
        box = box.left > box.right ? e
                                   : Box{std::min(box.left, e.left), std::max(box.right, e.right),
                                         std::min(box.bottom, e.bottom), std::max(box.top, e.top)};
    }
    if (box.left > box.right) return;
    double right = box.right, top = box.top;
    // A cap belongs to the view when it is not far from the data.
    for (const ReferenceLine& line : references_->lines()) {
        const bool vertical = line.orientation == Qt::Vertical;
        double& end = vertical ? right : top;
        if (line.value <= 1.5 * (vertical ? box.right : box.top)) end = std::max(end, line.value);
    }
    rect_->axis(QCPAxis::atBottom)->setRange(padded(box.left, right, true));
    QCPRange y = padded(box.bottom, top, true);
    if (top > box.top) y.upper = top + (top - y.lower) * roomAbove(rect_->height());
    rect_->axis(QCPAxis::atLeft)->setRange(y);
}

// Share of the height below a cap that is added above it for its label.
double PlanePlot::roomAbove(double height) const {
    const double room = capHeadroom();
    return height > 3.0 * room ? room / (height - room) : kPlanePad;
}

void PlanePlot::showNewest() {
    QCPAxis* x = rect_->axis(QCPAxis::atBottom);
    QCPAxis* y = rect_->axis(QCPAxis::atLeft);
    for (const Trajectory& trajectory : trajectories_->all()) {
        const Series& series = trajectory.series;
        const auto progress = run().progress();
        const bool current =
            series.method_index == progress.method && (progress.layer == 0 || progress.layer == series.layer);
        if (!current || series.x.empty() || !trajectories_->isShown(trajectory)) continue;
        const auto include = [](QCPAxis* axis, double value) {
            if (!std::isfinite(value) || axis->range().contains(value)) return;
            axis->moveRange(value < axis->range().lower
                                ? value - axis->range().lower - 0.1 * axis->range().size()
                                : value - axis->range().upper + 0.1 * axis->range().size());
        };
        include(x, series.x.back());
        include(y, series.y.back());
        if (progress.layer != 0) return;
    }
}

// Equal lengths for equal amounts: the axis with room to spare is widened about its middle.
bool PlanePlot::keepAspect() {
    if (!options().equal_aspect || rect_->width() <= 0 || rect_->height() <= 0) return false;
    QCPAxis* x = rect_->axis(QCPAxis::atBottom);
    QCPAxis* y = rect_->axis(QCPAxis::atLeft);
    const double x_scale = x->range().size() / rect_->width();
    const double y_scale = y->range().size() / rect_->height();
    if (std::abs(x_scale / y_scale - 1.0) < 1e-9) return false;
    if (x_scale > y_scale)
        y->scaleRange(x_scale / y_scale);
    else
        x->scaleRange(y_scale / x_scale);
    return true;
}

void PlanePlot::drawCursor() {
    trajectories_->layer()->replot();
}

std::vector<LegendEntry> PlanePlot::legendEntries() const {
    std::vector<LegendEntry> entries = methodEntries(run().description(), state(), theme(), true);
    for (LegendEntry& entry : layerEntries(run().description(), state(), theme(), true))
        entries.push_back(std::move(entry));
    return entries;
}

QString PlanePlot::emptySentence() const {
    return hasRun()
               ? tr("The run has begun. Each layer appears here as soon as it was measured.")
               : tr("Start an experiment or open a run: the path of each layer through the information plane "
                    "appears here.");
}

std::optional<PlotFrame::PointHit> PlanePlot::hitAt(const QPointF& position) const {
    const std::optional<Trajectories::Hit> hit = trajectories_->nearest(position, kPlaneReach);
    if (!hit) return std::nullopt;
    const auto name = [](const std::string& label) {
        return mathText(QString::fromStdString(label.substr(0, label.find(" ["))));
    };
    return PointHit{&hit->trajectory->series, hit->point, hit->pixel, name(words().x_label),
                    name(words().y_label)};
}

void PlanePlot::addOwnActions(QMenu& menu) {
    toggleAction(menu, tr("&Equal lengths for equal amounts"), &PlotOptions::equal_aspect);
    toggleAction(menu, tr("&Logarithmic colours"), &PlotOptions::log_colours);
    toggleAction(menu, tr("Colours from the &beginning of each layer"), &PlotOptions::colours_since_layer);
    toggleAction(menu, tr("Each &seed"), &PlotOptions::each_seed);
    QAction* cividis = menu.addAction(tr("Colour map c&ividis"));
    cividis->setCheckable(true);
    cividis->setChecked(options().colour_map == ColourMap::Cividis);
    connect(cividis, &QAction::toggled, this, [this](bool on) {
        PlotOptions chosen = options();
        chosen.colour_map = on ? ColourMap::Cividis : ColourMap::Viridis;
        setOptions(chosen);
    });
}

std::unique_ptr<RunPlot> makePlanePlot(ViewState& state) {
    return std::make_unique<PlanePlot>(state);
}

} // namespace infoplane::ui
