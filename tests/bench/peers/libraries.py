# SPDX-License-Identifier: GPL-3.0-or-later
"""The peers that are libraries. Each function imports its own, so that one that is missing leaves the others."""
import importlib.util
import json
import math
import os
import pathlib
import subprocess

import numpy as np

from . import environment

BMI_CLASSES = {
    "ksg": "KSGEnsembleFirstEstimator",
    "gaussian_copula": "CCAMutualInformationEstimator",
    "mine": "MINEEstimator",
    "nwj": "NWJEstimator",
    "infonce": "InfoNCEEstimator",
}


def importable(module):
    return importlib.util.find_spec(module) is not None


def infomeasure_ksg(x, y):
    """KSG-1 of three neighbours in the maximum norm; no noise is added, so that the value is exact."""
    import infomeasure

    return float(infomeasure.mutual_information(x, y, approach="ksg", k=3, ksg_id=1, minkowski_p=math.inf,
                                                noise_level=0))


def sklearn_regression(x, y):
    """KSG-1 of two columns; scikit-learn scales them and adds noise of 1e-10."""
    from sklearn.feature_selection import mutual_info_regression

    return float(mutual_info_regression(x, y[:, 0], n_neighbors=3, discrete_features=False, random_state=0)[0])


def sklearn_classif(x, y):
    """Ross's estimate of a column and classes."""
    from sklearn.feature_selection import mutual_info_classif

    return float(mutual_info_classif(x, y, n_neighbors=3, discrete_features=False, random_state=0)[0])


def sklearn_trees(x, y):
    """KSG-1 of any widths on scikit-learn's trees, as mutual_info_regression counts."""
    from scipy.special import digamma
    from sklearn.neighbors import KDTree

    joint = np.hstack((x, y))
    radius = np.nextafter(KDTree(joint, metric="chebyshev").query(joint, k=4)[0][:, -1], 0)
    counts = [KDTree(side, metric="chebyshev").query_radius(side, radius, count_only=True) for side in (x, y)]
    return float(digamma(3) + digamma(len(x)) - np.mean(digamma(counts[0]) + digamma(counts[1])))


def embo_curve(p, betas, processes):
    """I(X;T) and I(T;Y) in nats at betas which multiply the rate, ascending and evenly spaced in 1/beta.

    Its relative tolerance is 1e-10, with three restarts. embo 1.1.0 takes the divergence in bits under a natural
    exponential, so that its beta is Tishby's times ln 2: ours is ln 2 over it.
    """
    from embo import InformationBottleneck

    bottleneck = InformationBottleneck(pxy=p.copy(), minbeta=math.log(2) / max(betas), maxbeta=math.log(2) / min(betas),
                                       numbeta=len(betas), iterations=20_000, restarts=3, rtol=1e-10,
                                       processes=processes, ensure_monotonic_bound=False)
    rate, relevance, _, _ = bottleneck.get_bottleneck()
    return np.array(rate)[::-1] * math.log(2), np.array(relevance)[::-1] * math.log(2)


def bmi_ready():
    return (environment.cache_folder() / "bmi" / "installed.txt").exists()


def bmi(file, estimator, threads):
    """(value, seconds) of benchmark-mi's estimator with its defaults; the seconds are those of the estimate alone."""
    script = pathlib.Path(__file__).parent / "bmi_estimate.py"
    done = subprocess.run([environment.python_of("bmi"), script, file, BMI_CLASSES[estimator], str(threads)],
                          check=True, capture_output=True, text=True, env={**os.environ, "JAX_PLATFORMS": "cpu"})
    result = json.loads(done.stdout.splitlines()[-1])
    return result["value"], result["seconds"]
