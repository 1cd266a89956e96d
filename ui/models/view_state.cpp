// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_state.h"

#include <cmath>
#include <limits>

namespace infoplane::ui {
namespace {

template <class T>
bool change(T& value, const T& target) {
    if (value == target) return false;
    value = target;
    return true;
}

template <class T>
bool setHidden(QSet<T>& hidden, const T& item, bool shown) {
    if (hidden.contains(item) != shown) return false;
    if (shown)
        hidden.remove(item);
    else
        hidden.insert(item);
    return true;
}

} // namespace

double ViewState::shownUpTo() const {
    return live_ ? std::numeric_limits<double>::infinity() : pass_;
}

bool ViewState::isSelected(const QString& method, int layer) const {
    const bool method_fits = selected_method_.isEmpty() || selected_method_ == method;
    const bool layer_fits = selected_layer_ == 0 || selected_layer_ == layer;
    return hasSelection() && method_fits && layer_fits;
}

void ViewState::setPass(double pass) {
    if (!std::isfinite(pass)) return;
    const bool left_live = change(live_, false);
    if (change(pass_, pass) || left_live) emit cursorChanged();
}

void ViewState::followNewest(double pass) {
    if (live_ && std::isfinite(pass) && change(pass_, pass)) emit cursorChanged();
}

void ViewState::goLive(double newest_pass) {
    const bool moved = std::isfinite(newest_pass) && change(pass_, newest_pass);
    if (change(live_, true) || moved) emit cursorChanged();
}

void ViewState::setEstimator(const QString& estimator) {
    if (change(estimator_, estimator)) emit selectionChanged();
}

void ViewState::setUnit(InformationUnit unit) {
    if (change(unit_, unit)) emit selectionChanged();
}

void ViewState::setSplit(std::size_t split) {
    if (change(split_, split)) emit selectionChanged();
}

void ViewState::setSeed(std::optional<std::size_t> seed) {
    if (change(seed_, seed)) emit selectionChanged();
}

void ViewState::showMethod(const QString& method, bool shown) {
    if (setHidden(hidden_methods_, method, shown)) emit selectionChanged();
}

void ViewState::showLayer(int layer, bool shown) {
    if (setHidden(hidden_layers_, layer, shown)) emit selectionChanged();
}

void ViewState::select(const QString& method, int layer) {
    const bool method_changed = change(selected_method_, method);
    if (change(selected_layer_, layer) || method_changed) emit selectionChanged();
}

void ViewState::assign(const ViewState& other) {
    live_ = other.live_;
    pass_ = other.pass_;
    estimator_ = other.estimator_;
    unit_ = other.unit_;
    split_ = other.split_;
    seed_ = other.seed_;
    hidden_methods_ = other.hidden_methods_;
    hidden_layers_ = other.hidden_layers_;
    selected_method_ = other.selected_method_;
    selected_layer_ = other.selected_layer_;
    emit cursorChanged();
    emit selectionChanged();
}

} // namespace infoplane::ui
