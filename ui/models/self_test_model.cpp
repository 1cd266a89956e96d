// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/self_test_model.h"

#include <QLocale>

#include <cmath>
#include <limits>
#include <numbers>

namespace infoplane::ui {
namespace {

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

QString decimals(double value, int digits) {
    if (std::isnan(value)) return QStringLiteral("–");
    return std::abs(value) < 1e5 ? QLocale().toString(value, 'f', digits)
                                 : QLocale().toString(value, 'g', digits + 3);
}

QByteArray csvNumber(double value) {
    return std::isfinite(value) ? QByteArray::number(value, 'g', QLocale::FloatingPointShortest)
                                : QByteArray();
}

QByteArray csvText(const std::string& words) {
    QByteArray quoted = QByteArray::fromStdString(words);
    quoted.replace('"', "\"\"");
    return '"' + quoted + '"';
}

bool isNumber(int column) {
    return column >= SelfTestModel::kTruth && column <= SelfTestModel::kSeconds &&
           column != SelfTestModel::kVerdict;
}

int alignmentOf(int column) {
    return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

QString meaningOf(SelfTestVerdict verdict) {
    switch (verdict) {
    case SelfTestVerdict::Right:
        return SelfTestModel::tr(
            "Within three standard errors, 5 % and 0.05 nats (at 2,000 points) of the truth.");
    case SelfTestVerdict::Bound:
        return SelfTestModel::tr("Off, on the side on which the estimator is a bound.");
    case SelfTestVerdict::Capped:
        return SelfTestModel::tr("Below a truth at the estimator's cap or beyond: no value there could be "
                                 "right.");
    case SelfTestVerdict::Warned:
        return SelfTestModel::tr("Off, and the estimator warns that it may be.");
    case SelfTestVerdict::Wrong:
        return SelfTestModel::tr("Off without a word.");
    case SelfTestVerdict::Failed:
        break;
    }
    return SelfTestModel::tr("The estimator gave an error instead of a value.");
}

void SelfTestModel::clear() {
    beginResetModel();
    points_.clear();
    endResetModel();
}

void SelfTestModel::add(const SelfTestPoint& point) {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    points_.push_back(point);
    endInsertRows();
}

void SelfTestModel::setUnit(InformationUnit unit) {
    if (unit == unit_) return;
    unit_ = unit;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!points_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

double SelfTestModel::shown(double nats) const {
    return unit_ == InformationUnit::Bits ? nats / std::numbers::ln2 : nats;
}

std::array<int, kSelfTestVerdicts.size()> SelfTestModel::counts() const {
    std::array<int, kSelfTestVerdicts.size()> counts{};
    for (const SelfTestPoint& point : points_)
        ++counts[static_cast<std::size_t>(point.verdict)];
    return counts;
}

QString SelfTestModel::summary() const {
    if (points_.empty()) return {};
    const std::array<int, kSelfTestVerdicts.size()> all = counts();
    const auto count = [&all](SelfTestVerdict verdict) { return all[static_cast<std::size_t>(verdict)]; };
    QStringList parts{tr("%1 right").arg(count(SelfTestVerdict::Right))};
    const int bounds = count(SelfTestVerdict::Bound);
    if (bounds > 0) parts << (bounds == 1 ? tr("1 bound") : tr("%1 bounds").arg(bounds));
    if (const int n = count(SelfTestVerdict::Capped); n > 0) parts << tr("%1 capped").arg(n);
    if (const int n = count(SelfTestVerdict::Warned); n > 0) parts << tr("%1 off with a warning").arg(n);
    parts << tr("%1 wrong").arg(count(SelfTestVerdict::Wrong));
    if (const int n = count(SelfTestVerdict::Failed); n > 0) parts << tr("%1 failed").arg(n);
    const QString head = points_.size() == 1 ? tr("1 value") : tr("%1 values").arg(points_.size());
    return tr("%1: %2.").arg(head, parts.join(QStringLiteral(", ")));
}

QByteArray SelfTestModel::csv() const {
    const QByteArray unit = unit_ == InformationUnit::Bits ? "bits" : "nats";
    QByteArray table = "estimator,problem,estimand,truth_" + unit + ",estimate_" + unit + ",standard_error_" +
                       unit + ",cap_" + unit + ",at_cap,direction,n,verdict,seconds,note\n";
    for (const SelfTestPoint& p : points_)
        table += csvText(p.estimator) + ',' + csvText(p.problem) + ',' + csvText(p.estimand) + ',' +
                 csvNumber(shown(p.truth)) + ',' + csvNumber(shown(p.value)) + ',' +
                 csvNumber(shown(p.standard_error)) + ',' + csvNumber(shown(p.cap)) + ',' +
                 (p.at_cap ? "true," : "false,") + csvText(p.direction) + ',' +
                 QByteArray::number(qulonglong(p.samples)) + ',' + kSelfTestVerdicts[std::size_t(p.verdict)] +
                 ',' + csvNumber(p.seconds) + ',' + csvText(noteOf(p)) + '\n';
    return table;
}

int SelfTestModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(points_.size());
}

int SelfTestModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString SelfTestModel::textAt(const SelfTestPoint& point, int column) const {
    switch (column) {
    case kEstimator:
        return text(point.estimator);
    case kProblem:
        return text(point.problem);
    case kEstimand:
        return text(informationOf(point));
    case kTruth:
        return decimals(shown(point.truth), 3);
    case kEstimate:
        return decimals(shown(point.value), 3);
    case kError:
        return decimals(shown(point.standard_error), 3);
    case kVerdict:
        return QLatin1String(kSelfTestVerdicts[std::size_t(point.verdict)]);
    case kCap:
        return decimals(shown(point.cap), 3);
    case kSamples:
        return QLocale().toString(qulonglong(point.samples));
    case kSeconds:
        return decimals(point.seconds, 2);
    default:
        return text(noteOf(point));
    }
}

QVariant SelfTestModel::sortKey(const SelfTestPoint& point, int column) const {
    // Rows without a number come first, in a place of their own: NaN has none.
    const auto key = [](double value) {
        return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
    };
    switch (column) {
    case kTruth:
        return key(point.truth);
    case kEstimate:
        return key(point.value);
    case kError:
        return key(point.standard_error);
    case kCap:
        return key(point.cap);
    case kVerdict:
        return int(point.verdict);
    case kSamples:
        return qulonglong(point.samples);
    case kSeconds:
        return point.seconds;
    default:
        return textAt(point, column);
    }
}

QVariant SelfTestModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const SelfTestPoint& point = points_[std::size_t(index.row())];
    const int column = index.column();
    if (role == Qt::DisplayRole) return textAt(point, column);
    if (role == kSortRole) return sortKey(point, column);
    if (role == Qt::TextAlignmentRole) return alignmentOf(column);
    if (role != Qt::ToolTipRole) return {};
    if (column == kVerdict) return meaningOf(point.verdict);
    return column == kEstimand ? text(point.estimand) : textAt(point, column);
}

QVariant SelfTestModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) return {};
    if (role == Qt::TextAlignmentRole) return alignmentOf(section);
    if (role != Qt::DisplayRole) return {};
    const QString unit = unit_ == InformationUnit::Bits ? tr("bits") : tr("nats");
    const std::array<QString, kColumns> titles{tr("Estimator"),  tr("Problem"),       tr("Estimand"),
                                               tr("Truth (%1)"), tr("Estimate (%1)"), tr("Verdict"),
                                               tr("Error (%1)"), tr("Cap (%1)"),      tr("Points"),
                                               tr("Time (s)"),   tr("Note")};
    const QString& title = titles[std::size_t(section)];
    return title.contains(QLatin1String("%1")) ? title.arg(unit) : title;
}

} // namespace infoplane::ui
