// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/selection_panel.h"

#include "ui/bridge/run_shelf.h"
#include "ui/main_window/layer_colours.h"
#include "ui/models/view_state.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace infoplane::ui {
namespace {

constexpr int kKey = Qt::UserRole;

// A list exactly as high as its rows, up to eight of them; the panel scrolls, not the list.
void fitHeight(QListWidget& list) {
    const int rows = std::clamp(list.count(), 1, 8);
    const int height = list.count() > 0 ? list.sizeHintForRow(0) : list.fontMetrics().height() + 4;
    list.setFixedHeight(rows * height + 2 * list.frameWidth() + 2);
}

void addEntry(QListWidget& list, const RunOutline::Entry& entry, const QIcon& icon) {
    auto* item = new QListWidgetItem(icon, entry.text, &list);
    item->setData(kKey, entry.key);
    item->setToolTip(entry.hint.isEmpty() ? entry.text : entry.text + QLatin1Char('\n') + entry.hint);
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(Qt::Checked);
}

void selectData(QComboBox& box, const QVariant& data) {
    const QSignalBlocker quiet(box);
    box.setCurrentIndex(std::max(box.findData(data), 0));
}

} // namespace

SelectionPanel::SelectionPanel(RunShelf& shelf, ViewState& state, QWidget* parent)
    : QScrollArea(parent), shelf_(shelf), state_(state) {
    auto* content = new QWidget(this);
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(8, 6, 8, 8);
    column_->setSpacing(4);
    runs_ = addList(tr("Runs"));
    methods_ = addList(tr("Methods"));
    layers_ = addList(tr("Layers"));
    buildChoices();
    column_->addStretch(1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(runs_, &QListWidget::currentRowChanged, this, &SelectionPanel::onRunRow);
    connect(methods_, &QListWidget::itemChanged, this, &SelectionPanel::onMethodChanged);
    connect(layers_, &QListWidget::itemChanged, this, &SelectionPanel::onLayerChanged);
    for (QListWidget* list : {methods_, layers_}) {
        connect(list, &QListWidget::itemPressed, this,
                [this](QListWidgetItem* item) { pressed_as_ = item->checkState(); });
        connect(list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
            if (item->checkState() == pressed_as_) onItemChosen(item); // else the check box was clicked
        });
        connect(list, &QListWidget::itemActivated, this, &SelectionPanel::onItemChosen);
    }
    connect(&shelf, &RunShelf::listChanged, this, &SelectionPanel::fillRuns);
    connect(&state, &ViewState::selectionChanged, this, &SelectionPanel::showState);
    fillRuns();
    fillLists();
    fillChoices();
}

QSize SelectionPanel::sizeHint() const {
    return {widget()->sizeHint().width() + 8, 480};
}

QListWidget* SelectionPanel::addList(const QString& title) {
    auto* heading = new QLabel(title, this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    auto* list = new QListWidget(this);
    list->setAccessibleName(title);
    list->setUniformItemSizes(true);
    list->setIconSize({14, 14});
    list->setTextElideMode(Qt::ElideMiddle);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    heading->setBuddy(list);
    column_->addWidget(heading);
    column_->addWidget(list);
    column_->addSpacing(4);
    return list;
}

QComboBox* SelectionPanel::addChoice(QFormLayout& form, const QString& title, const QString& what) {
    auto* box = new QComboBox(this);
    box->setAccessibleName(title);
    box->setToolTip(what);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    form.addRow(title, box);
    return box;
}

void SelectionPanel::buildChoices() {
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(5);
    estimator_ = addChoice(*form, tr("Estimator"), tr("How mutual information was estimated"));
    split_ = addChoice(*form, tr("Split"), tr("On which samples it was estimated"));
    split_->addItem(tr("Training"), 0);
    split_->addItem(tr("Test"), 1);
    unit_ = addChoice(*form, tr("Unit"), tr("1 bit is ln 2 = 0.693 nats"));
    unit_->addItem(tr("bits"), int(InformationUnit::Bits));
    unit_->addItem(tr("nats"), int(InformationUnit::Nats));
    seed_ = addChoice(*form, tr("Seed"), tr("One seed, or the mean of all with their spread"));
    column_->addLayout(form);
    connect(estimator_, &QComboBox::currentIndexChanged, this, [this] {
        if (!filling_) state_.setEstimator(estimator_->currentData().toString());
    });
    connect(split_, &QComboBox::currentIndexChanged, this,
            [this] { state_.setSplit(std::size_t(split_->currentData().toInt())); });
    connect(unit_, &QComboBox::currentIndexChanged, this,
            [this] { state_.setUnit(InformationUnit(unit_->currentData().toInt())); });
    connect(seed_, &QComboBox::currentIndexChanged, this, [this] {
        const int seed = seed_->currentData().toInt();
        if (!filling_)
            state_.setSeed(seed < 0 ? std::nullopt : std::optional<std::size_t>(std::size_t(seed)));
    });
}

void SelectionPanel::setOutline(const RunOutline& outline) {
    if (outline == outline_) return;
    outline_ = outline;
    fillLists();
    fillChoices();
}

void SelectionPanel::fillRuns() {
    const QSignalBlocker quiet(runs_);
    runs_->clear();
    for (const auto& source : shelf_.sources()) {
        QString text = source->name();
        if (source->growing() && source->run()) text = tr("%1 …").arg(text);
        auto* item = new QListWidgetItem(text, runs_);
        item->setToolTip(source->file().isEmpty() ? source->name() : source->file());
        if (source.get() == &shelf_.shown()) runs_->setCurrentItem(item);
    }
    fitHeight(*runs_);
}

void SelectionPanel::fillLists() {
    filling_ = true;
    methods_->clear();
    layers_->clear();
    for (const RunOutline::Entry& method : outline_.methods)
        addEntry(*methods_, method, {});
    for (const RunOutline::Entry& layer : outline_.layers)
        addEntry(*layers_, layer, layerSwatch(layer.key.toInt()));
    fitHeight(*methods_);
    fitHeight(*layers_);
    filling_ = false;
    showState();
}

void SelectionPanel::fillChoices() {
    filling_ = true;
    estimator_->clear();
    for (const RunOutline::Entry& entry : outline_.estimators) {
        estimator_->addItem(entry.text, entry.key);
        estimator_->setItemData(estimator_->count() - 1, entry.hint, Qt::ToolTipRole);
    }
    estimator_->setEnabled(estimator_->count() > 0);
    seed_->clear();
    seed_->addItem(tr("Mean and spread"), -1);
    for (std::size_t seed = 0; seed < outline_.seeds.size(); ++seed)
        seed_->addItem(outline_.seeds[seed].text, int(seed));
    seed_->setEnabled(outline_.seeds.size() > 1);
    filling_ = false;
    // A run may lack what was chosen in the one before.
    if (estimator_->count() > 0 && estimator_->findData(state_.estimator()) < 0)
        state_.setEstimator(estimator_->itemData(0).toString());
    if (state_.seed() && *state_.seed() >= outline_.seeds.size()) state_.setSeed(std::nullopt);
    showState();
}

void SelectionPanel::showState() {
    filling_ = true;
    for (int row = 0; row < methods_->count(); ++row) {
        QListWidgetItem* item = methods_->item(row);
        const QString method = item->data(kKey).toString();
        item->setCheckState(state_.methodShown(method) ? Qt::Checked : Qt::Unchecked);
        item->setSelected(method == state_.selectedMethod());
    }
    for (int row = 0; row < layers_->count(); ++row) {
        QListWidgetItem* item = layers_->item(row);
        const int layer = item->data(kKey).toInt();
        item->setCheckState(state_.layerShown(layer) ? Qt::Checked : Qt::Unchecked);
        item->setSelected(layer == state_.selectedLayer());
    }
    filling_ = false;
    selectData(*estimator_, state_.estimator());
    selectData(*split_, int(state_.split()));
    selectData(*unit_, int(state_.unit()));
    selectData(*seed_, state_.seed() ? int(*state_.seed()) : -1);
}

// A click on a name, or Enter, selects it or ends its selection; the check box only hides and shows.
void SelectionPanel::onItemChosen(QListWidgetItem* item) {
    const QVariant key = item->data(kKey);
    if (item->listWidget() == methods_)
        state_.select(key.toString() == state_.selectedMethod() ? QString() : key.toString(),
                      state_.selectedLayer());
    else
        state_.select(state_.selectedMethod(), key.toInt() == state_.selectedLayer() ? 0 : key.toInt());
    showState(); // the list has moved its own highlight
}

void SelectionPanel::onMethodChanged(QListWidgetItem* item) {
    if (!filling_) state_.showMethod(item->data(kKey).toString(), item->checkState() == Qt::Checked);
}

void SelectionPanel::onLayerChanged(QListWidgetItem* item) {
    if (!filling_) state_.showLayer(item->data(kKey).toInt(), item->checkState() == Qt::Checked);
}

void SelectionPanel::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && layers_)
        fillLists(); // the layers' colours follow the theme
}

void SelectionPanel::onRunRow(int row) {
    if (row >= 0 && std::size_t(row) < shelf_.sources().size())
        shelf_.show(*shelf_.sources()[std::size_t(row)]);
}

} // namespace infoplane::ui
