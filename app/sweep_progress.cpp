// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_progress.h"

#include "app/text_table.h"

#include <algorithm>
#include <ostream>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;

std::string leftText(double seconds) {
    return seconds < 0.0 ? "" : ", " + clockTime(seconds) + " left";
}

} // namespace

SweepCounts countPoints(const Sweep& sweep) {
    SweepCounts counts;
    for (const PointRecord& point : sweep.points) {
        if (point.state == PointState::Waiting) ++counts.waiting;
        if (point.state == PointState::Running) ++counts.running;
        if (point.state == PointState::Finished) ++counts.finished;
        if (point.state == PointState::Failed) ++counts.failed;
    }
    return counts;
}

std::string describeCounts(const SweepCounts& counts) {
    const std::size_t all = counts.waiting + counts.running + counts.finished + counts.failed;
    std::string text = std::to_string(all) + (all == 1 ? " point: " : " points: ") +
                       std::to_string(counts.finished) + " finished";
    if (counts.running > 0) text += ", " + std::to_string(counts.running) + " running";
    if (counts.failed > 0) text += ", " + std::to_string(counts.failed) + " failed";
    if (counts.waiting > 0) text += ", " + std::to_string(counts.waiting) + " waiting";
    return text;
}

double secondsLeft(const Sweep& sweep, std::size_t pending, const std::vector<double>& running,
                   std::size_t jobs) {
    double sum = 0.0, count = 0.0;
    for (const PointRecord& point : sweep.points)
        if (point.state == PointState::Finished && point.seconds > 0.0) {
            sum += point.seconds;
            ++count;
        }
    if (count == 0.0) return -1.0;
    const double mean = sum / count;
    double work = mean * static_cast<double>(pending);
    for (const double seconds : running)
        work += std::max(0.0, mean - seconds);
    const std::size_t at_once = std::min(jobs, pending + running.size());
    return work / static_cast<double>(std::max<std::size_t>(at_once, 1));
}

void SweepProgress::ended(const Sweep& sweep, std::size_t point, double seconds_left) {
    const PointRecord& record = sweep.points[point];
    const bool failed = record.state == PointState::Failed;
    if (quiet_ && !failed) return;
    clear();
    err_ << "point " << point + 1 << " of " << sweep.points.size() << " (" << describePoint(sweep.grid, point)
         << ") ";
    if (record.state == PointState::Finished)
        err_ << "finished in " << fixed(record.seconds, 1) << " s" << leftText(seconds_left);
    else if (failed)
        err_ << "failed: " << record.failure;
    else
        err_ << "was interrupted";
    err_ << '\n' << std::flush;
}

void SweepProgress::show(const Sweep& sweep, double seconds_left, Clock::time_point now) {
    if (quiet_ || columns_ == 0 || (last_ && now - *last_ < 1s)) return;
    const std::string text = describeCounts(countPoints(sweep)) + leftText(seconds_left);
    err_ << "\r\033[K" << text.substr(0, columns_ - 1) << std::flush;
    drawn_ = true;
    last_ = now;
}

void SweepProgress::clear() {
    if (drawn_) err_ << "\r\033[K" << std::flush;
    drawn_ = false;
    last_.reset();
}

} // namespace infoplane::app
