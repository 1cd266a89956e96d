// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_command.h"

#include "app/paths.h"
#include "app/sweep_progress.h"
#include "app/sweep_results.h"
#include "app/sweep_run.h"
#include "app/sweep_table.h"
#include "core/recording/file_place.h"
#include "core/sweep/text_file.h"

#include <filesystem>
#include <ostream>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostJobs = 256;

bool namesAFolder(const SweepOptions& options) {
    std::error_code failure;
    return options.experiment.preset.empty() && fs::is_directory(options.source, failure);
}

bool showsResults(const SweepOptions& options) {
    return options.table || options.json || !options.csv.empty() || !options.figure.file.path.empty();
}

// The same command finds the same folder.
fs::path defaultFolder(const std::string& title) {
    return nameFromTitle(title) + "-sweep";
}

// Children and tasks may run in another folder.
void makePathsAbsolute(Experiment& experiment) {
    std::error_code failure;
    if (experiment.data.folder.empty()) return;
    const fs::path absolute = fs::absolute(experiment.data.folder, failure);
    if (!failure) experiment.data.folder = absolute.lexically_normal().string();
}

Status checkNewSweep(const SweepOptions& options) {
    if (options.source.empty() == options.experiment.preset.empty())
        return wrong("say what to sweep: a configuration's file or --preset NAME, or name a sweep's folder");
    if (options.point) return wrong("--point needs a sweep's folder: infoplane sweep FOLDER --point N");
    if (showsResults(options))
        return wrong("results are shown of a sweep's folder: infoplane sweep FOLDER --table");
    if (options.jobs && (*options.jobs < 1 || *options.jobs > kMostJobs))
        return wrong("--jobs must be from 1 to " + std::to_string(kMostJobs));
    const SlurmOptions& slurm = options.slurm_options;
    if (!options.slurm && !(slurm.partition.empty() && slurm.time.empty()))
        return wrong("--partition and --time are for --slurm");
    return checkSlurmOptions(slurm);
}

int runOrSubmit(const SweepOptions& options, const SweepFolder& folder, Sweep& sweep, Console& console) {
    if (!options.slurm) return runPoints(folder, sweep, {options.jobs.value_or(1), options.quiet}, console);
    SlurmOptions slurm = options.slurm_options;
    slurm.jobs = options.jobs.value_or(0);
    return submitSweep(folder, sweep, slurm, console);
}

int startSweep(const SweepOptions& options, Console& console) {
    if (const Status ok = checkNewSweep(options); !ok) return complain(console, ok.error());
    ExperimentOptions chosen = options.experiment;
    chosen.config = options.source;
    auto experiment = makeExperiment(chosen);
    if (!experiment) return complain(console, experiment.error());
    makePathsAbsolute(*experiment);
    const auto grid = makeGrid(*experiment, options.vary);
    if (!grid) return complain(console, grid.error());
    std::error_code failure;
    const fs::path path = fs::absolute(
        options.output.empty() ? defaultFolder(experiment->title) : fs::path(options.output), failure);
    const SweepFolder folder(path.lexically_normal());
    auto sweep = folder.openOrCreate(*experiment, *grid);
    if (!sweep) return complain(console, sweep.error());
    const auto lock = WriterLock::acquire(folder.configuration());
    if (!lock)
        return complain(console, {ErrorCode::Exists,
                                  "another infoplane runs this sweep; wait until it has ended, or stop it",
                                  folder.path().string()});
    folder.readStates(*sweep); // as the one before has left them
    return runOrSubmit(options, folder, *sweep, console);
}

int trainPoint(const SweepOptions& options, const SweepFolder& folder, const Sweep& sweep, Console& console) {
    const std::size_t number = *options.point;
    if (number < 1 || number > sweep.points.size())
        return complain(console, wrong("--point must be from 1 to " + std::to_string(sweep.points.size())));
    const PointState state = folder.readState(number - 1).state;
    if (state == PointState::Finished || state == PointState::Running) {
        console.out << "point " << number << (state == PointState::Finished ? " has finished" : " runs")
                    << " already\n";
        return kDone;
    }
    return runOnePoint(folder, sweep, number - 1, console);
}

// Puts what the state files say into the index, unless the sweep that runs does so.
Status collectStates(const SweepFolder& folder, const Sweep& sweep) {
    const auto lock = WriterLock::acquire(folder.configuration());
    return lock ? folder.writeIndex(sweep) : Status();
}

void writeStates(const Sweep& sweep, Console& console) {
    console.out << describeCounts(countPoints(sweep)) << '\n';
    for (std::size_t point = 0; point < sweep.points.size(); ++point)
        if (sweep.points[point].state == PointState::Failed)
            console.out << "point " << point + 1 << " (" << describePoint(sweep.grid, point)
                        << ") failed: " << sweep.points[point].failure << '\n';
}

Status writeCsvFile(const std::string& path, const std::string& csv) {
    const fs::path partial = partialName(path);
    if (const Status ok = replaceTextFile(partial, csv); !ok) return ok;
    return moveIntoPlace(partial, path);
}

Status writeResults(const SweepOptions& options, const SweepResults& results, Console& console) {
    const SweepFigureOptions& figure = options.figure;
    if (!options.csv.empty())
        if (const Status ok = writeCsvFile(options.csv, sweepCsv(results, figure.unit)); !ok) return ok;
    if (!figure.file.path.empty())
        if (const Status ok = writeSweepFigure(results, figure); !ok) return ok;
    if (options.json) console.out << sweepJson(results) << '\n';
    if (options.table && !options.json)
        return writeSweepTable(console.out, results, {figure.estimator, figure.unit});
    return {};
}

Status checkResultOptions(const SweepOptions& options) {
    if (const Status ok = checkFigureFile(options.figure.file, options.force); !ok) return ok;
    return options.csv.empty() ? Status() : checkOutputFile(options.csv, options.force);
}

int showResults(const SweepOptions& options, const SweepFolder& folder, const Sweep& sweep,
                Console& console) {
    if (const Status ok = checkResultOptions(options); !ok) return complain(console, ok.error());
    const auto results = readSweepResults(folder, sweep, options.method);
    if (!results) return complain(console, results.error());
    if (const Status ok = writeResults(options, *results, console); !ok) return complain(console, ok.error());
    for (const std::string& sentence : results->unread)
        console.err << "infoplane: " << sentence << '\n';
    const SweepCounts counts = countPoints(sweep);
    if (counts.finished != sweep.points.size()) console.err << describeCounts(counts) << '\n';
    return results->unread.empty() ? kDone : kFailed;
}

int useFolder(const SweepOptions& options, Console& console) {
    const bool starts = !options.vary.empty() || !options.experiment.set.empty() || options.slurm ||
                        !options.output.empty() || options.jobs.has_value();
    if (starts)
        return complain(console,
                        wrong("this is a sweep's folder, which can be shown; to go on with it, give the "
                              "command that began it"));
    std::error_code failure;
    const SweepFolder folder(fs::absolute(options.source, failure).lexically_normal());
    const auto sweep = options.point ? folder.openPlan() : folder.open();
    if (!sweep) return complain(console, sweep.error());
    if (options.point) return trainPoint(options, folder, *sweep, console);
    if (const Status ok = collectStates(folder, *sweep); !ok) return complain(console, ok.error());
    if (showsResults(options)) return showResults(options, folder, *sweep, console);
    writeStates(*sweep, console);
    return countPoints(*sweep).failed > 0 ? kFailed : kDone;
}

} // namespace

int runSweep(const SweepOptions& options, Console& console) {
    return namesAFolder(options) ? useFolder(options, console) : startSweep(options, console);
}

} // namespace infoplane::app
