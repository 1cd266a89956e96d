// SPDX-License-Identifier: GPL-3.0-or-later
// Times redraws of plots that hold a million points: bench_plots [rows a layer].
#include "tests/gui/plots/synthetic_run.h"
#include "ui/models/view_state.h"
#include "ui/plots/plot_frame.h"

#include <QApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace infoplane;

namespace {

// Of this thread's processor time, so that other work on the machine does not count.
double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

double milliseconds(const std::function<void()>& work) {
    const double begin = now();
    work();
    return now() - begin;
}

// Median and worst of 15.
void report(const char* plot, const char* what, const std::function<void(int)>& work) {
    std::vector<double> times;
    for (int i = 0; i < 15; ++i)
        times.push_back(milliseconds([&] { work(i); }));
    std::sort(times.begin(), times.end());
    std::printf("%-12s %-34s median %7.2f ms, worst %7.2f ms\n", plot, what, times[7], times[14]);
}

void measure(const char* name, ui::RunPlot& made, ui::ViewState& state,
             const std::shared_ptr<RunStore>& store, const testing::SyntheticOptions& options) {
    auto& plot = static_cast<ui::PlotFrame&>(made);
    plot.resize(900, 500);
    plot.show();
    QCoreApplication::processEvents();
    std::printf("%-12s %-34s %7.1f ms\n", name, "take all rows", milliseconds([&] { plot.setRun(store); }));
    QCustomPlot& canvas = plot.canvas();
    report(name, "redraw, all in view", [&](int) { canvas.replot(QCustomPlot::rpImmediateRefresh); });
    QCPAxis* x = canvas.axisRect(0)->axis(QCPAxis::atBottom);
    QCPAxis* y = canvas.axisRect(0)->axis(QCPAxis::atLeft);
    report(name, "redraw while zooming in", [&](int) {
        x->scaleRange(0.8);
        y->scaleRange(0.8);
        canvas.replot(QCustomPlot::rpImmediateRefresh);
    });
    plot.fit();
    canvas.replot();
    report(name, "move the cursor", [&](int i) {
        state.setPass(i * 3.0);
        QCoreApplication::processEvents();
    });
    state.goLive(0.0);
    report(name, "take a row and redraw", [&](int) {
        testing::appendRow(*store, options, 1);
        plot.refresh();
        QCoreApplication::processEvents();
    });
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    testing::SyntheticOptions options;
    options.layers = 4;
    options.seeds = 1;
    options.rows_a_layer = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000;
    options.rows_end_to_end = options.rows_a_layer * 3 / 2 + 100;
    options.random_walk = true;
    std::printf(
        "layer-wise: 4 layers of %llu rows; end to end: 4 layers in each of %llu rows; 900 x 500 pixels\n",
        static_cast<unsigned long long>(options.rows_a_layer),
        static_cast<unsigned long long>(options.rows_end_to_end - 100));
    const auto store = testing::emptyRun(options);
    while (testing::appendRow(*store, options, 0)) {
    }
    while (store->rows(1).rows() + 100 < options.rows_end_to_end)
        testing::appendRow(*store, options, 1);
    ui::ViewState state;
    measure("plane", *ui::makePlanePlot(state), state, store, options);
    measure("information", *ui::makeInformationPlot(state), state, store, options);
    measure("accuracy", *ui::makeAccuracyPlot(state), state, store, options);
    measure("loss", *ui::makeLossPlot(state), state, store, options);
    return 0;
}
