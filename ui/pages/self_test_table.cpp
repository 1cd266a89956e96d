// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/self_test_table.h"

#include "ui/models/self_test_model.h"
#include "ui/plots/plot_text.h"
#include "ui/style/icons.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace infoplane::ui {
namespace {

constexpr int kNoteWidth = 40; // characters

// Estimands as people write them, and a sign beside a verdict that is not good.
class ResultDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QString displayText(const QVariant& value, const QLocale& locale) const override {
        return mathText(QStyledItemDelegate::displayText(value, locale));
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() != SelfTestModel::kVerdict) return;
        const auto verdict = SelfTestVerdict(index.data(SelfTestModel::kSortRole).toInt());
        if (verdict == SelfTestVerdict::Warned)
            option->icon = lineIcon(QStringLiteral("warning"), QColor(0xe6, 0x9f, 0x00));
        else if (verdict == SelfTestVerdict::Wrong || verdict == SelfTestVerdict::Failed)
            option->icon = lineIcon(QStringLiteral("error"), QColor(0xd5, 0x5e, 0x00));
        else
            return;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
    }
};

} // namespace

SelfTestTable::SelfTestTable(SelfTestModel& model, QWidget* parent) : QTableView(parent) {
    order_.setSourceModel(&model);
    order_.setSortRole(SelfTestModel::kSortRole);
    setModel(&order_);
    setItemDelegate(new ResultDelegate(this));
    setAccessibleName(tr("Results of the self-test"));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSortIndicatorClearable(true); // back to the order in which results came
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = selectionModel()->selectedRows(SelfTestModel::kEstimator);
        Q_EMIT estimatorChosen(rows.isEmpty() ? QString() : rows.first().data().toString());
    });
    connect(&order_, &QAbstractItemModel::modelReset, this, [this] { Q_EMIT estimatorChosen({}); });
    fitColumns();
}

void SelfTestTable::fitColumns() {
    resizeColumnsToContents();
    setColumnWidth(SelfTestModel::kNote, fontMetrics().averageCharWidth() * kNoteWidth);
}

} // namespace infoplane::ui
