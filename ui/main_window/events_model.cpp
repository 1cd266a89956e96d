// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/events_model.h"

#include "core/series/series.h"
#include "ui/style/icons.h"

#include <QLocale>

#include <algorithm>

namespace infoplane::ui {
namespace {

QIcon iconOf(Severity severity) {
    if (severity == Severity::Error) return lineIcon(QStringLiteral("error"), QColor(0xd5, 0x5e, 0x00));
    if (severity == Severity::Warning) return lineIcon(QStringLiteral("warning"), QColor(0xe6, 0x9f, 0x00));
    return lineIcon(QStringLiteral("info"));
}

} // namespace

void EventsModel::setRun(std::shared_ptr<const RunStore> run) {
    beginResetModel();
    std::erase_if(entries_, [](const Entry& entry) { return entry.pass.has_value(); });
    run_ = std::move(run);
    taken_.assign(run_ ? run_->methods() : 0, 0);
    endResetModel();
    refresh();
}

void EventsModel::refresh() {
    std::vector<Entry> fresh;
    for (std::size_t method = 0; method < taken_.size(); ++method) {
        const std::uint64_t events = run_->table(method, kEventsTable).rows();
        for (; taken_[method] < events; ++taken_[method])
            fresh.push_back(readEvent(method, taken_[method]));
    }
    if (fresh.empty()) return;
    const int first = int(entries_.size());
    beginInsertRows({}, first, first + int(fresh.size()) - 1);
    std::move(fresh.begin(), fresh.end(), std::back_inserter(entries_));
    endInsertRows();
}

EventsModel::Entry EventsModel::readEvent(std::size_t method, std::uint64_t event) const {
    const Table& table = run_->table(method, kEventsTable);
    const Table& rows = run_->rows(method);
    const TableLayout& layout = table.layout();
    Entry entry;
    entry.severity = Severity(std::min(table.values<std::uint32_t>(layout.index("severity"), event)[0], 2u));
    const std::uint64_t before =
        std::min(table.values<std::uint64_t>(layout.index("row"), event)[0], rows.rows());
    entry.pass = before > 0 ? rows.values<double>(rows.layout().index("pass"), before - 1)[0] : 0.0;
    entry.where = tr("%1, pass %2")
                      .arg(QString::fromStdString(methodTitle(run_->description().methods[method])),
                           QLocale().toString(*entry.pass, 'f', 1));
    entry.text = QString::fromStdString(table.text(layout.index("text"), event));
    if (entry.text.isEmpty()) entry.text = QString::fromStdString(table.text(layout.index("kind"), event));
    return entry;
}

void EventsModel::addMessage(Severity severity, const QString& text) {
    const int row = int(entries_.size());
    beginInsertRows({}, row, row);
    entries_.push_back({severity, std::nullopt, tr("Window"), text});
    endInsertRows();
}

std::optional<double> EventsModel::passOf(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= rowCount()) return std::nullopt;
    return entries_[std::size_t(index.row())].pass;
}

int EventsModel::warnings() const {
    return int(std::count_if(entries_.begin(), entries_.end(), [](const Entry& entry) {
        return entry.pass.has_value() && entry.severity != Severity::Note;
    }));
}

int EventsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(entries_.size());
}

int EventsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant EventsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Entry& entry = entries_[std::size_t(index.row())];
    const QString kind = entry.severity == Severity::Note      ? tr("Note")
                         : entry.severity == Severity::Warning ? tr("Warning")
                                                               : tr("Error");
    if (role == Qt::ToolTipRole) return entry.text;
    if (role == Qt::DecorationRole && index.column() == kKind) return iconOf(entry.severity);
    if (role != Qt::DisplayRole) return {};
    return index.column() == kKind ? kind : index.column() == kWhere ? entry.where : entry.text;
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == kKind ? tr("Kind") : section == kWhere ? tr("Where") : tr("What happened");
}

} // namespace infoplane::ui
