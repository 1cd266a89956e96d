#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bench_mixture's "mixture" is compared with: bench_mixture.py POINTS WIDTH SIGMA [THREADS [REPETITIONS]].

Both informations of one draw in float32 with numpy, and with PyTorch where it is installed: one matrix product, one
exponential, two sums (peers/reference.py). The best wall time is printed, the processor's time over all threads in
brackets.
"""
import os
import sys
import time

points, width, sigma = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
threads = sys.argv[4] if len(sys.argv) > 4 else "2"
repetitions = int(sys.argv[5]) if len(sys.argv) > 5 else 5
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = threads

import numpy as np  # noqa: E402: after the number of threads is set
from peers import reference  # noqa: E402

layer = np.tanh(np.random.default_rng(1).standard_normal((points, width), dtype=np.float32))
label = np.arange(points) % 2


def report(name, measure):
    best = processor = float("inf")
    for _ in range(repetitions):
        start, clock = time.perf_counter(), time.process_time()
        of_x, of_y = measure(layer, label, sigma)
        processor = min(processor, time.process_time() - clock)
        best = min(best, time.perf_counter() - start)
    print(f"{name}: {best:.4g} s ({processor:.4g} s), {of_x:.5g}, {of_y:.5g}")


report("numpy", reference.mixture_numpy)
try:
    import torch
except ImportError:
    print("torch: not installed")
else:
    torch.set_num_threads(int(threads))
    report("torch", reference.mixture_torch)
