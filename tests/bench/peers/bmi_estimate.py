# SPDX-License-Identifier: GPL-3.0-or-later
"""bmi_estimate.py FILE.npz CLASS THREADS: x and y of the file by an estimator of benchmark-mi with its defaults.

Prints JSON. Runs in the environment "bmi". The seconds hold what jax compiles, which everyone who measures once waits
for.
"""
import json
import os
import sys
import time

# jax takes as many threads as the process has processors.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[3])])

import bmi.estimators  # noqa: E402: after the number of threads is set
import numpy as np  # noqa: E402

with np.load(sys.argv[1]) as arrays:
    x, y = arrays["x"], arrays["y"]
estimator = getattr(bmi.estimators, sys.argv[2])()
start = time.perf_counter()
value = float(estimator.estimate(x, y))
print(json.dumps({"value": value, "seconds": time.perf_counter() - start}))
