// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/experiment_options.h"

#include "app/console.h"
#include "app/paths.h"
#include "core/config/schema.h"

#include <array>
#include <ctime>

namespace infoplane::app {
namespace {

constexpr std::size_t kLongestConfig = std::size_t{1} << 20;

Result<Experiment> readConfig(const std::string& path) {
    const Result<std::string> text = readTextFile(path, kLongestConfig);
    if (!text) {
        const Error& error = text.error();
        return Error{error.code == ErrorCode::NotFound ? error.code : ErrorCode::InvalidArgument,
                     error.message, error.context};
    }
    Result<Experiment> experiment = parseExperiment(*text);
    if (experiment) return experiment;
    const Error& error = experiment.error();
    return Error{ErrorCode::InvalidArgument, error.text(), path};
}

Result<Experiment> startingPoint(const ExperimentOptions& options) {
    if (!options.preset.empty()) return preset(options.preset);
    if (!options.config.empty()) return readConfig(options.config);
    return wrong("say what to train: --preset NAME (infoplane presets lists the names) or --config FILE");
}

Status setFromAssignment(Experiment& experiment, const std::string& assignment) {
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0)
        return wrong("--set needs key=value, for example --set network.sigma=0.25, not " + assignment);
    return setField(experiment, assignment.substr(0, equals), assignment.substr(equals + 1));
}

Status setIfGiven(Experiment& experiment, const std::string& key, const std::string& text) {
    return text.empty() ? Status() : setField(experiment, key, text);
}

Status setEpochs(Experiment& experiment, const std::string& text) {
    for (std::size_t i = 0; i < experiment.methods.size(); ++i) {
        const std::string key = "methods." + experiment.methods[i].name + ".epochs";
        if (const Status status = setIfGiven(experiment, key, text); !status) return status;
    }
    return {};
}

Status applyOptions(Experiment& experiment, const ExperimentOptions& options) {
    for (const std::string& assignment : options.set)
        if (const Status status = setFromAssignment(experiment, assignment); !status) return status;
    if (const Status status = setIfGiven(experiment, "data.folder", options.data); !status) return status;
    if (const Status status = setIfGiven(experiment, "seeds.count", options.seeds); !status) return status;
    if (const Status status = setIfGiven(experiment, "compute.device", options.device); !status)
        return status;
    return setEpochs(experiment, options.epochs);
}

} // namespace

Result<Experiment> makeExperiment(const ExperimentOptions& options) {
    Result<Experiment> experiment = startingPoint(options);
    if (!experiment) return experiment;
    if (const Status status = applyOptions(*experiment, options); !status) return status.error();
    if (const Status status = checkExperiment(*experiment); !status) return status.error();
    return experiment;
}

std::string nameFromTitle(const std::string& title) {
    std::string name;
    for (const char c : title.substr(0, 100)) {
        const bool is_word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (is_word || (c == '.' && !name.empty()))
            name += c;
        else if (!name.empty())
            name += '-';
    }
    return name.empty() ? "run" : name;
}

std::filesystem::path defaultOutputName(const std::string& title, std::time_t now) {
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 32> stamp{};
    std::strftime(stamp.data(), stamp.size(), "-%Y%m%d-%H%M%S", &local);
    return nameFromTitle(title) + stamp.data() + ".infoplane.h5";
}

} // namespace infoplane::app
