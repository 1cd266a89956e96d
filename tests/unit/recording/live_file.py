# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a run file with h5py while another process writes it, and after that process was killed."""
import subprocess
import sys
import tempfile

import h5py
import numpy as np


def committed_passes(method):
    """The passes of the rows that are data; the synthetic run has pass = row / 2."""
    for name in ["committed", "pass"]:
        method[name].id.refresh()
    return method["pass"][: method["committed"][()]]


def check(passes):
    assert np.array_equal(passes, 0.5 * np.arange(len(passes)))


with tempfile.TemporaryDirectory() as folder:
    path = folder + "/run.infoplane.h5"
    writer = subprocess.Popen([sys.argv[1], "write", path, "1000000", "2"], stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == "0\n"
    with h5py.File(path, swmr=True) as f:
        method = f["run/methods/layerwise_ib"]
        heartbeat, rows, told = f["run/heartbeat"], [], 0
        first_beat = heartbeat[()]
        for _ in range(50):
            told = int(writer.stdout.readline())  # rows that were committed before we look
            passes = committed_passes(method)
            check(passes)
            assert len(passes) >= told
            rows.append(len(passes))
        assert rows == sorted(rows) and rows[-1] > rows[0]
        heartbeat.id.refresh()
        assert heartbeat[()] > first_beat
        assert f["run/status"][()] == b"running"
    writer.kill()
    told = int(([str(told)] + writer.stdout.read().split())[-1])
    writer.wait()
    with h5py.File(path, swmr=True) as f:  # a killed file is read in the same way
        passes = committed_passes(f["run/methods/layerwise_ib"])
        check(passes)
        assert len(passes) >= told
