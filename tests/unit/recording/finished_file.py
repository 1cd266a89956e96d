# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documentation of the run file promises, checked by an independent reader on a finished file."""
import subprocess
import sys
import tempfile

import h5py
import numpy as np

ROWS, METHODS = 60, ["layerwise_ib", "cross entropy β=0"]
SPLIT, LAYER, SEED, BIN = 2, 3, 2, 3
SHAPES = {  # of one row of the first method: path -> (dtype, extents, units)
    "step": ("u8", (), None), "pass": ("f8", (), "1"), "elapsed": ("f8", (), "s"),
    "layer_in_training": ("i4", (), None), "layers/scale": ("f4", (LAYER, SEED), "unit of T"),
    "loss": ("f8", (SEED,), "nats"), "objective/lagrangian": ("f8", (SEED,), "nats"),
    "objective/relevance": ("f8", (SEED,), "nats"), "objective/compression": ("f8", (SEED,), "nats"),
    "objective/relevance_held_out": ("f8", (SEED,), "nats"), "objective/flags": ("u4", (SEED,), None),
    "gradients/mean": ("f4", (LAYER, SEED), "1"), "gradients/deviation": ("f4", (LAYER, SEED), "1"),
    "activations/counts": ("u4", (LAYER, SEED, BIN), None),
    "information/mixture/I_XT": ("f8", (SPLIT, LAYER, SEED), "nats"),
    "information/mixture/I_TY": ("f8", (SPLIT, LAYER, SEED), "nats"),
    "information/mixture/I_XT_error": ("f4", (SPLIT, LAYER, SEED), "nats"),
    "information/mixture/I_TY_error": ("f4", (SPLIT, LAYER, SEED), "nats"),
    "information/mixture/I_XT_flags": ("u4", (SPLIT, LAYER, SEED), None),
    "information/mixture/I_TY_flags": ("u4", (SPLIT, LAYER, SEED), None),
    "accuracy/critic_clean/value": ("f4", (SPLIT, LAYER, SEED), "1"),
    "accuracy/critic_clean/flags": ("u4", (SPLIT, LAYER, SEED), None),
}


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def check_root(f):
    expected = {"NX_class": "NXroot", "default": "run", "creator": "Infoplane", "format": "infoplane-run",
                "format_version": "1.1"}
    for name, value in expected.items():
        assert text(f.attrs[name]) == value, name
    assert len(f.attrs["run_id"]) == 32


def check_run(run):
    assert text(run.attrs["NX_class"]) == "NXentry"
    assert text(run["title"][()]) == "synthetic, σ = ½"
    assert text(run["status"][()]) == "finished"
    assert text(run["failure"][()]) == ""
    assert run["heartbeat"].attrs["units"] == b"s" and run["heartbeat"][()] > 1.7e9
    assert text(run["end_time"][()])[10] == "T"
    assert run["seeds"][()].tolist() == [0, 2**64 - 1]
    assert run["data/train_index"].dtype == "u4" and len(run["data/train_index"]) == 40
    assert run["data/evaluation_index/test"].shape == (0,)
    assert run["environment/threads"][()] == 1
    assert [text(name) for name in run["methods"].attrs["names"]] == METHODS


def check_columns(method):
    for path, (dtype, extents, units) in SHAPES.items():
        column = method[path]
        assert column.dtype == dtype and column.shape == (ROWS, *extents), path
        assert text(column.attrs.get("units", b"")) == (units or ""), path
        assert len(column.attrs["axes"]) == column.ndim and text(column.attrs["axes"][0]) == "row", path
        assert len(column.attrs["long_name"]) > 0, path
    assert method["committed"][()] == ROWS
    assert method["events/committed"][()] == len(method["events/text"]) > 0
    assert method["events/text"].dtype == "S256"
    assert method["checkpoints/weights/layer1/weight"].shape == (6, SEED, 5, 6)
    assert method["checkpoints/committed"][()] == 6


def check_meta(method):
    assert [text(n) for n in method["layers/name"]] == ["layer1", "layer2", "layer3"]
    assert method["layers/width"][()].tolist() == [5, 4, 3]
    assert text(method["layers/sigma"].attrs["kind"]) == "absolute"
    mixture = method["information/mixture"]
    assert text(mixture.attrs["estimand_xt"]) == "I(X;T^)" and mixture.attrs["n"].tolist() == [40, 10]
    assert np.isnan(mixture["I_XT_cap"][1, 2]) and np.isclose(mixture["I_TY_cap"][0, 0], np.log(3), rtol=1e-15)
    flags = mixture["I_XT_flags"]
    names = dict(zip(text(flags.attrs["flag_meanings"]).split(), flags.attrs["flag_masks"]))
    assert names["not_measured"] == 1 and names["at_cap"] == 2 and len(names) == 8
    assert text(method["accuracy/critic_clean"].attrs["read_out"]) == "critic on T"


def check_plots(f):
    entry = f[text(f.attrs["default"])]
    default = entry[text(entry.attrs["default"])]
    assert text(default.attrs["NX_class"]) == "NXdata"
    assert [text(a) for a in default.attrs["axes"]] == ["I_XT", "I_TY"]  # a scatter: one value at each point
    for name in ["information_plane", "information_over_passes", "accuracy_over_passes"]:
        plot = entry[name]
        drawn = [text(plot.attrs["signal"])] + [text(s) for s in plot.attrs.get("auxiliary_signals", [])]
        for column in drawn + [text(a) for a in plot.attrs["axes"]]:
            assert plot[column].ndim == 1 and plot[column].shape == plot[drawn[0]].shape, column
            assert len(plot[column]) > 0
        for axis in plot.attrs["axes"]:
            assert plot.attrs[text(axis) + "_indices"] == 0


def check_table(path):
    # Begin of the example in RUN_FILE.md.
    import h5py, pandas
    m = h5py.File(path, swmr=True)["run/methods/layerwise_ib"]
    n = m["committed"][()]
    table = pandas.DataFrame({"pass": m["pass"][:n], "I_XT": m["information/mixture/I_XT"][:n, 0, -1].mean(axis=-1)})
    # End.
    assert table.shape == (ROWS, 2) and table["pass"].iloc[-1] == 0.5 * (ROWS - 1)


with tempfile.TemporaryDirectory() as folder:
    path = folder + "/run.infoplane.h5"
    subprocess.run([sys.argv[1], "write", path, str(ROWS // 10), "0"], check=True, stdout=subprocess.DEVNULL)
    with h5py.File(path) as f:
        check_root(f)
        check_run(f["run"])
        check_columns(f["run/methods/layerwise_ib"])
        check_meta(f["run/methods/layerwise_ib"])
        check_plots(f)
        whole = f["run/methods/" + METHODS[1]]
        assert whole["accuracy/network_output/value"].shape == (ROWS, SPLIT, SEED)
        assert whole["checkpoints/weights/head/weight"].shape == (6, SEED, 3, 3)
        assert "activations" not in whole and "I_XT_error" in whole["information/mixture"]
    check_table(path)
