# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the peers into virtual environments below the user's cache folder, once.

Two of them: "arrays" has current versions, and the benchmark itself runs in it; "bmi" has what benchmark-mi needs, an
old jax and with it an old numpy.
"""
import os
import pathlib
import subprocess
import sys

ARRAYS = ("numpy", "scikit-learn", "threadpoolctl", "infomeasure==0.6.3", "embo==1.1.0")
BMI = ("jax==0.4.30", "jaxlib==0.4.30", "benchmark-mi")


def cache_folder():
    """infoplane's folder in $XDG_CACHE_HOME, which counts only where it is absolute."""
    cache = os.environ.get("XDG_CACHE_HOME", "")
    base = pathlib.Path(cache) if os.path.isabs(cache) else pathlib.Path.home() / ".cache"
    return base / "infoplane" / "peers"


def python_of(name):
    return cache_folder() / name / "bin" / "python"


def make(name):
    """The environment's folder, made where there is none; None where Python cannot."""
    folder = cache_folder() / name
    if not python_of(name).exists():
        print(f"Making {folder}.", file=sys.stderr)
        if subprocess.run([sys.executable, "-m", "venv", folder], stdout=subprocess.DEVNULL, check=False).returncode:
            return None
    return folder


def install(name, *packages):
    """Whether the packages, which go together, are in the environment; a file remembers those that are."""
    installed = cache_folder() / name / "installed.txt"
    line = " ".join(packages)
    if installed.exists() and line in installed.read_text(encoding="utf-8").splitlines():
        return True
    print(f"Installing {line}.", file=sys.stderr)
    pip = [python_of(name), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    if subprocess.run(pip, stdout=sys.stderr, check=False).returncode:
        return False
    with installed.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    return True


def prepare(with_torch):
    """Installs every peer. Gives the Python to go on with, or None, and the peers that cannot be had."""
    if make("arrays") is None:
        return None, ["every peer"]
    absent = [package for package in ARRAYS if not install("arrays", package)]
    if with_torch and not install("arrays", "torch"):
        absent.append("torch")
    if make("bmi") is None or not install("bmi", *BMI):
        absent.append("benchmark-mi")
    return python_of("arrays"), absent


def variables(threads):
    """The environment's variables with this number of threads for whatever reads one."""
    changed = dict(os.environ)
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
        changed[name] = str(threads)
    # Set for an old OpenBLAS, they keep a current numpy from the fastest kernel of the processor.
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        changed.pop(name, None)
    return changed
