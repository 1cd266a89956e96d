# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs ours and its peers by turns and makes a row of each pair."""
import dataclasses
import statistics
import sys
import time
import typing


@dataclasses.dataclass
class Peer:
    name: str
    run: typing.Callable  # () -> value
    goal: float | None = None  # how many times as fast as it ours shall be at least
    tolerance: float | None = None  # of the two values, nats; None: they need not agree
    holds: typing.Callable | None = None  # () -> bool after its run, where values are compared otherwise
    times_itself: bool = False  # run gives (value, seconds)
    repetitions: int | None = None  # at most, where it takes minutes


@dataclasses.dataclass
class Case:
    name: str
    estimator: str
    ours: typing.Callable  # () -> (value, seconds, tolerance or None, which counts where the peer has none of its own)
    peers: list
    truth: float | None = None
    repetitions: int | None = None


def once(peer):
    if peer.times_itself:
        return peer.run()
    start = time.perf_counter()
    value = peer.run()
    return value, time.perf_counter() - start


def timed(peer):
    """A run right after another one where it takes less than a second: ours, run before it, may have put the peer's
    threads to sleep and its arrays out of the cache."""
    run = once(peer)
    return once(peer) if run[1] < 1 and not peer.times_itself else run


def by_turns(case, repetitions):
    """[runs of ours], {peer: [runs]}, each (value, seconds, ...); a peer runs once more before, to load."""
    for peer in case.peers:
        if not peer.times_itself and peer.repetitions != 1:
            peer.run()
    ours, of_peers = [], {peer.name: [] for peer in case.peers}
    for i in range(min(repetitions, case.repetitions or repetitions)):
        ours.append(case.ours())
        for peer in case.peers:
            if i < (peer.repetitions or repetitions):
                of_peers[peer.name].append(timed(peer))
    return ours, of_peers


def rows_of(case, repetitions, threads):
    print(f"{case.name}: {case.estimator}", file=sys.stderr)
    ours, of_peers = by_turns(case, repetitions)
    value, _, error = ours[-1]
    our_seconds = [run[1] for run in ours]
    common = {"case": case.name, "estimator": case.estimator, "ours_value": value, "truth": case.truth,
              "ours_seconds": statistics.median(our_seconds), "ours_runs": our_seconds, "threads": threads}
    if not case.peers:
        return [common | {"peer": None, "peer_value": None, "peer_seconds": None, "peer_runs": [], "ratio": None,
                          "goal": None, "goal_met": None, "agrees": None}]
    return [common | row_of(peer, of_peers[peer.name], common, peer.tolerance or error) for peer in case.peers]


def row_of(peer, runs, common, tolerance):
    value, seconds = runs[-1][0], [run[1] for run in runs]
    ratio = statistics.median(seconds) / common["ours_seconds"]
    agrees = peer.holds() if peer.holds else None
    if tolerance is not None:
        agrees = bool(abs(value - common["ours_value"]) <= tolerance)
    return {"peer": peer.name, "peer_value": value, "peer_seconds": statistics.median(seconds), "peer_runs": seconds,
            "ratio": ratio, "goal": peer.goal, "goal_met": None if peer.goal is None else ratio >= peer.goal,
            "tolerance": tolerance, "agrees": agrees}
