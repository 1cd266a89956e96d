// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controls_command.h"

#include "app/controls_report.h"
#include "app/read_run.h"
#include "app/signal_watch.h"
#include "app/text_table.h"
#include "core/config/nearest.h"
#include "core/config/schema.h"
#include "core/controls/controls.h"
#include "core/controls/memory_run.h"
#include "core/store/imported.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <ostream>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;

using Rows = Result<std::vector<ControlRow>>;

// How much of the whole the training of a configuration is, roughly.
constexpr double kTraining = 0.5;

Status checkChoice(const ControlsCommandOptions& options) {
    const ExperimentOptions& e = options.experiment;
    const bool configured = !e.preset.empty() || !e.config.empty();
    if (options.file.empty() && !configured)
        return wrong("name a run file, or what to train with --preset NAME or --config FILE");
    if (!options.file.empty() && configured)
        return wrong("give either a run file or --preset or --config, not both");
    if (!options.file.empty() && (!e.set.empty() || !e.seeds.empty() || !e.epochs.empty()))
        return wrong(
            "--set, --seeds and --epochs are for --preset and --config: a run file is trained already");
    return {};
}

// What is done and how long it will still take: on a terminal one line that is rewritten, else a line for
// each part.
class ControlsProgress {
public:
    ControlsProgress(Console& console, bool quiet) : console_(console), quiet_(quiet) {}

    void show(const std::string& what, double fraction) {
        if (quiet_) return;
        const auto now = Clock::now();
        const bool news = what != last_;
        if (!news && (console_.err_columns == 0 || now - shown_ < 100ms)) return;
        last_ = what;
        shown_ = now;
        const double seconds = std::chrono::duration<double>(now - start_).count();
        std::string text = what + ", " + fixed(std::floor(100.0 * fraction), 0) + " %";
        if (fraction > 0.02 && seconds > 1.0)
            text += ", " + clockTime(seconds * (1.0 - fraction) / fraction) + " left";
        if (console_.err_columns > 0)
            console_.err << "\r\033[K" << text.substr(0, console_.err_columns - 1) << std::flush;
        else
            console_.err << text << '\n' << std::flush;
    }
    void clear() {
        if (!quiet_ && console_.err_columns > 0) console_.err << "\r\033[K" << std::flush;
    }

private:
    using Clock = std::chrono::steady_clock;

    Console& console_;
    bool quiet_;
    std::string last_;
    Clock::time_point start_ = Clock::now(), shown_;
};

// Works on a thread of its own, so that signals are taken here.
class ControlsWatch {
public:
    ControlsWatch(const ControlsCommandOptions& options, Console& console)
        : options_(options), progress_(console, options.quiet) {}

    Rows run() {
        Rows rows = Error{};
        signal_ = workUnderSignals(interrupts_, [&](const Proceed& proceed) {
            proceed_ = proceed;
            rows = options_.file.empty() ? ofConfiguration() : ofFile();
        });
        progress_.clear();
        return rows;
    }
    [[nodiscard]] std::optional<int> signal() const { return signal_; }

private:
    [[nodiscard]] Rows ofFile();
    [[nodiscard]] Rows ofConfiguration();
    [[nodiscard]] Rows controls(const RunStore& run, const Dataset& dataset, const std::string& device,
                                double begin);

    const ControlsCommandOptions& options_;
    ControlsProgress progress_;
    Interrupts interrupts_;
    Proceed proceed_; // of the work under way
    std::optional<int> signal_;
};

Rows ControlsWatch::controls(const RunStore& run, const Dataset& dataset, const std::string& device,
                             double begin) {
    const auto tell = [this, begin](const std::string& what, double fraction) {
        progress_.show(what, begin + (1.0 - begin) * fraction);
    };
    return runControls(run, dataset, {options_.method, device, options_.threads}, tell, proceed_);
}

Rows ControlsWatch::ofFile() {
    const auto run = readRun(options_.file);
    if (!run) return run.error();
    if (const Status trained = checkTrainedHere((*run)->description()); !trained) return trained.error();
    auto experiment = parseExperiment((*run)->description().config);
    if (!experiment) return experiment.error();
    const ExperimentOptions& given = options_.experiment;
    if (!given.data.empty()) experiment->data.folder = given.data;
    const auto dataset = loadDataset(experiment->data);
    if (!dataset) return dataset.error();
    return controls(**run, *dataset, given.device.empty() ? "auto" : given.device, 0.0);
}

// The chosen method alone: the others would be trained for nothing.
Result<Experiment> experimentOf(const ControlsCommandOptions& options) {
    auto experiment = makeExperiment(options.experiment);
    if (!experiment) return experiment;
    std::vector<std::string> known;
    for (const MethodConfig& method : experiment->methods)
        known.push_back(method.name);
    const auto found = options.method ? std::ranges::find(known, *options.method) : known.begin();
    if (found == known.end())
        return wrong("the experiment has no method \"" + *options.method + "\"" +
                     didYouMean(*options.method, known));
    experiment->methods = {experiment->methods[static_cast<std::size_t>(found - known.begin())]};
    return experiment;
}

Rows ControlsWatch::ofConfiguration() {
    const auto experiment = experimentOf(options_);
    if (!experiment) return experiment.error();
    const auto dataset = loadDataset(experiment->data);
    if (!dataset) return dataset.error();
    const auto tell = [this](const RunDescription& run, const RunProgress& p) {
        progress_.show("training " + run.methods[p.method].name, kTraining * p.fraction);
    };
    const auto run = trainInMemory(*experiment, *dataset, tell, proceed_);
    if (!run) return run.error();
    return controls(**run, *dataset, experiment->compute.device, kTraining);
}

int verdictOn(const std::vector<ControlRow>& rows, Console& console) {
    if (passed(rows)) return kDone;
    const auto wrong_ones = std::ranges::count(rows, ControlVerdict::NotAsGiven, &ControlRow::verdict);
    const auto first = std::ranges::find(rows, ControlVerdict::NotAsGiven, &ControlRow::verdict);
    console.err << "infoplane: " << wrong_ones << " of " << rows.size()
                << " values are not what their control must give; the first is of " << first->control
                << (first->layer > 0 ? ", layer " + std::to_string(first->layer) : "") << ", by "
                << first->estimator << '\n';
    return kFailed;
}

} // namespace

int runControlsCommand(const ControlsCommandOptions& options, Console& console) {
    if (const Status ok = checkChoice(options); !ok) return complain(console, ok.error());
    ControlsWatch watch(options, console);
    const auto rows = watch.run();
    if (!rows && watch.signal()) return 128 + *watch.signal();
    if (!rows) return complain(console, rows.error());
    if (options.json)
        console.out << controlsJson(*rows) << '\n';
    else
        writeControlsTable(console.out, *rows);
    return verdictOn(*rows, console);
}

} // namespace infoplane::app
