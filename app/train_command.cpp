// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train_command.h"

#include "app/live_stream.h"
#include "app/paths.h"
#include "app/progress_line.h"
#include "app/run_report.h"
#include "app/run_state.h"
#include "app/stop_signal.h"
#include "core/session/make_session.h"

#include <chrono>
#include <ctime>
#include <ostream>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;

// What the training says of the last NaN for which it paused.
std::string lastNan(const Table& events) {
    const std::size_t kind = events.layout().index("kind"), text = events.layout().index("text");
    for (std::uint64_t i = events.rows(); i-- > 0;)
        if (events.text(kind, i) == "nan") return events.text(text, i);
    return "the training paused itself";
}

// One training from start to results. The thread that made it looks after signals, progress and the stream.
class TrainingWatch {
public:
    TrainingWatch(const TrainOptions& options, Console& console)
        : options_(options),
          console_(console),
          progress_(console.err, console.err_columns),
          stream_(console.out),
          session_(makeSession(nullptr)) {}

    Status start(const RunRequest& request) { return session_->start(request); }

    void waitForEnd() {
        while (!session_->waitUntilIdle(0ms)) {
            takeSignal();
            followStream();
            if (stop_ || stream_.broken()) session_->stop();
            goOnWherePaused();
            showProgress();
        }
        progress_.clear();
        if (options_.stream) finishStream();
    }

    int report(const std::filesystem::path& file);

private:
    void takeSignal() {
        stop_.take(console_.err, [this] { progress_.clear(); });
    }

    // Only the training itself pauses here, where a person should look; nobody could let it go on.
    void goOnWherePaused() {
        const std::shared_ptr<const RunStore> run = session_->store();
        if (session_->state() != SessionState::Paused || !run) return;
        progress_.clear();
        console_.err << lastNan(run->table(run->progress().method, kEventsTable))
                     << "; the run goes on, for nobody can be asked here\n"
                     << std::flush;
        session_->resume();
    }

    void followStream() {
        if (options_.stream && !stream_.following() && session_->store()) stream_.follow(session_->store());
    }

    void finishStream() {
        followStream();
        stream_.finish(session_->lastFailure());
        while (!stream_.ended())
            takeSignal();
    }

    void showProgress() {
        const std::shared_ptr<const RunStore> run = session_->store();
        if (run && !options_.quiet && !stop_) progress_.show(*run, ProgressLine::Clock::now());
    }

    [[nodiscard]] int exitCode() const;

    const TrainOptions& options_;
    Console& console_;
    ProgressLine progress_;
    LiveStream stream_;
    StopSignal stop_;                  // before the session: its threads inherit the signal mask
    std::unique_ptr<Session> session_; // last: it stops and joins first
};

int TrainingWatch::report(const std::filesystem::path& file) {
    const std::shared_ptr<const RunStore> run = session_->store();
    std::ostream& results = options_.stream ? console_.err : console_.out;
    std::error_code error;
    if (run && std::filesystem::exists(file, error)) {
        writeRunReport(results, *run);
        results << "run " << nameOf(run->status().state) << ", file " << file.string() << '\n' << std::flush;
    }
    if (const std::optional<Error> failure = session_->lastFailure()) complain(console_, *failure);
    if (stream_.broken())
        console_.err << "infoplane: standard output takes no more of the stream; the run was stopped\n";
    return exitCode();
}

int TrainingWatch::exitCode() const {
    const std::optional<Error> failure = session_->lastFailure();
    if (failure && failure->code != ErrorCode::Cancelled) return kFailed;
    const std::shared_ptr<const RunStore> run = session_->store();
    if (run && run->status().state == RunState::Finished && !stream_.broken()) return kDone;
    return stop_ ? 128 + *stop_.number() : kFailed;
}

Result<RunRequest> beginning(const TrainOptions& options) {
    const Result<Experiment> experiment = makeExperiment(options.experiment);
    if (!experiment) return experiment.error();
    RunRequest request{*experiment, options.output, options.force};
    if (request.output.empty()) request.output = defaultOutputName(experiment->title, std::time(nullptr));
    return request;
}

Result<RunRequest> goingOn(const TrainOptions& options) {
    const ExperimentOptions& experiment = options.experiment;
    if (!experiment.set.empty() || !experiment.seeds.empty() || !experiment.epochs.empty() ||
        !experiment.device.empty())
        return wrong(
            "a run goes on as it was begun: only --data, --output, --force, --quiet and --stream may "
            "stand beside --resume");
    if (const Status there = checkInputFile(options.resume); !there) return there.error();
    RunRequest request;
    request.resume = options.resume;
    request.output =
        options.output.empty() ? resumedName(options.resume) : std::filesystem::path(options.output);
    request.overwrite = options.force;
    request.experiment.data.folder = experiment.data;
    std::error_code error;
    if (std::filesystem::equivalent(request.resume, request.output, error))
        return wrong("the run goes on in a new file; --output must not name the file that it is read from");
    return request;
}

Result<RunRequest> requestOf(const TrainOptions& options) {
    return options.resume.empty() ? beginning(options) : goingOn(options);
}

} // namespace

std::filesystem::path resumedName(const std::filesystem::path& begun) {
    const std::string name = begun.filename().string();
    std::size_t end = name.size();
    for (const std::string_view ending : {".infoplane.h5", ".h5", ".hdf5"})
        if (end == name.size() && name.ends_with(ending) && name != ending) end -= ending.size();
    std::error_code error;
    for (int number = 1;; ++number) {
        const std::string suffix = number == 1 ? "-resumed" : "-resumed-" + std::to_string(number);
        const auto path = begun.parent_path() / (name.substr(0, end) + suffix + name.substr(end));
        if (!std::filesystem::exists(path, error)) return path;
    }
}

int runTrain(const TrainOptions& options, Console& console) {
    const Result<RunRequest> made = requestOf(options);
    if (!made) return complain(console, made.error());
    const RunRequest& request = *made;
    if (options.stream && console.out_is_terminal)
        return complain(console,
                        {ErrorCode::InvalidArgument,
                         "--stream writes bytes for a program, not for a terminal; add | infoplane -", ""});
    if (const Status status = checkOutputFile(request.output, options.force); !status)
        return complain(console, status.error());
    TrainingWatch watch(options, console);
    if (const Status status = watch.start(request); !status) return complain(console, status.error());
    watch.waitForEnd();
    return watch.report(request.output);
}

} // namespace infoplane::app
