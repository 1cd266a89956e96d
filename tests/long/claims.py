# SPDX-License-Identifier: GPL-3.0-or-later
"""claims.py PROGRAM EXPERIMENT DATA-FOLDER: trains an experiment with its controls and holds it to what is claimed of it.

Every figure is printed with its bound. Seeds are fixed, so that a machine gives the same figures every time; the bounds
leave room for another machine's rounding.
"""
import copy
import json
import math
import os
import subprocess
import sys
import tempfile

NATS_PER_BIT = math.log(2)


class Claims:
    def __init__(self):
        self.failed = 0

    def at_least(self, what, value, bound):
        self._report(what, value, ">=", bound, value >= bound)

    def at_most(self, what, value, bound):
        self._report(what, value, "<=", bound, value <= bound)

    def _report(self, what, value, sign, bound, holds):
        print(f"{'ok  ' if holds else 'FAIL'} {what}: {value:.4f} (claimed {sign} {bound:.4f})", flush=True)
        self.failed += not holds


class Method:
    """One method of `infoplane info --json`, in bits and per cent."""

    def __init__(self, entry):
        self.entry = entry

    def bits(self, which, layer, estimator="mixture"):
        return self.entry["information"][estimator][f"{which}_nats"][layer - 1] / NATS_PER_BIT

    def accuracy(self, read_out, layer=None):
        for accuracy in self.entry["accuracies"]:
            if accuracy["read_out"] == read_out and accuracy["layer"] == layer:
                return 100 * accuracy["test"]
        raise KeyError((read_out, layer))

    @property
    def layers(self):
        return self.entry["layers"]


def preset(program, name):
    return json.loads(subprocess.run([program, "presets", name], check=True, capture_output=True, text=True).stdout)


def train(program, experiment, folder):
    config, output = os.path.join(folder, "config.json"), os.path.join(folder, "run.infoplane.h5")
    with open(config, "w") as file:
        json.dump(experiment, file)
    subprocess.run([program, "train", "--config", config, "--output", output, "--force", "--quiet"], check=True,
                   stdout=subprocess.DEVNULL)
    info = json.loads(subprocess.run([program, "info", output, "--json"], check=True, capture_output=True, text=True).stdout)
    methods = {entry["name"]: Method(entry) for entry in info["methods"]}
    for name, method in methods.items():
        print(f"{name}: {info['seeds']} seeds in {method.entry['seconds']:.1f} s, {method.entry['passes']:g} passes")
        for layer in range(1, method.layers + 1):
            print(f"  layer {layer}: I(X;T^) {method.bits('I_XT', layer):.2f}, I(T^;Y) {method.bits('I_TY', layer):.3f} bits")
        for accuracy in method.entry["accuracies"]:
            print(f"  {accuracy['read_out']} {accuracy['layer'] or ''}: {100 * (accuracy['test'] or math.nan):.2f} %")
    return methods, output


def with_controls(experiment, random=True):
    """Adds beta = 0 and random frozen layers beside the information bottleneck."""
    methods = experiment["methods"]
    methods["beta_zero"] = copy.deepcopy(methods["layerwise_ib"])
    methods["beta_zero"].update(compression="none", beta=[0])
    if random:
        methods["random_layers"] = copy.deepcopy(methods["beta_zero"])
        methods["random_layers"]["objective"] = "random_layers"
    return experiment


def shrinks(claims, methods, bounds):
    """I(X;T^) of each layer as a part of its value at beta = 0."""
    for layer, bound in bounds.items():
        ratio = methods["layerwise_ib"].bits("I_XT", layer) / methods["beta_zero"].bits("I_XT", layer)
        claims.at_most(f"I(X;T^) of layer {layer} against beta 0", ratio, bound)


def rows_within_limits(claims, output, limit_x, limit_y):
    """No row of the mixture plug-in above its limits (bits), nor I(T^;Y) above I(X;T^)."""
    import h5py
    import numpy
    with h5py.File(output, "r") as file:
        for name, method in file["run/methods"].items():
            x, y = (method[f"information/mixture/{which}"][...] / NATS_PER_BIT for which in ("I_XT", "I_TY"))
            measured = (method["information/mixture/I_XT_flags"][...] & 1) == 0
            claims.at_most(f"{name}: greatest I(X;T^) of any row", numpy.max(x[measured]), limit_x)
            claims.at_most(f"{name}: greatest I(T^;Y) of any row", numpy.max(y[measured]), limit_y)
            claims.at_most(f"{name}: greatest I(T^;Y) - I(X;T^)", numpy.max((y - x)[measured]), 1e-9)


def digits(program, _data, folder, claims):
    experiment = with_controls(preset(program, "digits"))
    experiment["seeds"]["count"] = 5
    methods, _ = train(program, experiment, folder)
    ib, last = methods["layerwise_ib"], methods["layerwise_ib"].layers
    claims.at_least("linear probe of the last layer", ib.accuracy("linear_probe", last), 96.5)
    claims.at_least("critic on clean t of the last layer", ib.accuracy("critic_clean", last), 96.5)
    claims.at_least("critic on t^ of the last layer", ib.accuracy("critic_noisy", last), 96.0)
    for layer in range(1, last + 1):
        claims.at_least(f"I(T^;Y) of layer {layer} (bits)", ib.bits("I_TY", layer), 3.16)
    shrinks(claims, methods, {1: 0.8, 2: 0.8, 3: 0.95})
    claims.at_least("cross-entropy", methods["cross_entropy"].accuracy("network_output"), 97.0)
    lead = ib.accuracy("critic_noisy", last) - methods["random_layers"].accuracy("critic_noisy", last)
    claims.at_least("lead over random layers, read from t^", lead, 20.0)


def twelve_bit(program, _data, folder, claims):
    experiment = with_controls(preset(program, "twelve-bit"), random=False)
    experiment["seeds"]["count"] = 5
    methods, output = train(program, experiment, folder)
    ib, last = methods["layerwise_ib"], methods["layerwise_ib"].layers
    claims.at_least("critic on clean t of the last layer", ib.accuracy("critic_clean", last), 95.5)
    for layer in range(1, last + 1):
        claims.at_least(f"I(T^;Y) of layer {layer} (bits)", ib.bits("I_TY", layer), 0.90)
    shrinks(claims, methods, {1: 0.9, 2: 0.9, 3: 0.8})
    rows_within_limits(claims, output, 12.0, 0.9992)


def mnist(program, data, folder, claims):
    experiment = with_controls(preset(program, "mnist"), random=False)
    experiment["data"]["folder"] = os.path.join(data, "mnist")
    methods, _ = train(program, experiment, folder)
    ib, last = methods["layerwise_ib"], methods["layerwise_ib"].layers
    claims.at_least("critic on clean t of the last layer", ib.accuracy("critic_clean", last), 97.0)
    behind = methods["beta_zero"].accuracy("critic_clean", last) - ib.accuracy("critic_clean", last)
    claims.at_most("points behind beta 0", behind, 0.5)
    claims.at_least("I(T^;Y) of the last layer (bits)", ib.bits("I_TY", last), 3.16)
    shrinks(claims, methods, {2: 0.8, 3: 0.95, 4: 0.98})
    claims.at_least("cross-entropy", methods["cross_entropy"].accuracy("network_output"), 97.5)


def mnist_wide(program, data, folder, claims):
    experiment = preset(program, "mnist-wide")
    experiment["data"]["folder"] = os.path.join(data, "mnist")
    methods, _ = train(program, experiment, folder)
    ib = methods["layerwise_ib"]
    claims.at_least("critic on clean t of the last layer", ib.accuracy("critic_clean", ib.layers), 97.8)
    claims.at_least("cross-entropy", methods["cross_entropy"].accuracy("network_output"), 97.8)


def main():
    program, experiment, data = sys.argv[1:4]
    if experiment.startswith("mnist") and not os.path.isdir(os.path.join(data, "mnist")):
        print(f"skipped: there is no MNIST in {data}")
        return 77
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        globals()[experiment](program, data, folder, claims)
    return 1 if claims.failed else 0


if __name__ == "__main__":
    sys.exit(main())
