// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include "app/controls_report.h"
#include "app/estimation_report.h"
#include "app/option_kinds.h"
#include "app/read_array.h"
#include "app/run_json.h"
#include "app/sweep_table.h"

#include <CLI/CLI.hpp>

#include <map>
#include <memory>
#include <optional>
#include <ostream>

namespace infoplane::app {
namespace {

constexpr const char* kFooter = "Exit code: 0 done, 1 the run or the reading failed, 2 the command line asks "
                                "for what is not there or not\n"
                                "allowed, 130 stopped by Ctrl-C (the run file is complete).\n"
                                "infoplane COMMAND --help tells more.";

// How a chosen experiment is changed.
void addChanges(CLI::App* command, ExperimentOptions& experiment) {
    addValue(command, "--set", "KEY=VALUE", experiment.set, "Change one value: key=value, as often as needed")
        ->allow_extra_args(false);
    addValue(command, "--data", "FOLDER", experiment.data, "Folder of the data set's files");
    addValue(command, "--seeds", "COUNT", experiment.seeds, "How many seeds");
    addValue(command, "--epochs", "COUNT", experiment.epochs,
             "Epochs of every method (a layer's, where layers train alone)");
    addValue(command, "--device", "DEVICE", experiment.device, "auto, cpu, cuda or cuda:i");
}

// The commands of the program; adding one sets `command_` when it is the one that was asked for.
class Parser {
public:
    Parser() : cli_("What the information bottleneck does to a network while it trains.", "infoplane") {
        cli_.footer(kFooter);
        cli_.require_subcommand(0, 1);
        addValue(&cli_, "FILE", "", window_.file,
                 "Open the window and show this run file; -: a stream from standard input");
        cli_.add_flag("--version", version_, "The versions of the program and of its libraries");
        addTrain();
        addInfo();
        addExport();
        addReplay();
        addRecover();
        addStream();
        addPresets();
        addData();
        addEstimate();
        addEstimators();
        addCurve();
        addSelfTest();
        addRemeasure();
        addImport();
        addControls();
        addSweep();
    }

    Result<Command> parse(int count, const char* const* arguments);

private:
    // A subcommand that fills `options`, kept for as long as the parser, and is chosen with them.
    template <class Options>
    CLI::App* add(const char* name, const char* sentence, std::shared_ptr<Options> options) {
        CLI::App* command = cli_.add_subcommand(name, sentence);
        command->callback([this, options] { command_ = *options; });
        return command;
    }

    void addTrain();
    void addInfo();
    void addExport();
    void addReplay();
    void addRecover();
    void addStream();
    void addPresets();
    void addData();
    void addDataAdd(CLI::App* data);
    void addEstimate();
    void addEstimators();
    void addCurve();
    void addSelfTest();
    void addRemeasure();
    void addImport() {
        const auto options = std::make_shared<ImportCommandOptions>();
        addImportOptions(*add("import", "Measure the activations of a network of your own as a run", options),
                         *options);
    }
    void addControls();
    void addSweep();
    void addSweepResults(CLI::App& command, SweepOptions& options);

    CLI::App cli_;
    WindowOptions window_;
    bool version_ = false;
    std::optional<Command> command_;
};

void Parser::addTrain() {
    const auto options = std::make_shared<TrainOptions>();
    ExperimentOptions& experiment = options->experiment;
    CLI::App* command = add("train", "Train an experiment and record it", options);
    CLI::Option* preset =
        addValue(command, "--preset", "NAME", experiment.preset, "A built-in experiment (infoplane presets)");
    CLI::Option* config =
        addValue(command, "--config", "FILE", experiment.config, "An experiment as a JSON file")
            ->excludes(preset);
    addValue(command, "--resume", "FILE", options->resume,
             "Go on with the run of this file, which was stopped or killed, in a new file")
        ->excludes(preset)
        ->excludes(config);
    addChanges(command, experiment);
    addValue(command, "--output", "FILE", options->output,
             "Run file (default: TITLE-DATE-TIME.infoplane.h5 here, or FILE-resumed beside FILE)");
    command->add_flag("--force", options->force, "Replace the output if it is there already");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->add_flag(
        "--stream", options->stream,
        "Write the run to standard output while it trains, for infoplane -; results to standard error");
    command->footer(
        "Progress goes to standard error, the results to standard output. Ctrl-C stops the run and\n"
        "completes its file; a second one ends at once (infoplane recover then completes the file). "
        "--resume\n"
        "goes on from where a run was stopped, or from the last checkpoint of one that was killed\n"
        "(checkpoints.every), to the same numbers as if it had never ended.");
}

void Parser::addInfo() {
    const auto options = std::make_shared<InfoOptions>();
    CLI::App* command = add("info", "Say what a run file holds", options);
    addValue(command, "FILE", "", options->file, "Run file")->required();
    command->add_flag("--json", options->json, "As one JSON object");
    command->footer(std::string(runJsonHelp()));
}

void Parser::addExport() {
    const auto options = std::make_shared<ExportOptions>();
    CLI::App* command = add("export", "Write a plot of a run as a picture or as CSV", options);
    addValue(command, "FILE", "", options->file, "Run file")->required();
    addChoice<PlotKind>(command, "--plot", "Which plot", options->plot,
                        {{"plane", PlotKind::Plane},
                         {"information", PlotKind::Information},
                         {"accuracy", PlotKind::Accuracy},
                         {"loss", PlotKind::Loss}})
        ->required();
    addValue(command, "--output", "FILE", options->output, "Name that ends in .pdf, .svg, .png or .csv")
        ->required();
    addValue(command, "--method", "NAME", options->method, "One method (default: all)");
    addValue(command, "--estimator", "NAME", options->estimator,
             "Estimator of the information (default: mixture)");
    addChoice<InformationUnit>(command, "--unit", "Unit of information (default: bits)", options->unit,
                               {{"bits", InformationUnit::Bits}, {"nats", InformationUnit::Nats}});
    addValue(command, "--size", "WxH", options->size,
             "WIDTHxHEIGHT in points of 1/72 inch (default: 504x360)");
    command->add_flag("--force", options->force, "Replace the output if it is there already");
}

void Parser::addReplay() {
    const auto options = std::make_shared<WindowOptions>();
    options->play = true;
    CLI::App* command = add("replay", "Open the window and play a run file from its first row", options);
    addValue(command, "FILE", "", options->file, "Run file")->required();
}

void Parser::addRecover() {
    const auto options = std::make_shared<RecoverOptions>();
    CLI::App* command =
        add("recover", "Complete a run file that a killed program left, with every committed row", options);
    addValue(command, "FILE", "", options->file, "Run file")->required();
}

void Parser::addStream() {
    const auto options = std::make_shared<StreamOptions>();
    CLI::App* command = add("stream", "Write a run file to standard output, for infoplane -", options);
    addValue(command, "FILE", "", options->file, "Run file")->required();
    command->add_flag("--follow", options->follow, "Go on until the run has ended or its program is gone");
}

void Parser::addPresets() {
    const auto options = std::make_shared<PresetsOptions>();
    CLI::App* command = add("presets", "List the built-in experiments, or write one as JSON", options);
    addValue(command, "NAME", "", options->name, "Write the full configuration of this one");
}

void Parser::addData() {
    const auto options = std::make_shared<DataOptions>();
    CLI::App* command = add("data", "List the data sets and whether they are there, or add one", options);
    // The callback of a command runs after that of the command below it.
    command->callback([this, command, options] {
        if (command->get_subcommands().empty()) command_ = *options;
    });
    addValue(command, "--folder", "FOLDER", options->folder, "Where to look for those that are not built in");
    addDataAdd(command);
}

void Parser::addDataAdd(CLI::App* data) {
    const auto options = std::make_shared<DataAddOptions>();
    CLI::App* command = data->add_subcommand("add", "Copy a data set into your data folder");
    command->callback([this, options] { command_ = *options; });
    addValue(command, "NAME", "", options->name,
             "mnist, fashion-mnist, emnist or cifar10; or a name of your own for a file")
        ->required();
    CLI::Option* from = addValue(command, "--from", "PATH", options->from,
                                 "Folder of its files, its archive, or your file of arrays");
    command->add_flag("--download", options->download, "Fetch it from its source with curl")->excludes(from);
    addValue(command, "--url", "ADDRESS", options->url,
             "Fetch from this address: its files lie right below it");
    command->add_flag("--force", options->force, "Replace what is there under this name");
    command->footer(
        "The data folder is infoplane/data in $XDG_DATA_HOME or ~/.local/share. What is fetched is "
        "held against the\nMD5 sums of the originals; a download that was interrupted goes on when "
        "the command is given again.\nA file of your own is then named by data.file=NAME.");
}

void Parser::addEstimate() {
    const auto options = std::make_shared<EstimateOptions>();
    CLI::App* command = add("estimate", "Estimate the mutual information of two arrays of a file", options);
    addValue(command, "FILE", "", options->file, ".npz, .npy, .mat, .h5, .csv, .tsv or .txt")->required();
    addValue(command, "--x", "NAME", options->x, "Array x, a row a point")->required();
    addValue(command, "--y", "NAME", options->y, "Array y")->required();
    addValue(command, "--estimator", "NAME[,NAME]", options->request.names,
             "Estimators (infoplane estimators), or all that fit")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->required();
    addValue(command, "--set", "KEY=VALUE", options->request.set,
             "Set a parameter: k=3 for all estimators that have it, ksg.k=3 for one")
        ->allow_extra_args(false);
    const std::map<std::string, std::optional<VariableType>> types{{"continuous", VariableType::Continuous},
                                                                   {"discrete", VariableType::Discrete}};
    addChoice(command, "--x-type", "What x is (default: by its type and values)", options->x_type, types);
    addChoice(command, "--y-type", "What y is", options->y_type, types);
    addValue(command, "--seed", "NUMBER", options->seed, "Seed of all random numbers (default: 0)")
        ->check(CLI::NonNegativeNumber);
    addValue(command, "--threads", "COUNT", options->threads, "Threads (default: one for each processor)");
    addValue(command, "--bootstrap", "COUNT", options->bootstrap,
             "Sampling error too, from this many random halves of the points");
    command->add_flag("--json", options->json, "As JSON");
    command->footer(std::string(arrayNamesHelp()) + "\n\n" + std::string(variableTypeHelp()) + "\n\n" +
                    std::string(estimationsJsonHelp()) +
                    "\n\nExit code: 0 done, 1 a file could not be read or an estimator failed, 2 wrong use.");
}

void Parser::addEstimators() {
    const auto options = std::make_shared<EstimatorsOptions>();
    CLI::App* command =
        add("estimators", "List the estimators of mutual information, or explain one", options);
    addValue(command, "NAME", "", options->name, "This one, with its parameters and source");
    command->add_flag("--json", options->json, "As a list of JSON objects, with everything");
}

void Parser::addCurve() {
    const auto options = std::make_shared<CurveOptions>();
    CLI::App* command =
        add("curve", "The information-bottleneck curve of the symbols or the table of a file", options);
    addValue(command, "FILE", "", options->file, ".npz, .npy, .mat, .h5, .csv, .tsv or .txt")->required();
    addValue(command, "--x", "NAME", options->x, "Array x of symbols, a row a point");
    addValue(command, "--y", "NAME", options->y, "Array y of symbols");
    addValue(command, "--table", "NAME", options->table,
             "Or counts or probabilities, a row an x and a column a y; they are divided by their sum");
    addValue(command, "--betas", "COUNT", options->betas, "Points of the curve (default: 50)");
    addValue(command, "--tolerance", "NATS", options->tolerance, "Of each Lagrangian (default: 1e-10)");
    command->add_flag("--json", options->json, "As JSON");
    command->footer(
        std::string(arrayNamesHelp()) + "\n\n" + std::string(curveJsonHelp()) +
        "\n\nExit code: 0 done, 1 a file could not be read or a point did not converge, 2 wrong use.");
}

void Parser::addSelfTest() {
    const auto options = std::make_shared<SelfTestCommandOptions>();
    CLI::App* command =
        add("selftest", "Hold every estimator against samples whose information is known", options);
    addValue(command, "--estimator", "NAME[,NAME]", options->estimators, "Only these (infoplane estimators)")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_flag("--quick", options->quick, "Ten seconds instead of a minute");
    addValue(command, "--threads", "COUNT", options->threads, "Threads (default: 2)")
        ->check(CLI::Range(1, 256));
    command->add_flag("--json", options->json, "As JSON");
    command->add_flag("--json-lines", options->json_lines, "As JSON, a line a value as they come");
    addValue(command, "--figure", "FILE", options->figure.path,
             "Estimate against truth, with the caps, as .pdf, .svg or .png");
    addValue(command, "--size", "WxH", options->figure.size,
             "Of the figure, in points of 1/72 inch (default: 1008x720)");
    command->add_flag("--force", options->force, "Replace a figure that exists");
    command->footer(std::string(selfTestJsonHelp()) +
                    "\n\nExit code: 0 no value is off without a word, 1 some are, 2 wrong use.");
}

void Parser::addRemeasure() {
    const auto options = std::make_shared<RemeasureCommandOptions>();
    CLI::App* command = add("remeasure", "Measure a recorded run again from its stored weights", options);
    addValue(command, "FILE", "", options->file, "Run file")->required();
    addValue(command, "--estimator", "NAME[,NAME]", options->estimators, "Estimators (infoplane estimators)")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->required();
    addValue(command, "--sigma", "NUMBER[,NUMBER]", options->sigmas, "Noise of T^ (default: the run's)")
        ->delimiter(',')
        ->allow_extra_args(false);
    addChoice<std::size_t>(command, "--split", "Which samples (default: train)", options->split,
                           {{"train", 0}, {"test", 1}});
    addValue(command, "--n", "COUNT[,COUNT]", options->samples,
             "How many samples (default: those of the run)")
        ->delimiter(',')
        ->allow_extra_args(false);
    addValue(command, "--method", "NAME", options->method, "One method (default: all)");
    addValue(command, "--layer", "NUMBER", options->layer, "One layer (default: all)");
    addValue(command, "--set", "KEY=VALUE", options->set, "Set a parameter of the estimators that have it")
        ->allow_extra_args(false);
    addValue(command, "--data", "FOLDER", options->data,
             "Folder of the data set's files (default: the run's)");
    addValue(command, "--output", "FILE", options->output, "New file (default: FILE's name, remeasured)");
    command->add_flag("--force", options->force, "Replace the output if it is there already");
    addValue(command, "--threads", "COUNT", options->threads, "Threads (default: 2)")
        ->check(CLI::Range(1, 256));
    command->add_flag("--json", options->json, "As JSON");
    command->footer("The file holds one row a measurement and names the run (core/recording/RUN_FILE.md).");
}

void Parser::addControls() {
    const auto options = std::make_shared<ControlsCommandOptions>();
    ExperimentOptions& experiment = options->experiment;
    CLI::App* command =
        add("controls", "Measure a run where the answer is known: shuffled labels and more", options);
    addValue(command, "FILE", "", options->file, "Run file; its stored layers are measured");
    CLI::Option* preset = addValue(command, "--preset", "NAME", experiment.preset,
                                   "Or train this built-in experiment in memory (infoplane presets)");
    addValue(command, "--config", "FILE", experiment.config, "Or this one, a JSON file")->excludes(preset);
    addChanges(command, experiment);
    addValue(command, "--method", "NAME", options->method, "Which method (default: the first)");
    addValue(command, "--threads", "COUNT", options->threads, "Threads (default: 2)")
        ->check(CLI::Range(1, 256));
    command->add_flag("--json", options->json, "As JSON");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer(std::string(controlsJsonHelp()) +
                    "\n\nExit code: 0 every control gives what it must, 1 one does not, 2 wrong use.");
}

void Parser::addSweep() {
    const auto options = std::make_shared<SweepOptions>();
    ExperimentOptions& experiment = options->experiment;
    CLI::App* command =
        add("sweep", "Train an experiment at every combination of values, or show what came of it", options);
    addValue(command, "CONFIG|FOLDER", "", options->source,
             "An experiment as a JSON file; or the folder of a sweep, to be shown");
    addValue(command, "--preset", "NAME", experiment.preset, "Or a built-in experiment (infoplane presets)");
    addValue(
        command, "--vary", "KEY=VALUES", options->vary,
        "Values a,b,c or FROM:TO:logN or FROM:TO:linN; objective.KEY: of every method with a Lagrangian; "
        "several: the full grid")
        ->allow_extra_args(false);
    addChanges(command, experiment);
    addValue(command, "--jobs", "COUNT", options->jobs, "Trainings at once (default: 1)");
    addValue(command, "--output", "FOLDER", options->output,
             "Folder of the sweep (default: TITLE-sweep here)");
    command->add_flag("--quiet", options->quiet, "No progress");
    CLI::Option* slurm =
        command->add_flag("--slurm", options->slurm, "Submit a job array to Slurm, a task for each point");
    addValue(command, "--partition", "NAME", options->slurm_options.partition, "Of Slurm")->needs(slurm);
    addValue(command, "--time", "LIMIT", options->slurm_options.time, "Of Slurm, for each point")
        ->needs(slurm);
    addValue(command, "--point", "NUMBER", options->point,
             "Train this point of the FOLDER (a task of Slurm does)");
    addSweepResults(*command, *options);
    command->footer("The same command goes on with a sweep that was stopped: what has finished is kept, what "
                    "failed is tried\n"
                    "again. infoplane sweep FOLDER says where each point stands, also while it runs.\n\n" +
                    std::string(sweepJsonHelp()));
}

void Parser::addSweepResults(CLI::App& command, SweepOptions& options) {
    command.add_flag("--table", options.table, "Of the FOLDER: the results as a table");
    addValue(&command, "--csv", "FILE", options.csv, "As CSV, with every estimator");
    command.add_flag("--json", options.json, "As JSON, with every estimator");
    addValue(
        &command, "--figure", "FILE", options.figure.file.path,
        "The information-bottleneck curve, and accuracy and both terms against the varied value (.pdf, .svg, "
        ".png)");
    addValue(&command, "--layer", "NUMBER", options.figure.layer,
             "Layer of the figure (default: the last hidden one)");
    addValue(&command, "--along", "KEY", options.figure.along,
             "Axis of the figure (default: the first varied key)");
    addValue(&command, "--method", "NAME", options.method, "One method (default: all)");
    addValue(&command, "--estimator", "NAME", options.figure.estimator,
             "Of the table and the figure (default: mixture)");
    addChoice<InformationUnit>(&command, "--unit", "Unit of information (default: bits)", options.figure.unit,
                               {{"bits", InformationUnit::Bits}, {"nats", InformationUnit::Nats}});
    addValue(&command, "--size", "WxH", options.figure.file.size,
             "WIDTHxHEIGHT of the figure in points of 1/72 inch (default: 720x360)");
    command.add_flag("--force", options.force, "Replace the figure or the CSV if it is there already");
}

Result<Command> Parser::parse(int count, const char* const* arguments) {
    try {
        cli_.parse(count, arguments);
    } catch (const CLI::CallForHelp&) {
        return Command(HelpText{cli_.help()});
    } catch (const CLI::ParseError& error) {
        return Error{ErrorCode::InvalidArgument,
                     std::string(error.what()) + " (infoplane --help tells the use)", ""};
    }
    if (version_) return Command(VersionOptions{});
    if (!command_) return Command(window_);
    return *command_;
}

} // namespace

Result<Command> parseCommandLine(int count, const char* const* arguments) {
    return Parser().parse(count, arguments);
}

} // namespace infoplane::app
