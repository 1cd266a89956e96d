# SPDX-License-Identifier: GPL-3.0-or-later
"""Records the activations of a network while it trains, for `infoplane import`. Needs NumPy alone.

PyTorch, with `x` and `labels` the samples to be recorded, in the same order at every epoch:

    from infoplane_recorder import Recorder

    seen = {}
    for name in ("features.0", "classifier"):
        net.get_submodule(name).register_forward_hook(lambda _, __, out, name=name: seen.update({name: out}))
    recorder = Recorder("activations.npz", labels)
    for epoch in range(100):
        train_one_epoch(net)
        net.eval()
        with torch.no_grad():
            net(x)
        recorder.record(epoch, {name: out.cpu().numpy() for name, out in seen.items()})

Keras:

    probe = keras.Model(net.inputs, [layer.output for layer in net.layers])
    recorder = Recorder("activations.npz", labels)
    net.fit(..., callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: recorder.record(
        epoch, {layer.name: out for layer, out in zip(net.layers, probe.predict(x, verbose=0))}))])

The file is a .npz that grows by an epoch at a time and is complete after each: labels.npy, split.npy where it
was given, and epoch_000010/LAYER.npy for every layer of epoch 10. All that follows the first slash is the
layer's name, dots and slashes included. An HDF5 file with datasets of the same names is read as well.
"""
import os
import zipfile

import numpy


class Recorder:
    """Begins the file `path`. labels: a whole number for each of the N samples; split: for each 0 where it is a
    training and 1 where it is a test sample, if both are recorded. A file that exists is refused."""

    def __init__(self, path, labels, split=None):
        self._path, self._samples, self._last = os.fspath(path), len(labels), -1
        arrays = {"labels": labels} if split is None else {"labels": labels, "split": split}
        self._append(arrays, "x")

    def record(self, epoch, layers):
        """Appends {layer name: array [N, ...]}, whose rows are the samples in the order of the labels."""
        if epoch <= self._last:
            raise ValueError(f"epoch {epoch} does not come after epoch {self._last}")
        self._append({f"epoch_{epoch:06d}/{name}": array for name, array in layers.items()}, "a")
        self._last = epoch

    def _append(self, arrays, mode):
        arrays = {name: numpy.asarray(array) for name, array in arrays.items()}
        for name, array in arrays.items():
            if array.ndim == 0 or len(array) != self._samples or array.dtype.kind not in "biuf":
                raise ValueError(f"{name} is {array.dtype} {list(array.shape)}, not {self._samples} rows of numbers")
        with zipfile.ZipFile(self._path, mode) as archive:
            for name, array in arrays.items():
                with archive.open(name + ".npy", "w", force_zip64=True) as member:
                    numpy.lib.format.write_array(member, array, allow_pickle=False)
