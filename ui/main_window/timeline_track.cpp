// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/timeline_track.h"

#include "ui/main_window/layer_colours.h"
#include "ui/main_window/timeline_player.h"
#include "ui/models/view_state.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

constexpr double kMargin = 8.0;     // left and right, so that the cursor's handle is whole at the ends
constexpr double kMarkHeight = 8.0; // above the lanes
constexpr double kLaneGap = 2.0;

QColor markColour(Severity severity, const QPalette& palette) {
    if (severity == Severity::Error) return QColor(0xd5, 0x5e, 0x00);
    if (severity == Severity::Warning) return QColor(0xe6, 0x9f, 0x00);
    return palette.color(QPalette::PlaceholderText);
}

QColor readableOn(const QColor& colour) {
    return colour.lightnessF() > 0.45F ? Qt::black : Qt::white;
}

int bounded(std::size_t rows) {
    return int(std::min<std::size_t>(rows, 1 << 30));
}

} // namespace

TimelineTrack::TimelineTrack(TimelinePlayer& player, ViewState& state, QWidget* parent)
    : QAbstractSlider(parent), player_(player), state_(state) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(tr("Recorded rows; left and right step by one row, with Shift by ten."));
    connect(&player, &TimelinePlayer::rowsChanged, this, &TimelineTrack::takeRows);
    connect(&state, &ViewState::cursorChanged, this, &TimelineTrack::takeCursor);
    connect(this, &QAbstractSlider::actionTriggered, this, &TimelineTrack::onAction);
    takeRows();
}

QSize TimelineTrack::sizeHint() const {
    const int lanes = std::clamp(int(player_.index().lanes().size()), 2, 4);
    return {400, int(kMarkHeight) + 6 + lanes * (fontMetrics().height() + int(kLaneGap))};
}

QSize TimelineTrack::minimumSizeHint() const {
    return {120, sizeHint().height()};
}

QRectF TimelineTrack::groove() const {
    return QRectF(rect()).adjusted(kMargin, kMarkHeight + 2.0, -kMargin, -3.0);
}

QRectF TimelineTrack::laneRect(std::size_t lane) const {
    const QRectF all = groove();
    const double count = double(std::max<std::size_t>(player_.index().lanes().size(), 1));
    const double height = (all.height() - kLaneGap * (count - 1.0)) / count;
    return {all.left(), all.top() + double(lane) * (height + kLaneGap), all.width(), height};
}

double TimelineTrack::xOf(double pass) const {
    const QRectF all = groove();
    return all.left() + all.width() * std::clamp(pass / player_.index().extent(), 0.0, 1.0);
}

double TimelineTrack::passAt(double x) const {
    const QRectF all = groove();
    const double share = (x - all.left()) / std::max(all.width(), 1.0);
    return player_.index().extent() * std::clamp(share, 0.0, 1.0);
}

void TimelineTrack::takeRows() {
    setRange(0, bounded(player_.index().rows()));
    updateGeometry();
    takeCursor();
}

void TimelineTrack::takeCursor() {
    setValue(bounded(player_.index().rank(state_.pass())));
    update();
}

// Someone (an accessibility tool) moved the slider: the cursor follows by as many rows.
void TimelineTrack::onAction() {
    const int rows = sliderPosition() - value();
    setSliderPosition(value());
    player_.stepBy(rows);
}

bool TimelineTrack::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QAbstractSlider::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos().x()), this);
    return true;
}

QString TimelineTrack::tipAt(double x) const {
    QStringList lines;
    for (const TimelineLane& lane : player_.index().lanes())
        for (const TimelineMark& mark : lane.marks)
            if (std::abs(xOf(mark.pass) - x) < 4.0 && lines.size() < 8)
                lines << tr("Pass %1, %2: %3")
                             .arg(locale().toString(mark.pass, 'f', 1), QString::fromStdString(lane.title),
                                  QString::fromStdString(mark.text));
    if (lines.isEmpty() && !player_.index().empty())
        lines << tr("Pass %1").arg(locale().toString(player_.index().nearest(passAt(x)), 'f', 1));
    return lines.join(QLatin1Char('\n'));
}

void TimelineTrack::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (player_.index().lanes().empty()) {
        QColor ground = palette().color(QPalette::WindowText);
        ground.setAlphaF(0.08F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(groove(), 3, 3);
        return;
    }
    for (std::size_t lane = 0; lane < player_.index().lanes().size(); ++lane)
        paintLane(painter, lane);
    paintMarks(painter);
    paintCursor(painter);
}

void TimelineTrack::paintLane(QPainter& painter, std::size_t lane) const {
    const TimelineLane& content = player_.index().lanes()[lane];
    const QRectF whole = laneRect(lane);
    QColor ground = palette().color(QPalette::WindowText);
    ground.setAlphaF(0.10F);
    painter.fillRect(QRectF(whole.topLeft(), QPointF(xOf(content.planned), whole.bottom())), ground);
    for (const TimelineBand& band : content.bands) {
        QColor colour = layerColour(band.layer);
        if (band.layer == 0) colour.setAlphaF(0.45F);
        const double width = std::max(xOf(band.end) - xOf(band.begin), 1.0);
        const QRectF box(xOf(band.begin), whole.top(), width, whole.height());
        painter.fillRect(box, colour);
        const QString full = band.layer > 0 ? tr("layer %1").arg(band.layer) : tr("all layers");
        const QString brief = band.layer > 0 ? QString::number(band.layer) : QString();
        const auto fits = [&](const QString& text) {
            return fontMetrics().horizontalAdvance(text) < width - 6.0;
        };
        painter.setPen(band.layer == 0 ? palette().color(QPalette::WindowText) : readableOn(colour));
        painter.drawText(box, Qt::AlignCenter, fits(full) ? full : fits(brief) ? brief : QString());
    }
}

void TimelineTrack::paintMarks(QPainter& painter) const {
    painter.setPen(Qt::NoPen);
    for (const TimelineLane& lane : player_.index().lanes())
        for (const TimelineMark& mark : lane.marks) {
            const double x = xOf(mark.pass);
            painter.setBrush(markColour(mark.severity, palette()));
            if (mark.severity != Severity::Note)
                painter.drawPolygon(QPolygonF({{x - 4, 8}, {x + 4, 8}, {x, 1}})); // warning: a triangle
            else if (mark.kind == "frozen")
                painter.drawRect(QRectF(x - 2.5, 2.5, 5, 5)); // frozen: a square
            else
                painter.drawEllipse(QPointF(x, 5), 2, 2); // the rest: a dot
        }
}

void TimelineTrack::paintCursor(QPainter& painter) const {
    const double x = xOf(state_.pass());
    const QRectF all = groove();
    const QLineF line(x, all.top() - 2, x, all.bottom() + 2);
    const QColor colour = palette().color(QPalette::WindowText);
    painter.setPen(QPen(palette().color(QPalette::Window), 4.0));
    painter.drawLine(line);
    painter.setPen(QPen(colour, 2.0));
    painter.drawLine(line);
    painter.setBrush(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Window));
    painter.drawEllipse(QPointF(x, all.center().y()), 5.0, 5.0);
}

void TimelineTrack::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) player_.seek(passAt(event->position().x()));
}

void TimelineTrack::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) player_.seek(passAt(event->position().x()));
}

void TimelineTrack::wheelEvent(QWheelEvent* event) {
    if (event->angleDelta().y() != 0) player_.stepBy(event->angleDelta().y() > 0 ? -1 : 1);
    event->accept();
}

void TimelineTrack::keyPressEvent(QKeyEvent* event) {
    if (!handleTimelineKey(player_, *event)) event->ignore();
}

bool handleTimelineKey(TimelinePlayer& player, const QKeyEvent& event) {
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers != Qt::NoModifier && modifiers != Qt::ShiftModifier) return false;
    const int rows = modifiers == Qt::ShiftModifier ? 10 : 1;
    switch (event.key()) {
    case Qt::Key_Left:
        player.stepBy(-rows);
        return true;
    case Qt::Key_Right:
        player.stepBy(rows);
        return true;
    case Qt::Key_Home:
        player.toFirst();
        return true;
    case Qt::Key_End:
        player.toLast();
        return true;
    case Qt::Key_Space:
        player.togglePlaying();
        return true;
    default:
        return false;
    }
}

} // namespace infoplane::ui
