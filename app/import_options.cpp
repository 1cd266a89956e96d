// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import_command.h"
#include "app/option_kinds.h"

namespace infoplane::app {
namespace {

constexpr const char* kImportFooter =
    "The file holds an array epoch_NUMBER/LAYER, [samples, ...], for every recorded epoch and layer, an "
    "array of\n"
    "labels, and where the network's training and test samples are both recorded an array split, 0 or 1 for "
    "each.\n"
    "packaging/python/infoplane_recorder.py writes it from PyTorch or Keras. Every array is read twice, one "
    "at a\n"
    "time: to check it and find its range and scale, then to measure it. All epochs have the same sigma and "
    "bins.\n"
    "Ctrl-C stops and leaves a complete file of the epochs so far.\n\n"
    "Exit code: 0 done, 1 a file could not be read or written, 2 wrong use, 130 stopped by Ctrl-C.";

} // namespace

void addImportOptions(CLI::App& command, ImportCommandOptions& options) {
    addValue(&command, "FILE", "", options.file, "Activations, .npz or HDF5")->required();
    addValue(&command, "--output", "FILE", options.output, "Run file (default: NAME.infoplane.h5 beside it)");
    addValue(&command, "--estimators", "NAME[,NAME]", options.estimators,
             "mixture, binning, kt, sandwich, gaussian_bound, aa_mine, known_conditional, variational, "
             "binning_width, binning_equal_mass, ross, gao, linear_gaussian, mine, nwj, infonce, smile "
             "(default: mixture,binning)")
        ->delimiter(',')
        ->allow_extra_args(false);
    CLI::Option* sigma = addValue(&command, "--sigma", "NUMBER", options.sigma,
                                  "Noise of T^ = T + sigma N(0, I), in the unit of the activations");
    addValue(&command, "--relative-sigma", "NUMBER", options.relative_sigma,
             "Or as a share of each layer's deviation over the imported epochs")
        ->excludes(sigma);
    addValue(&command, "--labels", "NAME", options.labels, "Array of the labels (default: labels)");
    addValue(&command, "--layers", "NAME[,NAME]", options.layers,
             "These layers, in this order (default: all)")
        ->delimiter(',')
        ->allow_extra_args(false);
    addValue(&command, "--epochs", "FROM:TO", options.epochs,
             "These epochs, both included; either may be left out");
    addChoice<std::size_t>(&command, "--split",
                           "Which samples the file has, where it has no array split (default: train)",
                           options.split, {{"train", 0}, {"test", 1}});
    addValue(&command, "--range", "LOW:HIGH", options.range,
             "Of the bins: -1:1 for tanh (default: each layer's own over the imported epochs)");
    addValue(&command, "--set", "KEY=VALUE", options.set,
             "Change a value below measure., or a parameter of an estimator that trainings lack: bins=50, "
             "draws=4, train_samples=2000, probe_every=10, k=5, steps=500")
        ->allow_extra_args(false);
    addValue(&command, "--seed", "NUMBER", options.seed, "Seed of all random numbers (default: 0)")
        ->check(CLI::NonNegativeNumber);
    addValue(&command, "--title", "TEXT", options.title, "Of the run (default: the file's name)");
    command.add_flag("--force", options.force, "Replace the output if it is there already");
    command.add_flag("--quiet", options.quiet, "No progress");
    command.footer(kImportFooter);
}

} // namespace infoplane::app
