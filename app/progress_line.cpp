// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/progress_line.h"

#include "app/text_table.h"

#include <cmath>
#include <ostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace infoplane::app {
namespace {

constexpr std::chrono::milliseconds kBetweenRewrites{100};

int tenthOf(double fraction) {
    return static_cast<int>(std::floor(fraction * 10.0 + 1e-9));
}

} // namespace

std::string describeProgress(const RunDescription& run, const RunProgress& progress) {
    const MethodDescription& method = run.methods.at(progress.method);
    std::string text = method.name;
    if (progress.layer > 0)
        text += ", layer " + std::to_string(progress.layer) + " of " + std::to_string(method.layers.size());
    text += ", epoch " + std::to_string(progress.epoch) + " of " + std::to_string(progress.epochs);
    text += ", " + fixed(std::floor(100.0 * progress.fraction), 0) + " %";
    if (progress.seconds_left >= 0.0) text += ", " + clockTime(progress.seconds_left) + " left";
    return text;
}

void ProgressLine::show(const RunStore& run, Clock::time_point now) {
    const RunProgress progress = run.progress();
    if (progress.epochs == 0) return; // the trainer has not said anything yet
    if (columns_ == 0) {
        if (isWorthALine(progress)) {
            err_ << describeProgress(run.description(), progress) << '\n' << std::flush;
            last_ = progress;
        }
        return;
    }
    if ((last_time_ && now - *last_time_ < kBetweenRewrites) || last_ == progress) return;
    rewrite(describeProgress(run.description(), progress));
    last_time_ = now;
    last_ = progress;
}

void ProgressLine::clear() {
    if (drawn_) err_ << "\r\033[K" << std::flush;
    drawn_ = false;
}

void ProgressLine::rewrite(const std::string& text) {
    err_ << "\r\033[K" << text.substr(0, columns_ - 1) << std::flush;
    drawn_ = true;
}

bool ProgressLine::isWorthALine(const RunProgress& progress) const {
    return !last_ || progress.method != last_->method || progress.layer != last_->layer ||
           tenthOf(progress.fraction) > tenthOf(last_->fraction);
}

std::size_t terminalColumns(int descriptor) {
    if (descriptor < 0 || ::isatty(descriptor) == 0) return 0;
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

} // namespace infoplane::app
