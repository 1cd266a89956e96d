// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_report.h"

#include "app/run_summary.h"
#include "app/text_table.h"
#include "core/store/run_schema.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <ostream>
#include <sstream>

namespace infoplane::app {
namespace {

// " at cap", " not converged, still rising": what a reader must know of a value.
std::string flagWords(std::uint32_t flags) {
    std::string words;
    for (const FlagName& flag : flagNames())
        if ((flags & flag.bit) != 0) words += (words.empty() ? " " : ", ") + std::string(flag.name);
    std::ranges::replace(words, '_', ' ');
    return words;
}

using TextRow = std::vector<std::string>;

std::string bits(const std::optional<MeanOverSeeds>& mean) {
    if (!mean) return "-";
    std::string text = fixed(mean->value / std::numbers::ln2, 3);
    if (std::isfinite(mean->error)) text += " +- " + fixed(mean->error / std::numbers::ln2, 3);
    if (std::isfinite(mean->spread)) text += " (" + fixed(mean->spread / std::numbers::ln2, 3) + ")";
    text += flagWords(mean->flags);
    return text;
}

std::string percent(const std::optional<MeanOverSeeds>& mean) {
    if (!mean) return "-";
    std::string text = fixed(100.0 * mean->value, 2);
    if (std::isfinite(mean->spread)) text += " (" + fixed(100.0 * mean->spread, 2) + ")";
    return text;
}

// One quantity of every layer on one split; nothing for an estimand that the estimator does not have.
void addColumn(std::vector<TextRow>& rows, const std::string& estimand, std::size_t split,
               const EstimatorSummary& summary, std::optional<MeanOverSeeds> LayerInformation::*quantity) {
    if (estimand.empty()) return;
    rows.front().push_back(estimand + " " + kSplitNames[split]);
    for (std::size_t l = 0; l + 1 < rows.size(); ++l)
        rows[l + 1].push_back(bits(summary.layers[split][l].*quantity));
}

void writeInformation(std::ostream& out, const MethodDescription& method,
                      const EstimatorDescription& estimator, const EstimatorSummary& summary) {
    out << "  " << estimator.title << ", in bits";
    if (estimator.has_error) out << ", +- Monte Carlo standard error";
    out << "; n = " << estimator.samples[0] << " train, " << estimator.samples[1] << " test\n";
    std::vector<TextRow> rows{{"layer", "width", "sigma", "beta"}};
    for (std::size_t l = 0; l < method.layers.size(); ++l) {
        const LayerDescription& layer = method.layers[l];
        rows.push_back({std::to_string(l + 1), std::to_string(layer.width), shortNumber(layer.sigma),
                        shortNumber(layer.beta)});
    }
    for (std::size_t split = 0; split < kSplits; ++split) {
        addColumn(rows, estimator.estimand_xt, split, summary, &LayerInformation::xt);
        addColumn(rows, estimator.estimand_ty, split, summary, &LayerInformation::ty);
    }
    writeColumns(out, rows, 4);
}

void writeAccuracies(std::ostream& out, const MethodDescription& method, const MethodSummary& summary) {
    std::vector<TextRow> rows{{"read-out", "layer", "train", "test", "n"}};
    for (const AccuracySummary& accuracy : summary.accuracies) {
        if (!accuracy.value[0] && !accuracy.value[1]) continue;
        const ReadOutDescription& read_out = method.read_outs[accuracy.read_out];
        rows.push_back({read_out.name, accuracy.layer == 0 ? "output" : std::to_string(accuracy.layer),
                        percent(accuracy.value[0]), percent(accuracy.value[1]),
                        std::to_string(read_out.samples[0]) + ", " + std::to_string(read_out.samples[1])});
    }
    if (rows.size() == 1) return;
    out << "  Accuracy in %\n";
    writeColumns(out, rows, 4);
}

std::string headingOf(const MethodDescription& method, const MethodSummary& summary) {
    std::ostringstream text;
    text << method.name << ": ";
    if (method.name != method.objective) text << method.objective << ", ";
    if (!method.form.empty()) text << method.form << " form, compression " << method.compression << ", ";
    text << "network " << method.network << '\n'
         << "  " << summary.rows << " rows, " << shortNumber(summary.passes)
         << " passes over the data (planned " << shortNumber(method.planned_passes) << "), "
         << fixed(summary.seconds, 1) << " s";
    return text.str();
}

} // namespace

void writeRunReport(std::ostream& out, const RunStore& run) {
    const RunDescription& description = run.description();
    for (std::size_t m = 0; m < description.methods.size(); ++m) {
        const MethodDescription& method = description.methods[m];
        const MethodSummary summary = summarise(run, m);
        out << headingOf(method, summary) << '\n';
        if (summary.rows == 0) continue;
        for (std::size_t e = 0; e < method.estimators.size(); ++e)
            writeInformation(out, method, method.estimators[e], summary.estimators[e]);
        writeAccuracies(out, method, summary);
    }
    if (description.seeds.size() > 1)
        out << "means over " << description.seeds.size()
            << " seeds, in brackets the standard deviation over seeds\n";
}

} // namespace infoplane::app
