// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/read_out.h"

#include "core/store/run_store.h"
#include "ui/plots/plot_text.h"

#include <cmath>
#include <limits>

namespace infoplane::ui {
namespace {

double at(const std::vector<double>& values, std::size_t i) {
    return i < values.size() ? values[i] : std::numeric_limits<double>::quiet_NaN();
}

QString spreadText(const std::vector<double>& spread, std::size_t i, std::size_t seeds,
                   const QLocale& locale) {
    if (!std::isfinite(at(spread, i))) return {};
    return PlotWords::tr(" (deviation %1 over %2 seeds)").arg(locale.toString(spread[i], 'g', 2)).arg(seeds);
}

QString flagText(std::uint32_t flags) {
    QStringList texts;
    if (flags & kAtCap) texts << PlotWords::tr("at its cap");
    if (flags & kNotConverged) texts << PlotWords::tr("not converged");
    if (flags & kStillRising) texts << PlotWords::tr("still rising");
    if (flags & kHeldOutGap) texts << PlotWords::tr("held-out value far below");
    if (flags & kHighVariance) texts << PlotWords::tr("high variance");
    if (flags & kOutOfRange) texts << PlotWords::tr("activations outside the bins");
    return texts.join(QStringLiteral(", "));
}

const EstimatorDescription* estimatorOf(const RunStore& run, const Series& series) {
    for (const EstimatorDescription& estimator : run.description().methods[series.method_index].estimators)
        if (estimator.name == series.estimator) return &estimator;
    return nullptr;
}

QString sourceText(const RunStore& run, const Series& series) {
    QStringList parts;
    if (const EstimatorDescription* estimator = estimatorOf(run, series))
        parts << QString::fromStdString(estimator->title).toHtmlEscaped();
    if (!series.split.empty()) parts << PlotWords::tr("%1 split").arg(QString::fromStdString(series.split));
    return parts.join(QStringLiteral(", "));
}

} // namespace

ReadOut::ReadOut(QWidget* parent) : QLabel(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::RichText);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setForegroundRole(QPalette::ToolTipText);
    setBackgroundRole(QPalette::ToolTipBase);
    setMargin(4);
    hide();
}

void ReadOut::showAt(const QPointF& position, const QString& html) {
    setText(html);
    adjustSize();
    QPoint corner = position.toPoint() + QPoint(14, 14);
    if (corner.x() + width() > parentWidget()->width()) corner.setX(position.toPoint().x() - width() - 10);
    if (corner.y() + height() > parentWidget()->height()) corner.setY(position.toPoint().y() - height() - 10);
    move(std::max(corner.x(), 0), std::max(corner.y(), 0));
    show();
    raise();
}

QString pointText(const RunStore& run, PlotKind kind, const Series& series, std::size_t point,
                  const QString& x_name, const QString& y_name, const QLocale& locale) {
    const Table& table = run.rows(series.method_index);
    const auto step = table.values<std::uint64_t>(table.layout().index("step"), series.row[point])[0];
    const std::size_t seeds = run.description().seeds.size();
    const QString unit =
        series.unit == "1" ? QString() : QLatin1Char(' ') + QString::fromStdString(series.unit);
    const auto line = [&](const QString& name, double value, double error,
                          const std::vector<double>& spread) {
        return QStringLiteral("<br>%1 = %2%3%4")
            .arg(name.toHtmlEscaped(), valueText(locale, value, error), unit,
                 spreadText(spread, point, seeds, locale));
    };
    QString title = QString::fromStdString(methodTitle(run.description().methods[series.method_index]));
    if (series.layer > 0) title += PlotWords::tr(", layer %1").arg(series.layer);
    QString html = QStringLiteral("<b>%1</b><br>").arg(title.toHtmlEscaped());
    html += PlotWords::tr("pass %1, step %2")
                .arg(locale.toString(series.pass[point], 'g', 6), locale.toString(qulonglong(step)));
    if (kind == PlotKind::Plane)
        html += line(x_name, series.x[point], at(series.x_error, point), series.x_spread);
    html += line(y_name, series.y[point], at(series.y_error, point), series.y_spread);
    const QString source = sourceText(run, series);
    if (!source.isEmpty()) html += QStringLiteral("<br>") + source;
    const QString flags = flagText(series.flags[point]);
    if (!flags.isEmpty()) html += QStringLiteral("<br><i>%1</i>").arg(flags);
    return html;
}

} // namespace infoplane::ui
