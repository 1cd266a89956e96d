// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import_command.h"

#include "app/parameter_values.h"
#include "app/paths.h"
#include "app/progress_line.h"
#include "app/run_report.h"
#include "app/run_state.h"
#include "app/stop_signal.h"
#include "core/arrays/arrays_in_child.h"
#include "core/config/schema.h"
#include "core/session/import_session.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <ostream>
#include <string_view>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

fs::path importedRunFile(const ImportCommandOptions& options) {
    if (!options.output.empty()) return options.output;
    const fs::path file(options.file);
    return file.parent_path() / (file.stem().string() + ".infoplane.h5");
}

// A number that is the whole text; an empty text is `otherwise`.
template <class Number>
std::optional<Number> wholeNumber(std::string_view text, std::optional<Number> otherwise) {
    if (text.empty()) return otherwise;
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

Status setChosenEpochs(const std::string& text, ActivationChoice& choice) {
    if (text.empty()) return {};
    const std::size_t colon = text.find(':');
    const std::string_view from = std::string_view(text).substr(0, colon);
    const std::string_view to = colon == std::string::npos ? from : std::string_view(text).substr(colon + 1);
    const auto first = wholeNumber<std::uint64_t>(from, choice.first_epoch);
    const auto last = wholeNumber<std::uint64_t>(to, choice.last_epoch);
    if (!first || !last || *first > *last)
        return wrong("--epochs needs FROM:TO, for example 10:200 or 100:, not " + text);
    choice.first_epoch = *first;
    choice.last_epoch = *last;
    return {};
}

Status setBinRange(const std::string& text, std::optional<BinRange>& range) {
    if (text.empty()) return {};
    const std::size_t colon = text.find(':');
    const auto low = wholeNumber<double>(std::string_view(text).substr(0, colon), std::nullopt);
    const auto high = colon == std::string::npos
                          ? std::nullopt
                          : wholeNumber<double>(std::string_view(text).substr(colon + 1), std::nullopt);
    if (!low || !high) return wrong("--range needs LOW:HIGH, for example --range=-1:1, not " + text);
    range = BinRange{*low, *high};
    return {};
}

// A key below measure., or else a parameter of an estimator that a training does not have.
Status setImportValue(const std::string& assignment, Experiment& experiment, ParameterValues& values) {
    const std::size_t equals = assignment.find('=');
    const std::string key = "measure." + assignment.substr(0, equals);
    const std::vector<Field> fields = fieldsOf(experiment);
    for (const char* const other : {"measure.estimators", "measure.cadence", "measure.every"})
        if (key == other) return wrong("an import has no " + key + " to be set");
    if (equals != std::string::npos && std::ranges::find(fields, key, &Field::key) != fields.end())
        return setField(experiment, key, assignment.substr(equals + 1));
    const auto setting = parseParameterValues({assignment});
    if (!setting) return setting.error();
    for (const auto& [name, value] : *setting)
        values[name] = value;
    return {};
}

Status setImportValues(const std::vector<std::string>& assignments, ImportOptions& options) {
    Experiment experiment;
    experiment.measure = options.measure;
    for (const std::string& assignment : assignments)
        if (const Status set = setImportValue(assignment, experiment, options.values); !set) return set;
    options.measure = experiment.measure;
    return {};
}

Result<ImportOptions> importOptions(const ImportCommandOptions& given) {
    ImportOptions options;
    options.source = fs::path(given.file).filename().string();
    options.title = given.title.empty() ? fs::path(given.file).stem().string() : given.title;
    options.choice.layers = given.layers;
    options.labels = given.labels;
    options.split = given.split;
    if (given.estimators.empty())
        options.estimators = {"mixture", "binning"};
    else
        options.estimators = given.estimators;
    options.sigma = given.sigma;
    options.relative_sigma = given.relative_sigma;
    options.seed = given.seed;
    for (const Status& set : {setChosenEpochs(given.epochs, options.choice),
                              setBinRange(given.range, options.range), setImportValues(given.set, options)})
        if (!set) return set.error();
    if (const Status usable = checkImportOptions(options); !usable) return usable.error();
    return options;
}

// One import from start to results. The thread that made it looks after signals and progress.
class ImportWatch {
public:
    ImportWatch(const ImportCommandOptions& options, Console& console)
        : options_(options), console_(console), progress_(console.err, console.err_columns) {}

    // Opens the file in a child process, before there are other threads.
    Status start(ImportOptions chosen, const fs::path& output) {
        auto file = openArraysInChild(options_.file);
        if (!file) return file.error();
        session_ =
            makeImportSession(std::move(*file), std::move(chosen), [this](std::size_t done, std::size_t all) {
                looked_at_ = done;
                all_ = all;
            });
        return session_->start({Experiment{}, output, options_.force});
    }

    void waitForEnd() {
        while (!session_->waitUntilIdle(0ms)) {
            takeSignal();
            if (stop_) session_->stop();
            if (!options_.quiet && !stop_) showProgress();
        }
        clear();
    }

    int report(const fs::path& output);

private:
    void takeSignal() {
        stop_.take(console_.err, [this] { clear(); });
    }

    void showProgress() {
        if (const std::shared_ptr<const RunStore> run = session_->store())
            progress_.show(*run, ProgressLine::Clock::now());
        else if (console_.err_columns > 0 && all_ > 0)
            console_.err << "\r\033[Klooking at array " << looked_at_ + 1 << " of " << all_ << std::flush;
    }

    void clear() {
        progress_.clear();
        if (console_.err_columns > 0) console_.err << "\r\033[K" << std::flush;
    }

    void tellOfEvents(const RunStore& run);

    const ImportCommandOptions& options_;
    Console& console_;
    ProgressLine progress_;
    std::atomic<std::size_t> looked_at_ = 0, all_ = 0;
    StopSignal stop_;                  // before the session: its threads inherit the signal mask
    std::unique_ptr<Session> session_; // last: it stops and joins first
};

// What is not as a reader would expect.
void ImportWatch::tellOfEvents(const RunStore& run) {
    const Table& events = run.table(0, kEventsTable);
    for (std::uint64_t i = 0; i < events.rows(); ++i)
        console_.err << events.text(events.layout().index("text"), i) << '\n';
    console_.err << std::flush;
}

int ImportWatch::report(const fs::path& output) {
    const std::shared_ptr<const RunStore> run = session_->store();
    if (run) {
        if (!options_.quiet) tellOfEvents(*run);
        writeRunReport(console_.out, *run);
        console_.out << "run " << nameOf(run->status().state) << ", file " << output.string() << '\n'
                     << std::flush;
    }
    if (std::optional<Error> failure = session_->lastFailure()) {
        if (failure->context.empty() && failure->code == ErrorCode::InvalidFile)
            failure->context = options_.file;
        return complain(console_, *failure);
    }
    return stop_ ? 128 + *stop_.number() : kDone;
}

} // namespace

int runImport(const ImportCommandOptions& options, Console& console) {
    if (const Status there = checkInputFile(options.file); !there) return complain(console, there.error());
    auto import_options = importOptions(options);
    if (!import_options) return complain(console, import_options.error());
    const fs::path output = importedRunFile(options);
    if (const Status free = checkOutputFile(output, options.force); !free)
        return complain(console, free.error());
    ImportWatch watch(options, console);
    if (const Status started = watch.start(std::move(*import_options), output); !started)
        return complain(console, started.error());
    watch.waitForEnd();
    return watch.report(output);
}

} // namespace infoplane::app
