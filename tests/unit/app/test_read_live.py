#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane stream and infoplane recover: files that are finished, being written, or left by a killed program."""
import subprocess
import time
import unittest

from program import COMPARE_TEST_STREAM, SECONDS, WRITE_TEST_RUN, ProgramTest


class Stream(ProgramTest):
    def decode(self, stream, *arguments):
        return self.run_program(*arguments, stdin=stream, program=COMPARE_TEST_STREAM)

    def test_a_finished_file_arrives_whole(self):
        done = self.run_program("stream", self.write_run(rows=120))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        decoded = self.decode(done.stdout, 120)
        self.assertEqual(decoded.returncode, 0, decoded)
        followed = self.run_program("stream", self.folder / "run.infoplane.h5", "--follow")
        self.assertEqual(followed.stdout, done.stdout)

    def test_a_file_that_is_being_written_is_followed(self):
        path = self.folder / "live.h5"
        writer = subprocess.Popen([WRITE_TEST_RUN, path, "5", "growing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.assertEqual(writer.stdout.readline(), b"row\n")
        once = self.run_program("stream", path)
        self.assertEqual(self.decode(once.stdout).stdout, b"0 5 5 whole\n", once)
        follower = self.start_program("stream", path, "--follow", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.5)
        self.assertIsNone(follower.poll())
        writer.stdin.write(b"more\n" * 7)
        writer.stdin.close()
        self.assertEqual(writer.wait(SECONDS), 0)
        stream, words = follower.communicate(timeout=SECONDS)
        self.assertEqual((follower.returncode, words), (0, b""))
        self.assertEqual(self.decode(stream).stdout, b"1 12 12 whole\n")
        writer.stdout.close()

    def test_a_writer_that_died_ends_the_following(self):
        path = self.write_run(rows=30, mode="killed")
        done = self.run_program("stream", path, "--follow")
        self.assertEqual(done.returncode, 0, done)
        self.assertEqual(self.decode(done.stdout).stdout, b"0 30 30 whole\n")

    def test_a_reader_that_goes_ends_the_following(self):
        path = self.folder / "live.h5"
        writer = subprocess.Popen([WRITE_TEST_RUN, path, "5", "growing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.assertEqual(writer.stdout.readline(), b"row\n")
        follower = self.start_program("stream", path, "--follow", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        follower.stdout.read(8)
        follower.stdout.close()
        follower.wait(SECONDS)
        self.assertEqual(follower.stderr.read(), b"")
        follower.stderr.close()
        writer.communicate(timeout=SECONDS)

    def test_an_error_is_in_the_stream_and_on_standard_error(self):
        (self.folder / "bad.h5").write_bytes(b"no run file at all" * 100)
        for name, code in (("bad.h5", 1), ("nothing.h5", 2)):
            with self.subTest(name=name):
                done = self.run_program("stream", name)
                self.assertEqual(done.returncode, code, done)
                self.assertRegex(done.stderr.decode(), f"^infoplane: .*{name}.*\n$")
                said = self.decode(done.stdout).stdout.decode()
                self.assertTrue(said.startswith("error: ") and name in said, said)


class Recover(ProgramTest):
    def test_a_killed_run_is_completed(self):
        path = self.write_run(rows=30, mode="killed")
        self.assertEqual(self.info(path)["status"], "running")
        self.assertIn("60 rows", self.succeed("recover", path))
        run = self.info(path)
        self.assertEqual(run["status"], "stopped")
        self.assertEqual([m["rows"] for m in run["methods"]], [30, 30])
        self.assertEqual(self.names_here(), [path.name])

    def test_a_finished_run_is_left_alone(self):
        path = self.write_run()
        before = path.read_bytes()
        self.succeed("recover", path)
        self.assertEqual(path.read_bytes(), before)

    def test_what_is_no_run_is_refused(self):
        (self.folder / "bad.h5").write_bytes(b"no run file at all" * 100)
        self.assertIn("bad.h5", self.refuse(1, "recover", "bad.h5"))
        self.refuse(2, "recover", "nothing.h5")
        self.assertEqual(self.names_here(), ["bad.h5"])


if __name__ == "__main__":
    unittest.main()
