// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QTableView>

namespace infoplane::ui {

class SelfTestModel;

// The table of a self-test: sorted by a click on a header, a row at a time. `model` must outlive it.
class SelfTestTable : public QTableView {
    Q_OBJECT

public:
    explicit SelfTestTable(SelfTestModel& model, QWidget* parent = nullptr);

    // Makes columns as wide as what is in them.
    void fitColumns();

Q_SIGNALS:
    // The estimator of the chosen row; empty: none is.
    void estimatorChosen(const QString& estimator);

private:
    QSortFilterProxyModel order_;
};

} // namespace infoplane::ui
