# SPDX-License-Identifier: GPL-3.0-or-later
"""Ours: the built programs, each run a process of its own.

The seconds are those that the program itself counts, reading and writing left out.
"""
import json
import subprocess


class Ours:
    def __init__(self, program, threads):
        self.program, self.threads = program, threads

    def names(self):
        """What `infoplane estimators` lists."""
        table = self._run([self.program, "estimators"])
        return {line.split()[0] for line in table.splitlines() if line.strip()}

    def estimate(self, file, estimator, settings=()):
        """The JSON objects of the estimator for x and y of the file."""
        command = [self.program, "estimate", file, "--x", "x", "--y", "y", "--estimator", estimator, "--threads",
                   str(self.threads), "--json"]
        for setting in settings:
            command += ["--set", setting]
        return json.loads(self._run(command))

    def has(self, name):
        return self._beside(name).exists()

    def curve(self, p, betas, tolerance):
        """(points, seconds) of bench_curve, the points in ascending order of beta."""
        words = [p.shape[0], p.shape[1], len(betas), tolerance, *p.ravel().tolist(), *map(float, betas)]
        lines = self._run([self._beside("bench_curve")], " ".join(map(repr, words))).splitlines()
        *points, last = map(json.loads, lines)
        return points, last["seconds"]

    def cadence(self):
        """The seconds of one row of the default cadence; the first row of a process, which starts ATen, is left out."""
        lines = self._run([self._beside("bench_cadence"), str(self.threads), "2"]).splitlines()
        return json.loads(lines[-1])["seconds"]

    def _beside(self, name):
        return self.program.with_name(name)

    @staticmethod
    def _run(command, text=None):
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))} failed: {done.stderr.strip()}")
        return done.stdout
