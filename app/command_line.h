// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controls_command.h"
#include "app/curve_command.h"
#include "app/data_add_command.h"
#include "app/data_command.h"
#include "app/estimate_command.h"
#include "app/estimators_command.h"
#include "app/export_command.h"
#include "app/import_command.h"
#include "app/info_command.h"
#include "app/presets_command.h"
#include "app/recover_command.h"
#include "app/remeasure_command.h"
#include "app/selftest_command.h"
#include "app/stream_command.h"
#include "app/sweep_command.h"
#include "app/train_command.h"
#include "app/version_command.h"
#include "app/window_command.h"

#include <string>
#include <variant>

namespace infoplane::app {

struct HelpText {
    std::string text;
};

// What the command line asks for.
using Command =
    std::variant<WindowOptions, TrainOptions, InfoOptions, ExportOptions, RecoverOptions, StreamOptions,
                 PresetsOptions, DataOptions, DataAddOptions, EstimateOptions, EstimatorsOptions,
                 VersionOptions, SelfTestCommandOptions, RemeasureCommandOptions, ControlsCommandOptions,
                 CurveOptions, SweepOptions, ImportCommandOptions, HelpText>;

// Reads the arguments of main. Wrong use is InvalidArgument with a sentence.
[[nodiscard]] Result<Command> parseCommandLine(int count, const char* const* arguments);

} // namespace infoplane::app
