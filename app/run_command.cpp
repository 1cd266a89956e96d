// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_command.h"

#include <ostream>

namespace infoplane::app {

int runCommand(const Command& command, Console& console) {
    struct Runner {
        Console& console;
        int operator()(const WindowOptions& options) const { return runWindow(options, console); }
        int operator()(const TrainOptions& options) const { return runTrain(options, console); }
        int operator()(const InfoOptions& options) const { return runInfo(options, console); }
        int operator()(const ExportOptions& options) const { return runExport(options, console); }
        int operator()(const RecoverOptions& options) const { return runRecover(options, console); }
        int operator()(const StreamOptions& options) const { return runStream(options, console); }
        int operator()(const PresetsOptions& options) const { return runPresets(options, console); }
        int operator()(const DataOptions& options) const { return runData(options, console); }
        int operator()(const DataAddOptions& options) const { return runDataAdd(options, console); }
        int operator()(const EstimateOptions& options) const { return runEstimate(options, console); }
        int operator()(const EstimatorsOptions& options) const { return runEstimators(options, console); }
        int operator()(const CurveOptions& options) const { return runCurve(options, console); }
        int operator()(const VersionOptions& options) const { return runVersion(options, console); }
        int operator()(const SelfTestCommandOptions& options) const {
            return runSelfTestCommand(options, console);
        }
        int operator()(const RemeasureCommandOptions& options) const {
            return runRemeasureCommand(options, console);
        }
        int operator()(const ImportCommandOptions& options) const { return runImport(options, console); }
        int operator()(const ControlsCommandOptions& options) const {
            return runControlsCommand(options, console);
        }
        int operator()(const SweepOptions& options) const { return runSweep(options, console); }
        int operator()(const HelpText& help) const {
            console.out << help.text;
            return kDone;
        }
    };
    return std::visit(Runner{console}, command);
}

} // namespace infoplane::app
