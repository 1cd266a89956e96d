// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace infoplane::ui {

// What happened, in words: the events of the shown run (frozen layers, checkpoints, warnings), and what the
// window itself had to say. Oldest first.
class EventsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kKind, kWhere, kText, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    // Forgets the events of the run before.
    void setRun(std::shared_ptr<const RunStore> run);
    // Takes events that are new.
    void refresh();
    void addMessage(Severity severity, const QString& text);

    // The pass at which it happened; empty for messages of the window.
    [[nodiscard]] std::optional<double> passOf(const QModelIndex& index) const;
    // Warnings and errors of the run.
    [[nodiscard]] int warnings() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        Severity severity = Severity::Note;
        std::optional<double> pass; // of an event of the run
        QString where, text;
    };

    [[nodiscard]] Entry readEvent(std::size_t method, std::uint64_t event) const;

    std::shared_ptr<const RunStore> run_;
    std::vector<std::uint64_t> taken_; // events of each method
    std::vector<Entry> entries_;
};

} // namespace infoplane::ui
