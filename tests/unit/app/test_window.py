#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program opens its window and leaves it cleanly."""
import signal
import subprocess
import time
import unittest

from program import INFOPLANE, SECONDS, ProgramTest, environment


class Window(ProgramTest):
    def open_window(self, *arguments, **options):
        return subprocess.Popen([INFOPLANE, *map(str, arguments)], cwd=self.folder, stderr=subprocess.PIPE,
                                env=environment(QT_QPA_PLATFORM="offscreen", HOME=str(self.folder),
                                                XDG_CONFIG_HOME=str(self.folder)), **options)

    def leave(self, window):
        """Lets it be shown, then ends it as a session's end does."""
        time.sleep(3)
        self.assertIsNone(window.poll(), "the window closed by itself")
        window.send_signal(signal.SIGTERM)
        _, words = window.communicate(timeout=SECONDS)
        # What Qt's platform without a screen always says.
        words = words.replace(b"This plugin does not support propagateSizeHints()\n", b"")
        self.assertEqual((window.returncode, words), (128 + signal.SIGTERM, b""))

    def test_ready_for_a_run(self):
        self.leave(self.open_window())

    def test_a_run_file(self):
        self.leave(self.open_window(self.write_run()))

    def test_a_stream_on_standard_input(self):
        stream = self.run_program("stream", self.write_run()).stdout
        window = self.open_window("-", stdin=subprocess.PIPE)
        window.stdin.write(stream)
        window.stdin.flush()
        self.leave(window)

    def test_a_display_that_is_not_there(self):
        done = subprocess.run([INFOPLANE], env=environment(QT_QPA_PLATFORM="nowhere"), capture_output=True,
                              timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("infoplane train --preset digits", done.stderr.decode().splitlines()[-1])


if __name__ == "__main__":
    unittest.main()
