// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/info_command.h"

#include "app/read_run.h"
#include "app/run_json.h"
#include "app/run_report.h"
#include "app/run_state.h"
#include "app/text_table.h"

#include <chrono>
#include <numbers>
#include <ostream>

namespace infoplane::app {
namespace {

double secondsSince(double heartbeat) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count() - heartbeat;
}

std::string describeStatus(const RunStatus& status, const std::string& file) {
    if (status.state == RunState::Failed) return "failed: " + status.failure;
    if (status.state != RunState::Running) return nameOf(status.state) + " " + status.end_time;
    return "running, last written " + fixed(secondsSince(status.heartbeat), 0) +
           " s ago (if its program is gone, infoplane recover " + file + " completes the file)";
}

void writeHead(std::ostream& out, const RunStore& run, const std::string& file) {
    const RunDescription& d = run.description();
    writeColumns(out,
                 {{"title", d.title},
                  {"status", describeStatus(run.status(), file)},
                  {"started", d.start_time},
                  {"data", d.data.name + ", " + std::to_string(d.data.train_index.size()) + " train, " +
                               std::to_string(d.data.test_index.size()) + " test, H(Y) = " +
                               fixed(d.data.label_entropy / std::numbers::ln2, 4) + " bits"},
                  {"seeds", std::to_string(d.seeds.size())},
                  {"device", d.environment.device},
                  {"program", d.environment.program + " " + d.environment.revision + ", LibTorch " +
                                  d.environment.libtorch}},
                 0);
}

} // namespace

int runInfo(const InfoOptions& options, Console& console) {
    const auto run = readRun(options.file);
    if (!run) return complain(console, run.error());
    if (options.json) {
        console.out << writeRunJson(**run) << '\n';
    } else {
        writeHead(console.out, **run, options.file);
        writeRunReport(console.out, **run);
    }
    return kDone;
}

} // namespace infoplane::app
