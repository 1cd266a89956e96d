#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rebuilds a recorded convolutional network in numpy, from nothing but its run file: rebuilt_network.py WRITE_CONV_RUN.

The outputs of its last layer must be those of the program to 1e-5.
"""
import math
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy as np

SLOPE, EPSILON = 0.1, 1e-5
SQUARE_ROOT_OF_2 = math.sqrt(2.0)
ACTIVATIONS = {
    "tanh": np.tanh,
    "relu": lambda x: np.maximum(x, 0),
    "leaky_relu": lambda x: np.where(x > 0, x, SLOPE * x),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "gelu": lambda x: x * 0.5 * (1 + np.vectorize(math.erf)(x / SQUARE_ROOT_OF_2)),
    "linear": lambda x: x,
}


def convolve(x, weight, bias, stride, pad):
    """x [n, in, h, w], weight [out, in, kh, kw]: as torch.nn.functional.conv2d, pad of height and width."""
    x = np.pad(x, ((0, 0), (0, 0), (pad[0], pad[0]), (pad[1], pad[1])))
    windows = np.lib.stride_tricks.sliding_window_view(x, weight.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,ocij->nohw", windows, weight) + bias[:, None, None]


class Layer:
    """Runs the words of layers/operations on the tensors of checkpoints/weights/LAYER."""

    def __init__(self, text, shape, tensors):
        self.words, self.shape, self.tensors = text.split(), tuple(int(n) for n in shape), tensors
        self.linear = self.norms = self.shortcuts = 0

    def take(self):
        return self.words.pop(0)

    def take_if(self, word):
        if self.words[:1] != [word]:
            return False
        self.take()
        return True

    def tensor(self, name):
        return self.tensors[name]

    def weights(self, prefix=""):
        """The next weight and bias: weight, bias, then weight2, bias2; of shortcuts with their prefix."""
        if prefix:
            self.shortcuts += 1
            name = prefix + ("" if self.shortcuts == 1 else str(self.shortcuts))
            return self.tensor(name + "_weight"), self.tensor(name + "_bias")
        self.linear += 1
        number = "" if self.linear == 1 else str(self.linear)
        weight = self.tensor("weight" + number)
        return weight, self.tensors.get("bias" + number, np.zeros(len(weight)))  # none right before a batch_norm

    def normalise(self, x):
        self.norms += 1
        name = "norm" + ("" if self.norms == 1 else str(self.norms))
        scale, shift, mean, variance = (self.tensor(f"{name}_{part}") for part in ("weight", "bias", "mean", "variance"))
        along = (slice(None), None, None) if x.ndim == 4 else (slice(None),)
        return (x - mean[along]) / np.sqrt(variance[along] + EPSILON) * scale[along] + shift[along]

    def convolution(self, x):
        self.take(), self.take()  # channels and kernel: the weight's shape says them
        stride = int(self.take()) if self.take_if("stride") else 1
        weight, bias = self.weights()
        pad = (0, 0)
        if self.take_if("same"):
            pad = (weight.shape[2] // 2, weight.shape[3] // 2)
        elif self.take_if("pad"):
            pad = (int(self.take()),) * 2
        return convolve(x, weight, bias, stride, pad)

    def residual(self, x):
        self.take(), self.take()
        stride = int(self.take()) if self.take_if("stride") else 1
        norm = self.take_if("batch_norm")
        act = ACTIVATIONS[self.take()]
        h = x
        for number in range(2):
            weight, bias = self.weights()
            h = convolve(h, weight, bias, stride if number == 0 else 1, (weight.shape[2] // 2, weight.shape[3] // 2))
            h = self.normalise(h) if norm else h
            h = act(h) if number == 0 else h
        if h.shape != x.shape:
            x = convolve(x, *self.weights("shortcut"), stride, (0, 0))
        return act(h + x)

    def pool(self, x, reduce):
        side = int(self.take())
        n, c, h, w = x.shape[0], x.shape[1], x.shape[2] // side, x.shape[3] // side
        return reduce(x[:, :, :h * side, :w * side].reshape(n, c, h, side, w, side), axis=(3, 5))

    def dense(self, x):
        self.take()
        weight, bias = self.weights()
        return x.reshape(len(x), -1) @ weight.T + bias

    def forward(self, x):
        if self.shape[1] > 0:
            x = x.reshape(len(x), *self.shape)
        while self.words:
            word = self.take()
            if word in ACTIVATIONS:
                x = ACTIVATIONS[word](x)
            elif word == "dropout":
                self.take()  # only in training
            elif word == "flatten":
                x = x.reshape(len(x), -1)
            elif word == "batch_norm":
                x = self.normalise(x)
            else:
                x = {"conv": self.convolution, "residual": self.residual, "dense": self.dense,
                     "pool": lambda x: self.pool(x, np.max), "mean_pool": lambda x: self.pool(x, np.mean)}[word](x)
        return x.reshape(len(x), -1)


def outputs_of(method, seed, x, checkpoint=-1, depth=None):
    """T of the last of `depth` layers for inputs [n, d], with the weights of a checkpoint."""
    layers, checkpoints = method["layers"], method["checkpoints"]
    row = checkpoint % int(checkpoints["committed"][()])
    for name, text, shape in zip(layers["name"][:depth], layers["operations"][:depth], layers["input_shape"][:depth]):
        group = checkpoints["weights"][name.decode()]
        tensors = {key: group[key][row, seed].astype(np.float64) for key in group}
        x = Layer(text.decode(), shape, tensors).forward(x)
    return x


def check_description(method):
    """layers/weights names every tensor with its shape."""
    layers = method["layers"]
    for name, text in zip(layers["name"][()], layers["weights"][()]):
        group = method["checkpoints/weights"][name.decode()]
        named = dict(weight.split(" ") for weight in text.decode().split(", "))
        assert set(named) == set(group), (named, list(group))
        for key, shape in named.items():
            assert tuple(int(n) for n in shape.split("x")) == group[key].shape[2:], (key, shape)


def check_every_checkpoint(method, x, epochs):
    """The checkpoints lie an epoch apart, and the network of each has the SD(T) of the row before it."""
    checkpoints = method["checkpoints"]
    passes = checkpoints["pass"][()]
    assert passes.tolist() == list(range(1, epochs + 1)), passes
    for checkpoint, row in enumerate(checkpoints["row"][()].astype(int) - 1):
        assert method["pass"][row] == passes[checkpoint]
        depth = int(method["layer_in_training"][row]) or len(method["layers/name"])
        for seed in range(2):
            t = outputs_of(method, seed, x, checkpoint, depth)
            scale, expected = np.sqrt(np.mean(np.var(t, axis=0))), method["layers/scale"][row, depth - 1, seed]
            assert abs(scale - expected) < 1e-5 * expected, (checkpoint, scale, expected)


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, folder], check=True, timeout=300)
        inputs = np.fromfile(pathlib.Path(folder) / "inputs", np.float32).reshape(-1, 64)
        train = np.fromfile(pathlib.Path(folder) / "train-inputs", np.float32).reshape(-1, 64).astype(np.float64)
        with h5py.File(pathlib.Path(folder) / "run.h5", "r") as file:
            for m, name in enumerate(("layerwise_ib", "cross_entropy")):
                method = file["run/methods"][name]
                check_description(method)
                check_every_checkpoint(method, train, 2 * len(method["layers/name"]) if m == 0 else 2)
                assert [w.decode().split()[0] for w in method["layers/operations"][()]] == ["conv", "residual", "conv",
                                                                                            "dense"]
                for seed in range(2):
                    rebuilt = outputs_of(method, seed, inputs.astype(np.float64))
                    expected = np.fromfile(pathlib.Path(folder) / f"{m}-{seed}", np.float32).reshape(len(inputs), -1)
                    assert rebuilt.shape == expected.shape == (len(inputs), 7), (rebuilt.shape, expected.shape)
                    assert np.std(expected) > 0.1
                    difference = np.max(np.abs(rebuilt - expected))
                    assert difference < 1e-5, difference
                    print(f"{name}, seed {seed}: largest difference {difference:.1e}")


if __name__ == "__main__":
    main(sys.argv[1])
