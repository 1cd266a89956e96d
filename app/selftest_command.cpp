// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/selftest_command.h"

#include "app/estimation_json.h"
#include "app/picture_export.h"
#include "app/signal_watch.h"
#include "app/text_table.h"
#include "core/selftest/selftest.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>

namespace infoplane::app {
namespace {

constexpr std::array kVerdicts{Verdict::Right,  Verdict::Bound, Verdict::Capped,
                               Verdict::Warned, Verdict::Wrong, Verdict::Failed};

Json rowJson(const SelfTestRow& row) {
    Json object{{"problem", row.problem}, {"truth_nats", row.truth}, {"verdict", nameOf(row.verdict)}};
    object.update(estimationJson(row.result));
    object["failure"] = row.failure;
    return object;
}

std::string natsText(double nats) {
    return std::isfinite(nats) ? fixed(nats, 3) : "-";
}

std::vector<std::string> tableRow(const SelfTestRow& row) {
    const Estimate& e = row.result.estimate;
    const std::string value =
        fixed(e.value, 3) + (std::isfinite(e.standard_error) ? " +- " + fixed(e.standard_error, 3) : "");
    return {row.result.estimator,
            row.problem,
            natsText(row.truth),
            row.failure.empty() ? value : "-",
            natsText(e.cap),
            std::to_string(row.result.samples),
            fixed(row.result.seconds, 2),
            nameOf(row.verdict),
            row.result.estimand};
}

void writeTable(std::ostream& out, const std::vector<SelfTestRow>& rows) {
    std::vector<std::vector<std::string>> table{
        {"estimator", "problem", "truth", "estimate (nats)", "cap", "n", "seconds", "verdict", "estimand"}};
    for (const SelfTestRow& row : rows)
        table.push_back(tableRow(row));
    writeColumns(out, table, 0);
    for (const SelfTestRow& row : rows)
        if (!row.failure.empty())
            out << row.result.estimator << ", " << row.problem << ": " << row.failure << '\n';
    for (const Verdict verdict : kVerdicts) {
        const auto count = std::ranges::count(rows, verdict, &SelfTestRow::verdict);
        out << count << ' ' << nameOf(verdict) << (verdict == kVerdicts.back() ? "\n" : ", ");
    }
    out << "right: within 5 %, 0.05 nats (at 2,000 points) and three errors; bound: off on the side that it "
           "states; capped: "
           "the truth is "
           "at its cap or\nbeyond; warned: off, and it says so; wrong: off without a word.\n";
}

// Runs the test on a thread of its own, so that signals are taken here.
class SelfTestWatch {
public:
    SelfTestWatch(const SelfTestCommandOptions& options, Console& console)
        : options_(options), console_(console) {}

    Result<std::vector<SelfTestRow>> run() {
        Result<std::vector<SelfTestRow>> rows = Error{};
        signal_ = workUnderSignals(interrupts_, [&](const Proceed& proceed) {
            rows = runSelfTest({options_.quick, options_.threads, options_.estimators}, listener(), proceed);
        });
        if (progress()) console_.err << "\r\033[K" << std::flush;
        return rows;
    }
    [[nodiscard]] std::optional<int> signal() const { return signal_; }

private:
    [[nodiscard]] bool progress() const { return console_.err_columns > 0 && !options_.json_lines; }

    SelfTestListener listener() {
        return [this](const SelfTestRow& row, std::size_t finished, std::size_t all) {
            if (options_.json_lines) {
                Json object{{"done", finished}, {"all", all}};
                object.update(rowJson(row));
                console_.out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n'
                             << std::flush;
            } else if (progress()) {
                console_.err << "\r\033[K" << finished << " of " << all << ", " << row.result.estimator
                             << std::flush;
            }
        };
    }

    const SelfTestCommandOptions& options_;
    Console& console_;
    Interrupts interrupts_;
    std::optional<int> signal_;
};

void write(const SelfTestCommandOptions& options, const std::vector<SelfTestRow>& rows, Console& console) {
    if (options.json) {
        Json list = Json::array();
        for (const SelfTestRow& row : rows)
            list.push_back(rowJson(row));
        console.out << list.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else if (!options.json_lines) {
        writeTable(console.out, rows);
    }
}

Status drawFigure(const FigureFile& file, const std::vector<SelfTestRow>& rows) {
    constexpr PictureSize kOwnSize{1008.0, 720.0};
    return writeFigureFile(file, kOwnSize, [&](const std::filesystem::path& path, const PictureSize& size) {
        return exportSelfTestPicture(rows, path, size);
    });
}

} // namespace

std::string_view selfTestJsonHelp() {
    return R"(--json writes a list of one object a value: problem, truth_nats, verdict (right, bound, capped, warned, wrong,
failed), failure, and all that infoplane estimate --json writes of an estimate. --json-lines writes them as they come,
a line each, with done and all.)";
}

int runSelfTestCommand(const SelfTestCommandOptions& options, Console& console) {
    if (const Status status = checkFigureFile(options.figure, options.force); !status)
        return complain(console, status.error());
    SelfTestWatch watch(options, console);
    const auto rows = watch.run();
    if (!rows && watch.signal()) return 128 + *watch.signal();
    if (!rows) return complain(console, rows.error());
    write(options, *rows, console);
    if (!options.figure.path.empty())
        if (const Status status = drawFigure(options.figure, *rows); !status)
            return complain(console, status.error());
    return passed(*rows) ? kDone : kFailed;
}

} // namespace infoplane::app
