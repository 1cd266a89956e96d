// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_run.h"

#include "app/interrupts.h"
#include "app/point_run.h"
#include "app/sweep_progress.h"

#include <deque>
#include <ostream>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;

// The trainings of a sweep from the first to the last. One thread.
class SweepWatch {
public:
    SweepWatch(const SweepFolder& folder, Sweep& sweep, const SweepRunOptions& options, Console& console)
        : folder_(folder),
          sweep_(sweep),
          options_(options),
          console_(console),
          progress_(console.err, console.err_columns, options.quiet) {
        for (std::size_t point = 0; point < sweep.points.size(); ++point) {
            const PointState state = sweep.points[point].state;
            if (state == PointState::Waiting || state == PointState::Failed) pending_.push_back(point);
        }
    }

    Status run() {
        Status status = folder_.writeIndex(sweep_);
        while (!runs_.empty() || (status && !signal_ && !pending_.empty())) {
            if (status && !signal_) status = startWhatFits();
            takeSignal();
            if (const Status polled = pollAll(); !polled && status) status = polled;
            if (!status) stopAll(SIGTERM);
            progress_.show(sweep_, left(), SweepProgress::Clock::now());
        }
        progress_.clear();
        return status;
    }

    [[nodiscard]] std::optional<int> signal() const { return signal_; }

private:
    Status startWhatFits() {
        while (runs_.size() < options_.jobs && !pending_.empty()) {
            const std::size_t point = pending_.front();
            pending_.pop_front();
            auto run = PointRun::start(folder_, sweep_, point);
            if (!run) return run.error();
            runs_.push_back(std::move(*run));
            sweep_.points[point] = runningHere();
            if (const Status ok = folder_.writeIndex(sweep_); !ok) return ok;
        }
        return {};
    }

    void takeSignal() {
        const std::optional<int> signal = interrupts_.wait(50ms);
        if (!signal) return;
        if (!signal_) {
            progress_.clear();
            console_.err << "stopping; the trainings complete their files (once more ends them at once)\n"
                         << std::flush;
        }
        signal_ = signal;
        for (PointRun& run : runs_)
            run.stop(*signal);
    }

    // When the folder cannot be written to any more.
    void stopAll(int number) {
        if (stopped_) return;
        stopped_ = true;
        for (PointRun& run : runs_)
            run.stop(number);
    }

    Status pollAll() {
        Status status;
        for (std::size_t i = 0; i < runs_.size();) {
            const std::optional<PointRecord> record = runs_[i].poll();
            if (!record) {
                ++i;
                continue;
            }
            const std::size_t point = runs_[i].point();
            status = runs_[i].written();
            runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(i));
            sweep_.points[point] = *record;
            progress_.ended(sweep_, point, left());
            if (status) status = folder_.writeIndex(sweep_);
            if (!status) return status;
        }
        return status;
    }

    [[nodiscard]] double left() const {
        std::vector<double> running;
        for (const PointRun& run : runs_)
            running.push_back(run.seconds());
        return secondsLeft(sweep_, pending_.size(), running, options_.jobs);
    }

    const SweepFolder& folder_;
    Sweep& sweep_;
    const SweepRunOptions& options_;
    Console& console_;
    SweepProgress progress_;
    Interrupts interrupts_;
    std::deque<std::size_t> pending_;
    std::vector<PointRun> runs_;
    std::optional<int> signal_;
    bool stopped_ = false;
};

} // namespace

int runPoints(const SweepFolder& folder, Sweep& sweep, const SweepRunOptions& options, Console& console) {
    SweepWatch watch(folder, sweep, options, console);
    if (const Status status = watch.run(); !status) return complain(console, status.error());
    const SweepCounts counts = countPoints(sweep);
    console.out << describeCounts(counts) << ", folder " << folder.path().string() << '\n';
    if (watch.signal()) return 128 + *watch.signal();
    if (counts.running > 0)
        console.err << "what is running is trained by another program; infoplane sweep "
                    << folder.path().string() << " tells when it has finished\n";
    return counts.finished == sweep.points.size() ? kDone : kFailed;
}

int runOnePoint(const SweepFolder& folder, const Sweep& sweep, std::size_t point, Console& console) {
    Interrupts interrupts;
    auto run = PointRun::start(folder, sweep, point);
    if (!run) return complain(console, run.error());
    std::optional<int> signal;
    std::optional<PointRecord> record;
    while (!(record = run->poll()))
        if (const auto taken = interrupts.wait(50ms)) {
            signal = taken;
            run->stop(*taken);
        }
    if (!run->written()) return complain(console, run->written().error());
    Sweep shown = sweep;
    shown.points[point] = *record;
    SweepProgress(console.err, 0, false).ended(shown, point, -1.0);
    if (record->state == PointState::Finished) return kDone;
    return signal ? 128 + *signal : kFailed;
}

} // namespace infoplane::app
