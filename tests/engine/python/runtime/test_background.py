# SPDX-License-Identifier: Apache-2.0
import contextlib
import io
import os
import tempfile
import threading
import unittest

import support  # noqa: F401  makes the runtime importable

from _retort_runtime import background


class Tasks(unittest.TestCase):
    def setUp(self):
        self.background = background.Background()
        self.done = threading.Event()

    def test_nothing_runs_before_the_start(self):
        self.background.soon(self.done.set)
        self.assertIsNone(self.background._thread)
        self.background.start()
        self.assertTrue(self.done.wait(5))

    def test_later_in_order(self):
        order = []
        self.background.start()
        self.background.later(0.05, lambda: (order.append(2), self.done.set()))
        self.background.later(0.01, lambda: order.append(1))
        self.assertTrue(self.done.wait(5))
        self.assertEqual(order, [1, 2])

    def test_every_so_many_times(self):
        count = []
        self.background.start()
        self.background.every(0.005, lambda: count.append(1), times=3)
        self.background.later(0.1, self.done.set)
        self.assertTrue(self.done.wait(5))
        self.assertEqual(len(count), 3)

    def test_one_that_raises_does_not_end_the_others(self):
        self.background.start()
        with contextlib.redirect_stderr(io.StringIO()) as stderr:
            self.background.soon(lambda: 1 / 0)
            self.background.soon(self.done.set)
            self.assertTrue(self.done.wait(5))
        self.assertIn("ZeroDivisionError", stderr.getvalue())

    def test_a_changed_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "file")
            self.background.start()
            self.background.on_change(path, self.done.set)
            with open(path, "w", encoding="ascii") as file:
                file.write("new")
            self.assertTrue(self.done.wait(5))


class Cron(unittest.TestCase):
    def test_fields(self):
        self.assertTrue(background._matches(-1, 17))
        self.assertTrue(background._matches(17, 17))
        self.assertFalse(background._matches(16, 17))
        self.assertTrue(background._matches(-5, 15))
        self.assertFalse(background._matches(-5, 16))


if __name__ == "__main__":
    unittest.main()
