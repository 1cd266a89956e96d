// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/timeline_index.h"

#include "core/series/series.h"

#include <algorithm>
#include <cmath>

namespace infoplane::ui {

std::size_t TimelineLane::rowsUpTo(double pass) const {
    return std::size_t(std::upper_bound(passes.begin(), passes.end(), pass) - passes.begin());
}

const TimelineBand* TimelineLane::bandAt(double pass) const {
    const TimelineBand* found = nullptr;
    for (const TimelineBand& band : bands)
        if (!found || band.begin < pass) found = &band;
    return found;
}

void TimelineIndex::setRun(std::shared_ptr<const RunStore> run) {
    run_ = std::move(run);
    lanes_.clear();
    events_taken_.clear();
    rows_ = 0;
    if (!run_) return;
    for (const MethodDescription& method : run_->description().methods) {
        TimelineLane& lane = lanes_.emplace_back();
        lane.method = method.name;
        lane.title = methodTitle(method);
        lane.planned = std::isfinite(method.planned_passes) ? std::max(method.planned_passes, 0.0) : 0.0;
    }
    events_taken_.assign(lanes_.size(), 0);
    refresh();
}

bool TimelineIndex::refresh() {
    bool news = false;
    for (std::size_t method = 0; method < lanes_.size(); ++method) {
        news |= takeRows(method);
        news |= takeEvents(method);
    }
    return news;
}

bool TimelineIndex::takeRows(std::size_t method) {
    const Table& table = run_->rows(method);
    TimelineLane& lane = lanes_[method];
    const std::uint64_t rows = table.rows();
    if (lane.passes.size() >= rows) return false;
    const std::size_t pass_column = table.layout().index("pass");
    const std::size_t step_column = table.layout().index("step");
    const std::size_t layer_column = table.layout().index("layer_in_training");
    for (std::uint64_t row = lane.passes.size(); row < rows; ++row) {
        const double before = lane.passes.empty() ? 0.0 : lane.passes.back();
        double pass = table.values<double>(pass_column, row)[0];
        if (!(pass >= before)) pass = before; // keeps the axis ascending whatever a file says
        const int layer = table.values<std::int32_t>(layer_column, row)[0];
        if (lane.bands.empty() || lane.bands.back().layer != layer)
            lane.bands.push_back({layer, before, pass});
        lane.bands.back().end = pass;
        lane.passes.push_back(pass);
        lane.steps.push_back(table.values<std::uint64_t>(step_column, row)[0]);
        ++rows_;
    }
    return true;
}

bool TimelineIndex::takeEvents(std::size_t method) {
    const Table& table = run_->table(method, kEventsTable);
    TimelineLane& lane = lanes_[method];
    const std::uint64_t events = table.rows();
    if (events_taken_[method] >= events) return false;
    const TableLayout& layout = table.layout();
    for (std::uint64_t event = events_taken_[method]; event < events; ++event) {
        const std::uint64_t row = table.values<std::uint64_t>(layout.index("row"), event)[0];
        const std::size_t before = std::size_t(std::min<std::uint64_t>(row, lane.passes.size()));
        const std::uint32_t severity = table.values<std::uint32_t>(layout.index("severity"), event)[0];
        lane.marks.push_back({before > 0 ? lane.passes[before - 1] : 0.0, Severity(std::min(severity, 2u)),
                              table.text(layout.index("kind"), event),
                              table.text(layout.index("text"), event)});
    }
    events_taken_[method] = events;
    return true;
}

double TimelineIndex::first() const {
    return next(-1.0).value_or(0.0);
}

double TimelineIndex::last() const {
    double last = 0.0;
    for (const TimelineLane& lane : lanes_)
        if (!lane.passes.empty()) last = std::max(last, lane.passes.back());
    return last;
}

double TimelineIndex::extent() const {
    double extent = 1.0;
    for (const TimelineLane& lane : lanes_)
        extent = std::max({extent, lane.planned, lane.passes.empty() ? 0.0 : lane.passes.back()});
    return extent;
}

std::optional<double> TimelineIndex::next(double pass) const {
    std::optional<double> found;
    for (const TimelineLane& lane : lanes_) {
        const auto after = std::upper_bound(lane.passes.begin(), lane.passes.end(), pass);
        if (after != lane.passes.end() && (!found || *after < *found)) found = *after;
    }
    return found;
}

std::optional<double> TimelineIndex::previous(double pass) const {
    std::optional<double> found;
    for (const TimelineLane& lane : lanes_) {
        const auto at = std::lower_bound(lane.passes.begin(), lane.passes.end(), pass);
        if (at != lane.passes.begin() && (!found || *std::prev(at) > *found)) found = *std::prev(at);
    }
    return found;
}

double TimelineIndex::nearest(double pass) const {
    const std::optional<double> after = next(pass);
    // The row exactly at `pass` counts as before.
    const std::optional<double> before = previous(std::nextafter(pass, pass + 1.0));
    if (!after || !before) return after ? *after : before.value_or(0.0);
    return *after - pass < pass - *before ? *after : *before;
}

std::size_t TimelineIndex::rank(double pass) const {
    std::size_t rank = 0;
    for (const TimelineLane& lane : lanes_)
        rank += lane.rowsUpTo(pass);
    return rank;
}

} // namespace infoplane::ui
