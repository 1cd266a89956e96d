# SPDX-License-Identifier: GPL-3.0-or-later
"""The estimators with known noise and binning as people write them with numpy and PyTorch, in single precision.

t float32 [N, width], label int64 [N], sigma the deviation of the noise; each gives (I(x;x^), I(x^;y)) in nats.
"""
import numpy as np


def label_entropy(label):
    p = np.bincount(label) / len(label)
    p = p[p > 0]
    return -(p * np.log(p)).sum()


def mixture_numpy(t, label, sigma):
    """One draw: one matrix product, one exponential, two sums."""
    u = (t - t.mean(0)) / np.float32(sigma)
    noisy = u + np.random.default_rng(2).standard_normal(u.shape, dtype=np.float32)
    half = 0.5 * (u * u).sum(1)
    x = noisy @ u.T
    x -= half
    x -= ((noisy * u).sum(1) - half)[:, None]
    np.exp(x, out=x)
    every = x.sum(1)
    x *= label[:, None] == label
    own = x.sum(1)
    return float(np.log(len(t)) - np.log(every).mean()), float(label_entropy(label) - np.log(every / own).mean())


def mixture_torch(t, label, sigma):
    import torch

    t, y = torch.from_numpy(t), torch.from_numpy(label)
    u = (t - t.mean(0)) / sigma
    noisy = u + torch.randn(u.shape, generator=torch.Generator().manual_seed(2))
    half = 0.5 * u.square().sum(1)
    x = noisy @ u.T
    x -= half
    x -= ((noisy * u).sum(1) - half).unsqueeze(1)
    x.exp_()
    every = x.sum(1)
    x *= y.unsqueeze(1) == y
    own = x.sum(1)
    return (float(np.log(len(t)) - every.log().mean()),
            float(label_entropy(label) - (every / own).log().mean()))


def kt_numpy(t, label, sigma):
    """The four Kolchinsky-Tracey bounds of one matrix of squared distances; gives the upper ones."""
    u = (t - t.mean(0)) / np.float32(sigma)
    square = (u * u).sum(1)
    d = u @ u.T
    d *= -2
    d += square
    d += square[:, None]
    np.maximum(d, 0, out=d)
    same = label[:, None] == label
    size = np.bincount(label)[label]
    bounds = {}
    for c in (2, 8):
        kernel = np.exp(d / np.float32(-c))
        every = -np.log(kernel.mean(1)).mean()
        kernel *= same
        bounds[c] = every, -np.log(kernel.sum(1) / size).mean()
    return float(bounds[2][0]), float(bounds[2][0] - bounds[8][1])


def kt_torch(t, label, sigma):
    import torch

    t, y = torch.from_numpy(t), torch.from_numpy(label)
    u = (t - t.mean(0)) / sigma
    square = u.square().sum(1)
    d = torch.addmm(square.expand(len(u), -1), u, u.T, alpha=-2)
    d += square.unsqueeze(1)
    d.clamp_(min=0)
    same = y.unsqueeze(1) == y
    size = torch.bincount(y)[y]
    bounds = {}
    for c in (2, 8):
        kernel = (d / -c).exp_()
        every = -kernel.mean(1).log().mean()
        kernel *= same
        bounds[c] = every, -(kernel.sum(1) / size).log().mean()
    return float(bounds[2][0]), float(bounds[2][0] - bounds[8][1])


def binning_packed(t, label, bins):
    """Equal bins on [-1, 1], each row packed into one item of bytes."""
    rows = binned(t, bins)
    _, state = np.unique(rows.view(np.dtype((np.void, rows.shape[1]))).ravel(), return_inverse=True)
    return informations_of_states(state, label)


def binning_by_axis(t, label, bins):
    """The same with the states found by np.unique(axis=0)."""
    _, state = np.unique(binned(t, bins), axis=0, return_inverse=True)
    return informations_of_states(state.ravel(), label)


def binned(t, bins):
    return np.clip((t + 1) * np.float32(bins / 2), 0, bins - 1).astype(np.uint8)


def informations_of_states(state, label):
    """(I(x;x_b), I(x_b;y)) = (H(x_b), H(x_b) + H(y) - H(x_b,y))"""
    of_state = label_entropy(state)
    return float(of_state), float(of_state + label_entropy(label)
                                  - label_entropy(np.unique(state * (label.max() + 1) + label,
                                                            return_inverse=True)[1]))
