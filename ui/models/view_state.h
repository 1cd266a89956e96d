// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/series.h"

#include <QObject>
#include <QSet>
#include <QString>

#include <optional>

namespace infoplane::ui {

// What all views share: one cursor in time and one selection. Window thread only.
class ViewState : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // The cursor is a pass over the training data (the axis common to all methods). Live: it follows the
    // newest row. A pass that is no finite number is ignored.
    [[nodiscard]] bool live() const { return live_; }
    [[nodiscard]] double pass() const { return pass_; }
    // What views compare passes with: without limit while live, so that the newest row is always included.
    [[nodiscard]] double shownUpTo() const;
    void setPass(double pass);      // leaves live
    void followNewest(double pass); // moves with the newest row, only while live
    void goLive(double newest_pass);

    [[nodiscard]] const QString& estimator() const { return estimator_; }
    [[nodiscard]] InformationUnit unit() const { return unit_; }
    [[nodiscard]] std::size_t split() const { return split_; }
    [[nodiscard]] std::optional<std::size_t> seed() const { return seed_; } // empty: mean and spread
    [[nodiscard]] bool methodShown(const QString& method) const { return !hidden_methods_.contains(method); }
    [[nodiscard]] bool layerShown(int layer) const { return !hidden_layers_.contains(layer); }
    // The highlighted curve. An empty method: the layer in all methods; layer 0: the method in all layers;
    // both: none.
    [[nodiscard]] const QString& selectedMethod() const { return selected_method_; }
    [[nodiscard]] int selectedLayer() const { return selected_layer_; }
    [[nodiscard]] bool hasSelection() const { return selected_layer_ != 0 || !selected_method_.isEmpty(); }
    [[nodiscard]] bool isSelected(const QString& method, int layer) const;

    void setEstimator(const QString& estimator);
    void setUnit(InformationUnit unit);
    void setSplit(std::size_t split);
    void setSeed(std::optional<std::size_t> seed);
    void showMethod(const QString& method, bool shown);
    void showLayer(int layer, bool shown);
    void select(const QString& method, int layer);
    // Takes over everything from another state, for a second view of the same moment.
    void assign(const ViewState& other);

signals:
    void cursorChanged();    // live or pass
    void selectionChanged(); // anything else

private:
    bool live_ = true;
    double pass_ = 0.0;
    QString estimator_ = QStringLiteral("mixture");
    InformationUnit unit_ = InformationUnit::Bits;
    std::size_t split_ = 0;
    std::optional<std::size_t> seed_;
    QSet<QString> hidden_methods_;
    QSet<int> hidden_layers_;
    QString selected_method_;
    int selected_layer_ = 0;
};

} // namespace infoplane::ui
