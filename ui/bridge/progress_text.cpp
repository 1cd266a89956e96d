// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/progress_text.h"

#include "core/series/series.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("infoplane::ui::Progress", text);
}

} // namespace

QString durationText(double seconds) {
    if (!(seconds >= 0.0) || seconds > 1e9) return {};
    const qint64 whole = qint64(std::llround(seconds));
    const QChar zero = QLatin1Char('0');
    const QString second = QStringLiteral("%1").arg(whole % 60, 2, 10, zero);
    if (whole < 3600) return QStringLiteral("%1:%2").arg(whole / 60).arg(second);
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, zero).arg(second);
}

QString progressText(const RunDescription& description, const RunProgress& progress) {
    QStringList parts;
    if (progress.method < description.methods.size()) {
        const MethodDescription& method = description.methods[progress.method];
        if (description.methods.size() > 1) parts << QString::fromStdString(methodTitle(method));
        parts << (progress.layer > 0 ? tr("layer %1 of %2").arg(progress.layer).arg(method.layers.size())
                                     : tr("all layers"));
    }
    parts << tr("%1 %").arg(int(std::clamp(progress.fraction, 0.0, 1.0) * 100.0));
    if (const QString left = durationText(progress.seconds_left); !left.isEmpty())
        parts << tr("%1 left").arg(left);
    return parts.join(QStringLiteral(" · "));
}

} // namespace infoplane::ui
