# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases: the arrays, ours and the peers of each, and the goals."""
import math

import numpy as np

from . import libraries, reference
from .measure import Case, Peer

FOUR_DECIMALS = 5e-5
SINGLE_PRECISION = 1e-3  # what sums over squared distances in it are good to, nats
NEURAL = ("mine", "nwj", "infonce")


class Arrays:
    """Arrays made once and written for ours into a folder."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, x, y):
        file = self.folder / f"{name}.npz"
        np.savez(file, x=x, y=y)
        return file

    def layer(self, points, width):
        """A tanh layer of independent normal numbers, and a label of two values."""
        t = np.tanh(np.random.default_rng(1).standard_normal((points, width), dtype=np.float32))
        label = np.arange(points) % 2
        return t, label, self.write(f"layer_{points}_{width}", t, label)

    def gaussian(self, points, width):
        """x and y of `width` pairs of correlated normal numbers; their information is 1 nat."""
        rng = np.random.default_rng(1)
        rho = math.sqrt(-math.expm1(-2 / width))
        x = rng.standard_normal((points, width))
        y = rho * x + math.sqrt(1 - rho * rho) * rng.standard_normal((points, width))
        return x, y, self.write(f"gaussian_{points}_{width}", x, y)

    def classes(self, points):
        """y of two values and x normal about y: what scikit-learn's mutual_info_classif is for."""
        rng = np.random.default_rng(1)
        y = rng.integers(0, 2, points)
        x = (y + rng.standard_normal(points))[:, None]
        return x, y, self.write(f"classes_{points}", x, y)


def runner(ours, file, estimator, settings=(), shown=0, errors=None):
    """() -> (value of the estimate number `shown`, seconds, `errors` of its standard errors and SINGLE_PRECISION)."""

    def run():
        found = ours.estimate(file, estimator, settings)
        error = found[shown]["standard_error"]
        tolerance = None if errors is None or error is None else errors * error + SINGLE_PRECISION
        return found[shown]["value_nats"], found[0]["seconds"], tolerance

    return run


def known_noise(ours, arrays, points, width, sigma, goal):
    """The mixture plug-in and the Kolchinsky-Tracey bounds; the value shown is I(x;x^), of KT the upper bound.

    Draws differ, so that the plug-in's values agree within five of its errors for each of the two; KT's within what
    distances in single precision are good to.
    """
    t, label, file = arrays.layer(points, width)
    torch = libraries.importable("torch")
    for estimator, own, other, tolerance in (("mixture", reference.mixture_numpy, reference.mixture_torch, None),
                                             ("kt", reference.kt_numpy, reference.kt_torch,
                                              SINGLE_PRECISION)):
        peers = [Peer("numpy float32", lambda f=own: f(t, label, sigma)[0], goal, tolerance)]
        if torch:
            peers.append(Peer("torch float32", lambda f=other: f(t, label, sigma)[0], goal, tolerance))
        shown = index_of(ours, file, estimator, sigma)
        yield Case(f"{points} x {width}, sigma {sigma:g}", estimator,
                   runner(ours, file, estimator, [f"sigma={sigma}"], shown, 5 * math.sqrt(2)), peers)


def index_of(ours, file, estimator, sigma):
    """Where among the estimates stands I(x;x^), of kt its upper bound."""
    names = [(e["estimator"], e["estimand"]) for e in ours.estimate(file, estimator, [f"sigma={sigma}"])]
    return next(i for i, (name, estimand) in enumerate(names)
                if name in ("mixture", "kt_upper") and estimand.startswith("I(x;x^)"))


def binning(ours, arrays, points, width, goals):
    """Thirty bins on [-1, 1]; the value shown is I(x;x_b).

    A number at a bin's edge may round to the other side in single precision, and moves its row: that is 2 ln N / N.
    """
    t, label, file = arrays.layer(points, width)
    tolerance = 2 * math.log(points) / points
    found = ours.estimate(file, "binning", ["low=-1", "high=1"])
    shown = next(i for i, e in enumerate(found) if e["estimand"].startswith("I(x;x_b)"))
    yield Case(f"{points} x {width}, 30 bins", "binning", runner(ours, file, "binning", ["low=-1", "high=1"], shown), [
        Peer("numpy, packed rows", lambda: reference.binning_packed(t, label, 30)[0], goals[0], tolerance),
        Peer("numpy, unique(axis=0)", lambda: reference.binning_by_axis(t, label, 30)[0], goals[1], tolerance)])


def neighbours(ours, arrays):
    """KSG and Ross. scikit-learn adds noise and scales, hence no agreement of the values with it is asked for."""
    x, y, file = arrays.gaussian(10_000, 1)
    yield Case("Gaussian 1+1, n 10000", "ksg", runner(ours, file, "ksg", ["k=3"]), [
        *having("sklearn", Peer("scikit-learn", lambda: libraries.sklearn_regression(x, y), 1)),
        *having("infomeasure", Peer("infomeasure", lambda: libraries.infomeasure_ksg(x, y), None, FOUR_DECIMALS))], 1.0)
    x10, y10, file10 = arrays.gaussian(10_000, 10)
    yield Case("Gaussian 10+10, n 10000", "ksg", runner(ours, file10, "ksg", ["k=3"]), [
        *having("sklearn", Peer("scikit-learn trees", lambda: libraries.sklearn_trees(x10, y10), 5, FOUR_DECIMALS)),
        *having("infomeasure", Peer("infomeasure", lambda: libraries.infomeasure_ksg(x10, y10), 5, FOUR_DECIMALS))],
               1.0, repetitions=3)
    xc, yc, file_c = arrays.classes(10_000)
    yield Case("two classes, n 10000", "ross", runner(ours, file_c, "ross", ["k=3"]), [
        *having("sklearn", Peer("scikit-learn", lambda: libraries.sklearn_classif(xc, yc)))])


def having(module, peer):
    return [peer] if libraries.importable(module) else []


def curve(ours):
    """50 betas of a random 64 x 8 table to 1e-10; the value shown is the mean of the Lagrangian over them.

    At no beta may ours be lower than embo's by more than the tolerance.
    """
    p = np.random.default_rng(1).exponential(size=(64, 8))
    p /= 64 * p.sum(1, keepdims=True)
    betas = (math.log(2) / np.linspace(1, 20, 50))[::-1]
    lagrangians = {}

    def run():
        points, seconds = ours.curve(p, betas, 1e-10)
        lagrangians["ours"] = np.array([point["lagrangian"] for point in points])
        return float(lagrangians["ours"].mean()), seconds, None

    def embo():
        rate, relevance = libraries.embo_curve(p, betas, ours.threads)
        lagrangians["embo"] = relevance - betas * rate
        return float(lagrangians["embo"].mean())

    def no_lower():
        return bool((lagrangians["ours"] >= lagrangians["embo"] - 1e-10).all())

    if ours.has("bench_curve") and libraries.importable("embo"):
        yield Case("64 x 8 table, 50 betas", "IB curve", run, 
                   [Peer("embo, tight", embo, 10, holds=no_lower, repetitions=1)])


def cadence(ours):
    """All that a row of the default cadence measures of six layers, against 100 ms."""
    if ours.has("bench_cadence"):
        yield Case("12-10-7-5-4-3-2, 4096 points", "mixture + binning", lambda: (None, ours.cadence(), None),
                   [Peer("100 ms", lambda: (None, 0.1), 1, times_itself=True)])


def accuracy(ours, arrays):
    """1 nat in 5+5 dimensions against benchmark-mi with its defaults."""
    x, y, file = arrays.gaussian(5_000, 5)
    listed = ours.names()
    for estimator in ("ksg", "gaussian_copula", *NEURAL):
        if estimator not in listed:
            continue
        peers = []
        if estimator == "ksg":
            peers += having("infomeasure",
                            Peer("infomeasure", lambda: libraries.infomeasure_ksg(x, y), None, FOUR_DECIMALS))
        if libraries.bmi_ready():
            peers.append(Peer("benchmark-mi", lambda e=estimator: libraries.bmi(file, e, ours.threads),
                              times_itself=True))
        yield Case("Gaussian 5+5, n 5000", estimator, runner(ours, file, estimator), peers, 1.0,
                   repetitions=1 if estimator in NEURAL else None)


def every_case(ours, arrays):
    yield from known_noise(ours, arrays, 4096, 10, 0.5, 10)
    yield from known_noise(ours, arrays, 4096, 1024, 0.5, 2.5)  # I(x;x^) at its cap: sums end after few units
    yield from known_noise(ours, arrays, 4096, 1024, 8.0, 2.5)  # below it: every unit counts
    yield from binning(ours, arrays, 4096, 10, (1, 5))
    yield from neighbours(ours, arrays)
    yield from curve(ours)
    yield from cadence(ours)
    yield from accuracy(ours, arrays)


def own_cases(ours, arrays):
    """Small ones against the reference implementations here alone."""
    yield from known_noise(ours, arrays, 512, 3, 0.5, None)
    yield from binning(ours, arrays, 512, 2, (None, None))
