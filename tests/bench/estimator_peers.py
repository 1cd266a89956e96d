#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the same arrays through our estimators and through Python peers, by turns in one run, and prints a table.

Values are in nats and seconds are medians; ratio is peer_seconds / ours_seconds. The peers are installed by pip below
the user's cache folder; one that cannot be had is named and skipped. Ours is timed in a new process each time, a peer
after a run that is not counted.

Exit code: 0 done (a missed goal is in the table), 1 a value differs from its peer's by more than it may, 2 wrong use,
77 nothing to compare with.
"""
import argparse
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from peers import environment  # noqa: E402: after the path is set

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = "cmake --build build/release --target infoplane bench_curve bench_cadence"


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/bin/infoplane",
                        help="the built infoplane; bench_curve and bench_cadence are looked for beside it")
    parser.add_argument("--only", default="", metavar="WORD", help="cases whose name or estimator contains it")
    parser.add_argument("--repetitions", type=int, default=5, metavar="COUNT", help="runs of each (default: 5)")
    parser.add_argument("--threads", type=int, default=2, metavar="COUNT", help="of ours and of each peer (default: 2)")
    parser.add_argument("--json", action="store_true", help="as JSON, every run's seconds included")
    parser.add_argument("--torch", action="store_true", help="install PyTorch too, which is large")
    parser.add_argument("--no-peers", action="store_true",
                        help="install nothing; small cases against the numpy implementations in peers/reference.py")
    chosen = parser.parse_args()
    if chosen.repetitions < 1 or chosen.threads < 1:
        parser.error("--repetitions and --threads must be at least 1")
    return chosen


def enter_environment(chosen):
    """Goes on in the peers' environment, with the number of threads set before anything reads it."""
    python, absent = (sys.executable, []) if chosen.no_peers else environment.prepare(chosen.torch)
    for name in absent:
        print(f"skipped: {name} (uninstallable)", file=sys.stderr)
    if python is None:
        sys.exit(77)
    marked = environment.variables(chosen.threads) | {"INFOPLANE_PEERS_READY": "1"}
    os.execve(python, [str(python), "-B", __file__, *sys.argv[1:]], marked)


def run(chosen):
    from peers import cases, measure, ours, report

    if not chosen.program.exists():
        sys.exit(f"{chosen.program} is not there: build it with\n  {BUILD}")
    before = report.load()
    with tempfile.TemporaryDirectory() as folder:
        programs = ours.Ours(chosen.program.resolve(), chosen.threads)
        for name in ("bench_curve", "bench_cadence"):
            if not chosen.no_peers and not programs.has(name):
                print(f"skipped: {name} (unbuilt)", file=sys.stderr)
        make = cases.own_cases if chosen.no_peers else cases.every_case
        rows = []
        for case in make(programs, cases.Arrays(pathlib.Path(folder))):
            if chosen.only in case.name or chosen.only in case.estimator:
                rows += measure.rows_of(case, chosen.repetitions, chosen.threads)
    return report.machine(before), rows


def main():
    chosen = options()
    if "INFOPLANE_PEERS_READY" not in os.environ:
        enter_environment(chosen)
    try:
        import numpy  # noqa: F401: without it nothing can be compared
    except ImportError:
        print("skipped: every peer (numpy)", file=sys.stderr)
        return 77
    from peers import report

    about, rows = run(chosen)
    if chosen.json:
        print(json.dumps(about | {"rows": rows}, indent=2))
    else:
        print(report.heading(about), report.table(rows), sep="\n\n")
    wrong = [row for row in rows if row["agrees"] is False]
    for row in wrong:
        print(f"{row['case']}, {row['estimator']}: {row['ours_value']:.6f}, which does not agree with {row['peer']}'s "
              f"{row['peer_value']:.6f}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
