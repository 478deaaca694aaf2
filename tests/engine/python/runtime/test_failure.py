# SPDX-License-Identifier: Apache-2.0
import contextlib
import io
import json
import time
import unittest

import support  # noqa: F401  makes the runtime importable

from _retort_runtime import failure, frames


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

    def test_frames_have_lines_and_locals(self):
        def view(user, password):
            rows = [1, 2, {"api_key": "hunter2", "name": user}]
            raise ValueError(len(rows))
        try:
            view("ada", "hunter2")
        except ValueError as caught:
            report = json.loads(self.described(caught))
        frame = report["frames"][-1]
        self.assertEqual((frame["file"], frame["function"], frame["app"]), (__file__, "view", True))
        self.assertIn("raise ValueError", frame["lines"][frame["line"] - frame["firstLine"]])
        self.assertEqual(len(frame["lines"]), 9)
        self.assertEqual(frame["locals"], [["user", "'ada'"], ["password", "***"], ["rows", "[1, 2, {'api_key': ***, 'name': 'ada'}]"]])
        self.assertNotIn("hunter2", json.dumps([frame["locals"]]))

    def described(self, exception):
        with contextlib.redirect_stderr(io.StringIO()):
            return failure.describe(exception, None)

    def test_frames_of_libraries_are_told_apart(self):
        try:
            json.loads("{")
        except ValueError as caught:
            report = json.loads(self.described(caught))
        self.assertEqual([(frame["app"], frame["library"]) for frame in report["frames"]][:2], [(True, ""), (False, "Python")])
        self.assertIn("locals", report["frames"][-1])
        self.assertNotIn("locals", report["frames"][1])

    def test_locals_that_defend_themselves(self):
        class Nasty:
            def __repr__(self):
                raise SystemError("no")

        class Lazy:
            def __iter__(self):
                raise AssertionError("a query ran")
            __repr__ = __iter__

        class Slow:
            def __repr__(self):
                time.sleep(0.06)
                return "slow"

        def view():
            nasty, lazy, text, number, circle = Nasty(), Lazy(), "x" * 10_000, 10 ** 10_000, []
            circle.append(circle)
            slow, slower = Slow(), Slow()
            raise ValueError((nasty, lazy, text, number, circle, slow, slower) and "bad")
        try:
            view()
        except ValueError as caught:
            values = dict(json.loads(self.described(caught))["frames"][-1]["locals"])
        self.assertIn("repr() raised SystemError", values["nasty"])
        self.assertTrue(values["lazy"].endswith("Lazy object>"), values["lazy"])
        self.assertLess(len(values["text"]), 250)
        self.assertRegex(values["number"], "int of [0-9]+ bits")
        self.assertEqual(values["circle"], "[[[\u2026]]]")
        self.assertEqual(values["slow"], "slow")
        self.assertTrue(values["slower"].endswith("Slow object>"))

    def test_groups_and_chains_have_frames(self):
        try:
            try:
                raise KeyError("inner")
            except KeyError as inner:
                raise ExceptionGroup("several", [raised(ValueError("1"))]) from inner
        except ExceptionGroup as caught:
            report = json.loads(self.described(caught))
        self.assertEqual(report["group"][0]["frames"][-1]["function"], "raised")
        self.assertEqual((report["chain"][0]["relation"], report["chain"][0]["frames"][-1]["file"]), ("cause", __file__))

    def test_a_deep_recursion_stays_small(self):
        def down(depth, text):
            return down(depth + 1, text)
        try:
            down(0, "\u20ac" * 1000)
        except RecursionError as caught:
            payload = self.described(caught)
        self.assertLess(len(payload), 1_000_000)
        self.assertEqual(len(json.loads(payload)["frames"]), failure.MAX_FRAMES)

    def test_secret_names(self):
        for name in ("DB_PASS", "accessToken", "api_key", "Cookie", "clientsecret", "key"):
            self.assertTrue(frames.is_secret(name), name)
        for name in ("monkey", "passenger", "tokens_used", "author", ""):
            self.assertFalse(frames.is_secret(name), name)


if __name__ == "__main__":
    unittest.main()
