// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remeasure_command.h"

#include "app/estimation_json.h"
#include "app/parameter_values.h"
#include "app/paths.h"
#include "app/read_run.h"
#include "app/signal_watch.h"
#include "app/text_table.h"
#include "core/config/schema.h"
#include "core/data/dataset.h"
#include "core/estimators/reference.h"
#include "core/recording/remeasurement_file.h"
#include "core/session/run_identity.h"
#include "core/store/imported.h"

#include <cmath>
#include <filesystem>
#include <numbers>
#include <ostream>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;

// NAME.remeasured.h5 for NAME.infoplane.h5 or NAME.h5.
fs::path outputOf(const RemeasureCommandOptions& options) {
    if (!options.output.empty()) return options.output;
    std::string name = fs::path(options.file).filename().string();
    for (const std::string end : {".h5", ".infoplane"})
        if (name.ends_with(end)) name.resize(name.size() - end.size());
    return fs::path(options.file).parent_path() / (name + ".remeasured.h5");
}

Result<Dataset> datasetOf(const RunStore& run, const std::string& folder) {
    if (const Status trained = checkTrainedHere(run.description()); !trained) return trained.error();
    auto experiment = parseExperiment(run.description().config);
    if (!experiment) return experiment.error();
    if (!folder.empty()) experiment->data.folder = folder;
    return loadDataset(experiment->data);
}

Result<RemeasureOptions> measuringOptions(const RemeasureCommandOptions& options) {
    auto set = parseParameterValues(options.set);
    if (!set) return set.error();
    return RemeasureOptions{options.estimators, std::move(*set), options.sigmas, options.samples,
                            options.split,      options.method,  options.layer,  options.threads};
}

// Measures on a thread of its own, so that signals are taken here.
class RemeasureWatch {
public:
    explicit RemeasureWatch(Console& console) : console_(console) {}

    Result<std::vector<RemeasuredRow>> run(const RunStore& store, const Dataset& dataset,
                                           const RemeasureOptions& options) {
        Result<std::vector<RemeasuredRow>> rows = Error{};
        signal_ = workUnderSignals(interrupts_, [&](const Proceed& proceed) {
            rows = remeasure(
                store, dataset, options, [this](std::size_t i, std::size_t all) { tell(i, all); }, proceed);
        });
        if (console_.err_columns > 0) console_.err << "\r\033[K" << std::flush;
        return rows;
    }
    [[nodiscard]] std::optional<int> signal() const { return signal_; }

private:
    void tell(std::size_t done, std::size_t all) {
        if (console_.err_columns > 0) console_.err << "\r\033[K" << done << " of " << all << std::flush;
    }

    Console& console_;
    Interrupts interrupts_;
    std::optional<int> signal_;
};

std::string bits(double nats) {
    return std::isfinite(nats) ? fixed(nats / std::numbers::ln2, 4) : "-";
}

void writeTable(std::ostream& out, const std::vector<RemeasuredRow>& rows) {
    std::vector<std::vector<std::string>> table{
        {"method", "layer", "seed", "n", "estimator", "bits", "+-", "cap", "direction", "estimand"}};
    for (const RemeasuredRow& row : rows) {
        const Estimate& e = row.result.estimate;
        table.push_back({row.method, std::to_string(row.layer), std::to_string(row.seed),
                         std::to_string(row.result.samples), row.result.estimator, bits(e.value),
                         bits(e.standard_error), bits(e.cap) + ((e.flags & kAtCap) != 0 ? " at cap" : ""),
                         nameOf(row.result.direction), row.result.estimand});
    }
    writeColumns(out, table, 0);
    for (const RemeasuredRow& row : rows)
        for (const std::string& warning : row.result.warnings)
            out << row.method << ", layer " << row.layer << ", " << row.result.estimator << ": " << warning
                << '\n';
}

std::string rowsJson(const std::vector<RemeasuredRow>& rows) {
    Json list = Json::array();
    for (const RemeasuredRow& row : rows) {
        Json object{{"method", row.method}, {"layer", row.layer}, {"seed", row.seed}, {"sigma", row.sigma}};
        object.update(estimationJson(row.result));
        list.push_back(std::move(object));
    }
    return list.dump(2, ' ', false, Json::error_handler_t::replace);
}

RemeasuredRun sourceOf(const RunStore& run, const RemeasureCommandOptions& options) {
    const RunDescription& d = run.description();
    return {fs::path(options.file).filename().string(), d.run_id, d.title, kSplitNames[options.split],
            "Infoplane " + programVersion()};
}

} // namespace

int runRemeasureCommand(const RemeasureCommandOptions& options, Console& console) {
    const fs::path output = outputOf(options);
    if (const Status ok = checkOutputFile(output, options.force); !ok) return complain(console, ok.error());
    const auto measuring = measuringOptions(options);
    if (!measuring) return complain(console, measuring.error());
    const auto run = readRun(options.file);
    if (!run) return complain(console, run.error());
    const auto dataset = datasetOf(**run, options.data);
    if (!dataset) return complain(console, dataset.error());
    if (withReference(options.estimators) != options.estimators)
        console.err << reasonForReference("the critics") << '\n';
    RemeasureWatch watch(console);
    const auto rows = watch.run(**run, *dataset, *measuring);
    if (!rows && watch.signal()) return 128 + *watch.signal();
    if (!rows) return complain(console, rows.error());
    if (const Status ok = writeRemeasurement(output, sourceOf(**run, options), *rows, options.force); !ok)
        return complain(console, ok.error());
    if (options.json)
        console.out << rowsJson(*rows) << '\n';
    else
        writeTable(console.out, *rows);
    console.err << "written to " << output.string() << '\n';
    return kDone;
}

} // namespace infoplane::app
