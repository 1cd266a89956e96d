// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"
#include "core/config/schema.h"

#include <gtest/gtest.h>

#include <ctime>

namespace infoplane::app {
namespace {

Result<Command> parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "infoplane");
    return parseCommandLine(static_cast<int>(arguments.size()), arguments.data());
}

template <class Options>
Options parsed(const std::vector<const char*>& arguments) {
    const Result<Command> command = parse(arguments);
    EXPECT_TRUE(command.ok()) << (command.ok() ? "" : command.error().text());
    return std::get<Options>(*command);
}

TEST(CommandLine, AFileIsForTheWindow) {
    EXPECT_EQ(parsed<WindowOptions>({}).file, "");
    EXPECT_EQ(parsed<WindowOptions>({"a.infoplane.h5"}).file, "a.infoplane.h5");
    EXPECT_EQ(parsed<WindowOptions>({"-"}).file, "-");
    EXPECT_EQ(parsed<WindowOptions>({"replay", "b.h5"}).file, "b.h5");
}

TEST(CommandLine, EstimateTakesItsOptions) {
    const auto estimate =
        parsed<EstimateOptions>({"estimate",    "a.npz",      "--x",         "x[:,0:3]",   "--y",    "y",
                                 "--estimator", "ksg,gao",    "--estimator", "kt",         "--set",  "k=5",
                                 "--set",       "kt.sigma=1", "--x-type",    "continuous", "--seed", "7",
                                 "--threads",   "2",          "--bootstrap", "100",        "--json"});
    EXPECT_EQ(estimate.file, "a.npz");
    EXPECT_EQ(estimate.x, "x[:,0:3]");
    EXPECT_EQ(estimate.y, "y");
    EXPECT_EQ(estimate.request.names, (std::vector<std::string>{"ksg", "gao", "kt"}));
    EXPECT_EQ(estimate.request.set, (std::vector<std::string>{"k=5", "kt.sigma=1"}));
    EXPECT_EQ(estimate.x_type, VariableType::Continuous);
    EXPECT_FALSE(estimate.y_type.has_value());
    EXPECT_EQ(estimate.seed, 7u);
    EXPECT_EQ(estimate.threads, 2u);
    EXPECT_EQ(estimate.bootstrap, 100u);
    EXPECT_TRUE(estimate.json);
    EXPECT_EQ(parsed<EstimatorsOptions>({"estimators", "ksg"}).name, "ksg");
}

TEST(CommandLine, SweepTakesItsOptions) {
    const auto begun = parsed<SweepOptions>({"sweep", "a.json", "--vary", "a=1,2", "--vary", "b=1:2:lin3",
                                             "--set", "c=d", "--jobs", "3", "--output", "o", "--slurm",
                                             "--partition", "p", "--time", "1:00", "--seeds", "4"});
    EXPECT_EQ(begun.source, "a.json");
    EXPECT_EQ(begun.vary, (std::vector<std::string>{"a=1,2", "b=1:2:lin3"}));
    EXPECT_EQ(begun.experiment.set, (std::vector<std::string>{"c=d"}));
    EXPECT_EQ(begun.experiment.seeds, "4");
    EXPECT_EQ(begun.jobs, 3u);
    EXPECT_EQ(begun.output, "o");
    EXPECT_TRUE(begun.slurm);
    EXPECT_EQ(begun.slurm_options.partition, "p");
    EXPECT_EQ(begun.slurm_options.time, "1:00");
    EXPECT_EQ(parsed<SweepOptions>({"sweep", "--preset", "digits"}).experiment.preset, "digits");
    const auto shown = parsed<SweepOptions>(
        {"sweep",  "o",       "--table", "--csv",    "c.csv", "--json",      "--figure", "f.pdf",  "--layer",
         "2",      "--along", "a",       "--method", "m",     "--estimator", "kt",       "--unit", "nats",
         "--size", "1x2",     "--force", "--point",  "7"});
    EXPECT_TRUE(shown.table && shown.json && shown.force);
    EXPECT_EQ(shown.csv, "c.csv");
    EXPECT_EQ(shown.figure.file.path, "f.pdf");
    EXPECT_EQ(shown.figure.layer, 2u);
    EXPECT_EQ(shown.figure.along, "a");
    EXPECT_EQ(shown.figure.estimator, "kt");
    EXPECT_EQ(shown.figure.unit, InformationUnit::Nats);
    EXPECT_EQ(shown.figure.file.size, "1x2");
    EXPECT_EQ(shown.method, "m");
    EXPECT_EQ(shown.point, 7u);
    EXPECT_FALSE(parse({"sweep", "a.json", "--partition", "p"}).ok()); // without --slurm
}

TEST(CommandLine, TrainTakesItsOptions) {
    const auto train =
        parsed<TrainOptions>({"train",  "--preset", "digits",  "--set",   "a=1",      "--set",   "b=2",
                              "--data", "d",        "--seeds", "3",       "--epochs", "4",       "--device",
                              "cpu",    "--output", "o.h5",    "--force", "--quiet",  "--stream"});
    EXPECT_EQ(train.experiment.preset, "digits");
    EXPECT_EQ(train.experiment.set, (std::vector<std::string>{"a=1", "b=2"}));
    EXPECT_EQ(train.experiment.data, "d");
    EXPECT_EQ(train.experiment.seeds, "3");
    EXPECT_EQ(train.experiment.epochs, "4");
    EXPECT_EQ(train.experiment.device, "cpu");
    EXPECT_EQ(train.output, "o.h5");
    EXPECT_TRUE(train.force && train.quiet && train.stream);
}

TEST(CommandLine, ExportTakesItsOptions) {
    const auto options =
        parsed<ExportOptions>({"export", "r.h5", "--plot", "accuracy", "--output", "x.csv", "--method", "ce",
                               "--estimator", "binning", "--unit", "nats", "--size", "600x400"});
    EXPECT_EQ(options.file, "r.h5");
    EXPECT_EQ(options.plot, PlotKind::Accuracy);
    EXPECT_EQ(options.unit, InformationUnit::Nats);
    EXPECT_EQ(options.method, "ce");
    EXPECT_EQ(options.estimator, "binning");
    const auto size = parsePictureSize(options.size);
    ASSERT_TRUE(size.ok());
    EXPECT_EQ(size->width, 600.0);
    EXPECT_EQ(size->height, 400.0);
    EXPECT_FALSE(parsed<ExportOptions>({"export", "r.h5", "--plot", "loss", "--output", "x.csv"}).method);
}

TEST(CommandLine, WrongUseIsOneSentence) {
    const std::vector<std::vector<const char*>> wrong{
        {"train", "--nonsense"},
        {"train", "--preset", "a", "--config", "b"},
        {"train", "--preset"},
        {"info"},
        {"export", "r.h5", "--plot", "pie", "--output", "x.csv"},
        {"export", "r.h5", "--plot", "0", "--output", "x.csv"},
        {"export", "r.h5", "--output", "x.csv"},
        {"a.h5", "b.h5"},
        {"info", "a.h5", "b.h5"}};
    for (const auto& arguments : wrong) {
        const Result<Command> command = parse(arguments);
        ASSERT_FALSE(command.ok()) << arguments.front();
        EXPECT_EQ(exitCodeOf(command.error()), kWrongUse);
        EXPECT_EQ(command.error().text().find('\n'), std::string::npos) << command.error().text();
    }
}

TEST(CommandLine, HelpIsNoError) {
    EXPECT_NE(parsed<HelpText>({"--help"}).text.find("Exit code"), std::string::npos);
    EXPECT_NE(parsed<HelpText>({"info", "--help"}).text.find("I_XT_nats"), std::string::npos);
}

TEST(PictureSize, RefusesWhatIsNoSize) {
    for (const char* text :
         {"600", "x", "600x", "600x400x", "1x1", "600x99999", "nanxnan", "-600x400", "600X400", "6e999x400"})
        EXPECT_FALSE(parsePictureSize(text).ok()) << text;
    EXPECT_TRUE(parsePictureSize("").ok());
}

TEST(ExperimentOptions, ChangeThePreset) {
    ExperimentOptions options;
    options.preset = "digits";
    options.set = {"network.sigma=0.25"};
    options.seeds = "3";
    options.epochs = "7";
    options.device = "cpu";
    const Result<Experiment> experiment = makeExperiment(options);
    ASSERT_TRUE(experiment.ok()) << experiment.error().text();
    EXPECT_EQ(experiment->network.sigma, 0.25);
    EXPECT_EQ(experiment->seeds.count, 3);
    EXPECT_EQ(experiment->compute.device, "cpu");
    ASSERT_GE(experiment->methods.size(), 2u);
    for (const MethodConfig& method : experiment->methods)
        EXPECT_EQ(method.epochs, 7);
}

TEST(ExperimentOptions, RefuseWhatIsWrong) {
    const auto refused = [](auto change) {
        ExperimentOptions options;
        options.preset = "digits";
        change(options);
        const Result<Experiment> experiment = makeExperiment(options);
        return !experiment.ok() && exitCodeOf(experiment.error()) == kWrongUse;
    };
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.preset = ""; }));
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.preset = "nonsense"; }));
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.preset = "", o.config = "/nonsense.json"; }));
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.preset = "", o.config = "/"; }));
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.set = {"network.sigma"}; }));
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.set = {"=1"}; }));
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.set = {"network.sgima=1"}; }));
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.seeds = "0"; }));
    EXPECT_TRUE(refused([](ExperimentOptions& o) { o.epochs = "many"; }));
    EXPECT_FALSE(refused([](ExperimentOptions&) {}));
}

TEST(DefaultOutputName, IsAFileNameWhateverTheTitle) {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
    EXPECT_EQ(defaultOutputName("digits", 0), "digits-19700101-000000.infoplane.h5");
    EXPECT_EQ(defaultOutputName("../a b/\n", 0), "a-b---19700101-000000.infoplane.h5");
    EXPECT_EQ(defaultOutputName("", 0), "run-19700101-000000.infoplane.h5");
}

} // namespace
} // namespace infoplane::app
