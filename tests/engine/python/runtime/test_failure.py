# SPDX-License-Identifier: Apache-2.0
import contextlib
import io
import json
import unittest

import support  # noqa: F401  makes the runtime importable

from _retort_runtime import failure


def raised(exception):
    try:
        raise exception
    except BaseException as caught:
        return caught


class Describe(unittest.TestCase):
    def report(self, exception, environ=None):
        with contextlib.redirect_stderr(io.StringIO()) as self.stderr:
            payload = failure.describe(raised(exception), environ)
        self.assertLess(len(payload), 1_000_000)
        return json.loads(payload)

    def test_an_ordinary_exception(self):
        report = self.report(ValueError("bad"))
        self.assertEqual((report["type"], report["message"]), ("ValueError", "bad"))
        self.assertEqual(report["file"], __file__)
        self.assertEqual(report["function"], "raised")
        self.assertIn("ValueError: bad", report["traceback"])

    def test_the_traceback_is_shown_with_its_request(self):
        self.report(ValueError("bad"), {"REQUEST_METHOD": "GET", "REQUEST_URI": "/a\nb\x1b"})
        self.assertTrue(self.stderr.getvalue().startswith("Exception in GET /a\\nb\\x1b\nTraceback"))
        self.assertEqual(self.stderr.getvalue().count("ValueError: bad"), 1)

    def test_str_that_raises(self):
        class Nasty(Exception):
            def __str__(self):
                raise SystemExit
        self.assertIn("raised SystemExit", self.report(Nasty())["message"])

    def test_notes(self):
        error = ValueError("bad")
        error.add_note("look there")
        self.assertEqual(self.report(error)["message"], "bad\nlook there")

    def test_notes_that_are_none(self):
        error = ValueError("bad")
        error.__notes__ = 5
        self.assertEqual(self.report(error)["message"], "bad")

    def test_a_circle_of_causes(self):
        first, second = ValueError("1"), ValueError("2")
        first.__cause__, second.__cause__ = second, first
        self.assertEqual([link["message"] for link in self.report(first)["chain"]], ["2"])

    def test_a_group(self):
        report = self.report(ExceptionGroup("several", [ValueError("1"), KeyError("2")]))
        self.assertIn("KeyError", report["traceback"])

    def test_a_syntax_error_points_at_its_line(self):
        try:
            compile("a = 1\nb =\n", "x.py", "exec")
        except SyntaxError as caught:
            self.assertEqual(failure.innermost(caught), ("x.py", 2, ""))

    def test_a_syntax_error_made_by_hand(self):
        self.assertEqual(self.report(SyntaxError("odd"))["message"], "odd")

    def test_surrogates_and_size(self):
        report = self.report(ValueError("\udcff" * 100_000))
        self.assertIn("\\udcff", report["message"])
        self.assertLess(len(report["message"]), 50_000)

    def test_a_class_with_an_odd_name(self):
        odd = type("Odd", (Exception,), {})
        odd.__qualname__ = "\ud800"
        odd.__module__ = "m"
        self.assertEqual(self.report(odd())["type"], "m.\\ud800")


if __name__ == "__main__":
    unittest.main()
