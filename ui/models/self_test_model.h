// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/series.h"
#include "ui/models/self_test_point.h"

#include <QAbstractTableModel>

#include <array>

namespace infoplane::ui {

// The results of a self-test, a row each, in the order in which they came. Window thread only.
class SelfTestModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        kEstimator,
        kProblem,
        kEstimand,
        kTruth,
        kEstimate,
        kVerdict,
        kError,
        kCap,
        kSamples,
        kSeconds,
        kNote,
        kColumns
    };
    // What rows are sorted by: numbers as numbers, the verdict from good to bad.
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void add(const SelfTestPoint& point);
    void setUnit(InformationUnit unit);

    [[nodiscard]] const std::vector<SelfTestPoint>& points() const { return points_; }
    // How many results have each verdict.
    [[nodiscard]] std::array<int, kSelfTestVerdicts.size()> counts() const;
    // "216 values: 180 right, 20 bounds, 2 wrong." Empty without results.
    [[nodiscard]] QString summary() const;
    // The table as CSV with a header line; no value: an empty field.
    [[nodiscard]] QByteArray csv() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] double shown(double nats) const; // in the unit that is shown
    [[nodiscard]] QString textAt(const SelfTestPoint& point, int column) const;
    [[nodiscard]] QVariant sortKey(const SelfTestPoint& point, int column) const;

    std::vector<SelfTestPoint> points_;
    InformationUnit unit_ = InformationUnit::Nats;
};

// What a verdict means, as a sentence.
[[nodiscard]] QString meaningOf(SelfTestVerdict verdict);

} // namespace infoplane::ui
