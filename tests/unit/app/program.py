# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built program for tests: paths come from the environment that ctest sets."""
import json
import os
import pathlib
import pty
import subprocess
import tempfile
import unittest

INFOPLANE = os.environ["INFOPLANE"]
WRITE_TEST_RUN = os.environ["WRITE_TEST_RUN"]
COMPARE_TEST_STREAM = os.environ["COMPARE_TEST_STREAM"]
HAS_WINDOW = os.environ["INFOPLANE_HAS_WINDOW"] == "1"
IS_SLOW = os.environ.get("INFOPLANE_IS_SLOW") == "1"  # under a sanitizer
IS_LONG = os.environ.get("INFOPLANE_LONG") == "1"  # packaging/test --long
SECONDS = 300

# Of what runs two or three times over, one time is enough but for packaging/test --long.
once_with_window = unittest.skipUnless(HAS_WINDOW or IS_LONG, "the same with the window")
once_without_sanitizers = unittest.skipIf(IS_SLOW and not IS_LONG,
                                          "unit tests run the same code under the sanitizers")


def environment(**changed):
    """The environment without a display."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return {**kept, **changed}


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own, in which the program runs."""

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = pathlib.Path(self._folder.name)

    def environment(self):
        """With a data folder of the test's own."""
        return environment(XDG_DATA_HOME=str(self.folder / "home"))

    def run_program(self, *arguments, stdin=b"", program=INFOPLANE, **options):
        return subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True, timeout=SECONDS,
                              cwd=self.folder, env=self.environment(), check=False, **options)

    def start_program(self, *arguments, **options):
        return subprocess.Popen([INFOPLANE, *map(str, arguments)], cwd=self.folder, env=self.environment(), **options)

    def succeed(self, *arguments, **options):
        """Standard output of a run that must end with 0 and say nothing on standard error."""
        done = self.run_program(*arguments, **options)
        self.assertEqual((done.returncode, done.stderr), (0, b""), done)
        return done.stdout.decode()

    def refuse(self, code, *arguments, **options):
        """The one sentence of a run that must end with `code` and say nothing on standard output."""
        done = self.run_program(*arguments, **options)
        self.assertEqual(done.returncode, code, done)
        self.assertEqual(done.stdout, b"", done)
        lines = done.stderr.decode().splitlines()
        self.assertEqual(len(lines), 1, done.stderr.decode())
        self.assertTrue(lines[0].startswith("infoplane: "), lines[0])
        return lines[0]

    def write_run(self, rows=20, mode="finished", name="run.infoplane.h5"):
        path = self.folder / name
        done = self.run_program(path, rows, mode, program=WRITE_TEST_RUN)
        self.assertEqual(done.returncode, 9 if mode == "killed" else 0, done)
        return path

    def info(self, path):
        return json.loads(self.succeed("info", path, "--json"))

    def open_terminal(self):
        """Both ends of a pseudo-terminal; skips where there are none, as in a container without /dev/pts."""
        try:
            return pty.openpty()
        except OSError as error:
            self.skipTest(f"no pseudo-terminal here: {error}")

    def names_here(self):
        return sorted(p.name for p in self.folder.iterdir())
