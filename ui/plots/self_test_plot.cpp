// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/self_test_plot.h"

#include "ui/plots/picture.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/read_out.h"
#include "ui/plots/self_test_canvas.h"
#include "ui/plots/self_test_drawing.h"

#include <QApplication>
#include <QLabel>
#include <QStackedLayout>

#include <cmath>
#include <numbers>

namespace infoplane::ui {
namespace {

constexpr double kPanelReach = 10.0; // px

bool hasValue(const std::vector<SelfTestPoint>& points) {
    return std::ranges::any_of(points, [](const SelfTestPoint& p) { return std::isfinite(p.value); });
}

// On paper: black on white, with sizes in points and numbers that do not depend on the country.
Status writePicture(const std::vector<SelfTestPoint>& points, InformationUnit unit, const QString& path,
                    QSizeF size) {
    const Result<FileKind> kind = fileKindOf(path);
    if (!kind || *kind == FileKind::Csv)
        return Error{ErrorCode::InvalidArgument, "The name must end in .pdf, .svg or .png.",
                     path.toStdString()};
    if (!hasValue(points))
        return Error{ErrorCode::InvalidArgument,
                     "There is nothing to draw: no estimator gave a value. Run the self-test first.", ""};
    QCustomPlot plot;
    plot.setLocale(QLocale::c());
    SelfTestCanvas canvas(plot);
    canvas.setTheme(PlotTheme::forPrint(QApplication::font()));
    canvas.setUnit(unit);
    canvas.arrange(size);
    canvas.setPoints(points);
    return savePicture(plot, path, size);
}

QString readOutOf(const SelfTestPoint& point, InformationUnit unit) {
    const bool bits = unit == InformationUnit::Bits;
    const double scale = bits ? 1.0 / std::numbers::ln2 : 1.0;
    const QString name = bits ? PlotWords::tr("bits") : PlotWords::tr("nats");
    const QLocale locale;
    QString html = PlotWords::tr("<b>%1</b>, %2: %3<br>truth %4 %6<br>estimate %5 %6")
                       .arg(QString::fromStdString(point.estimator).toHtmlEscaped(),
                            QLatin1String(kSelfTestVerdicts[std::size_t(point.verdict)]),
                            mathText(QString::fromStdString(informationOf(point))).toHtmlEscaped(),
                            locale.toString(scale * point.truth, 'f', 3),
                            valueText(locale, scale * point.value, scale * point.standard_error), name);
    if (std::isfinite(point.cap))
        html += PlotWords::tr("<br>cap %1 %2").arg(locale.toString(scale * point.cap, 'f', 3), name);
    return html;
}

} // namespace

SelfTestPlot::SelfTestPlot(QWidget* parent)
    : QWidget(parent),
      plot_(new QCustomPlot(this)),
      read_out_(new ReadOut(this)),
      sentence_(new QLabel(tr("Estimates against the truth appear here."), this)),
      pages_(new QStackedLayout(this)),
      canvas_(std::make_unique<SelfTestCanvas>(*plot_)) {
    sentence_->setAlignment(Qt::AlignCenter);
    sentence_->setWordWrap(true);
    sentence_->setAutoFillBackground(true);
    sentence_->setBackgroundRole(QPalette::Base);
    sentence_->setForegroundRole(QPalette::PlaceholderText);
    pages_->addWidget(sentence_);
    pages_->addWidget(plot_);
    read_out_->hide();
    setAccessibleName(tr("Estimates against the truth"));
    connect(plot_, &QCustomPlot::mouseMove, this,
            [this](const QMouseEvent* event) { showReadOut(event->position()); });
    updateTheme();
}

SelfTestPlot::~SelfTestPlot() = default;

void SelfTestPlot::setPoints(const std::vector<SelfTestPoint>& points) {
    points_ = points;
    canvas_->setPoints(points);
    pages_->setCurrentWidget(hasValue(points) ? static_cast<QWidget*>(plot_) : sentence_);
    replot();
}

void SelfTestPlot::setUnit(InformationUnit unit) {
    unit_ = unit;
    canvas_->setUnit(unit);
    replot();
}

void SelfTestPlot::setHighlighted(const QString& estimator) {
    canvas_->setHighlighted(estimator.toStdString());
    replot();
}

void SelfTestPlot::replot() {
    read_out_->hide();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void SelfTestPlot::updateTheme() {
    canvas_->setTheme(PlotTheme::forScreen(palette(), font()));
    replot();
}

void SelfTestPlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    const bool looks_changed = event->type() == QEvent::PaletteChange ||
                               event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (looks_changed && canvas_) updateTheme();
}

void SelfTestPlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    canvas_->arrange(size());
    replot();
}

void SelfTestPlot::showReadOut(const QPointF& position) {
    for (const SelfTestDrawing* drawing : canvas_->drawings())
        if (const SelfTestPoint* point = drawing->nearest(position, kPanelReach)) {
            read_out_->showAt(position, readOutOf(*point, unit_));
            return;
        }
    read_out_->hide();
}

Status SelfTestPlot::exportTo(const QString& path, QSizeF size) const {
    return writePicture(points_, unit_, path, size);
}

Status exportSelfTest(const std::vector<SelfTestPoint>& points, const QString& path, QSizeF size) {
    if (!qobject_cast<QApplication*>(QCoreApplication::instance()))
        return Error{ErrorCode::Internal, "Pictures need a QApplication.", ""};
    return writePicture(points, InformationUnit::Nats, path, size);
}

} // namespace infoplane::ui
