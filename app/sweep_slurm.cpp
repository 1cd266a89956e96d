// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_slurm.h"

#include "app/training_child.h"
#include "core/sweep/text_file.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

bool isSlurmWord(const std::string& text) {
    constexpr std::string_view allowed = "-_.,:+@";
    return text.size() <= 200 && std::ranges::all_of(text, [&](char c) {
               const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
               return plain || allowed.find(c) != std::string_view::npos;
           });
}

// As one word for the shell.
std::string quotedWord(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string slurmPath(const fs::path& path) {
    std::string escaped;
    for (const char c : path.string())
        escaped += c == '%' ? std::string("%%") : std::string(1, c); // %a and its like are the pattern's
    return escaped;
}

std::optional<std::string> findProgram(const std::string& name) {
    const char* const folders = std::getenv("PATH");
    std::istringstream list(folders == nullptr ? "" : folders);
    for (std::string folder; std::getline(list, folder, ':');)
        if (!folder.empty() && ::access((folder + "/" + name).c_str(), X_OK) == 0) return folder + "/" + name;
    return std::nullopt;
}

std::vector<std::size_t> pointsToDo(const Sweep& sweep) {
    std::vector<std::size_t> points;
    for (std::size_t i = 0; i < sweep.points.size(); ++i)
        if (sweep.points[i].state == PointState::Waiting || sweep.points[i].state == PointState::Failed)
            points.push_back(i);
    return points;
}

// The most threads of one operation that a point asks for.
std::int64_t threadsOf(const Sweep& sweep, const std::vector<std::size_t>& points) {
    std::int64_t threads = 1;
    for (const std::size_t point : points)
        if (const auto made = experimentAt(sweep.experiment, sweep.grid, point))
            threads = std::max(threads, made->compute.threads);
    return threads;
}

// What sbatch said; it answers within seconds.
Result<std::string> runSbatch(const std::string& sbatch, const fs::path& script, const fs::path& log) {
    auto child = TrainingChild::start(sbatch, {sbatch, script.string()}, 1, log);
    if (!child) return child.error();
    std::optional<ChildEnd> end;
    while (!(end = child->poll()))
        std::this_thread::sleep_for(20ms);
    auto said = readSmallFile(log, 1u << 16);
    std::string words = said ? *said : std::string();
    while (words.ends_with('\n'))
        words.pop_back();
    if (end->code == 0 && end->signal == 0) return words;
    std::ranges::replace(words, '\n', ' ');
    return Error{ErrorCode::Storage, "Slurm did not take the job: " + words, script.string()};
}

} // namespace

Status checkSlurmOptions(const SlurmOptions& options) {
    for (const std::string& text : {options.partition, options.time})
        if (!isSlurmWord(text))
            return wrong("--partition and --time are words of Slurm: letters, digits and -_.,:+@ only");
    return {};
}

std::string taskRanges(const std::vector<std::size_t>& points) {
    std::string text;
    for (std::size_t i = 0; i < points.size();) {
        std::size_t end = i + 1;
        while (end < points.size() && points[end] == points[end - 1] + 1)
            ++end;
        text += (text.empty() ? "" : ",") + std::to_string(points[i] + 1);
        if (end - i > 1) text += "-" + std::to_string(points[end - 1] + 1);
        i = end;
    }
    return text;
}

std::string slurmScript(const SweepFolder& folder, const Sweep& sweep, const std::vector<std::size_t>& points,
                        const std::string& program, const SlurmOptions& options) {
    std::ostringstream script;
    script << "#!/bin/sh\n"
           << "#SBATCH --job-name=infoplane-sweep\n"
           << "#SBATCH --array=" << taskRanges(points);
    if (options.jobs > 0) script << '%' << options.jobs;
    script << "\n#SBATCH --output=\"" << slurmPath(folder.path() / "states" / "slurm-") << "%a.out\"\n"
           << "#SBATCH --cpus-per-task=" << threadsOf(sweep, points) << '\n';
    if (!options.partition.empty()) script << "#SBATCH --partition=" << options.partition << '\n';
    if (!options.time.empty()) script << "#SBATCH --time=" << options.time << '\n';
    script << "# Slurm's signals reach the training, which then completes its file.\n"
           << "exec " << quotedWord(program) << " sweep " << quotedWord(folder.path().string())
           << " --point \"$SLURM_ARRAY_TASK_ID\"\n";
    return script.str();
}

int submitSweep(const SweepFolder& folder, const Sweep& sweep, const SlurmOptions& options,
                Console& console) {
    const std::vector<std::size_t> points = pointsToDo(sweep);
    if (points.empty()) {
        console.out << "there is nothing to submit: every point has finished or runs\n";
        return kDone;
    }
    const auto program = ownProgram();
    if (!program) return complain(console, program.error());
    const fs::path script = folder.path() / "submit.slurm";
    if (const Status ok = replaceTextFile(script, slurmScript(folder, sweep, points, *program, options)); !ok)
        return complain(console, ok.error());
    const std::string collect = "infoplane sweep " + folder.path().string();
    const auto sbatch = findProgram("sbatch");
    if (!sbatch) {
        console.out << "written " << script.string() << "; there is no sbatch here: run sbatch "
                    << script.string() << " where there is, then " << collect << " collects the results\n";
        return kDone;
    }
    const auto said = runSbatch(*sbatch, script, folder.path() / "states" / "sbatch.log");
    if (!said) return complain(console, said.error());
    console.out << *said << ", " << points.size() << (points.size() == 1 ? " task; " : " tasks; ") << collect
                << " collects the results\n";
    return kDone;
}

} // namespace infoplane::app
