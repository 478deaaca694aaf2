# SPDX-License-Identifier: Apache-2.0
import functools
import unittest

import support  # noqa: F401  makes the runtime importable

from _retort_runtime import routes


def guarded(view):
    @functools.wraps(view)
    def wrapper():
        return view()
    return wrapper


def plain():
    return "plain"


class Loop:
    """Claims to wrap itself."""

    def __init__(self):
        self.__wrapped__ = self


class Callable:
    def __call__(self):
        return "called"


class Odd:
    def __getattr__(self, name):
        raise RuntimeError(name)


class Places(unittest.TestCase):
    def place(self, view):
        file, line, name = routes.place_of(view)
        return file.rpartition("/")[2], line, name

    def test_decorators_are_looked_behind(self):
        expected = ("test_routes.py", plain.__code__.co_firstlineno, "plain")
        for view in (plain, guarded(plain), guarded(guarded(plain)), functools.partial(plain), guarded(functools.partial(plain))):
            self.assertEqual(self.place(view), expected)

    def test_methods_and_objects(self):
        self.assertEqual(self.place(Callable().__call__)[2], "Callable.__call__")
        self.assertEqual(self.place(Callable())[2], "Callable")
        self.assertEqual(self.place(Callable())[0], "test_routes.py")

    def test_what_cannot_be_told_is_not(self):
        for view in (None, len, 7, Callable):
            self.assertEqual(routes.place_of(view)[1], 0)

    def test_a_circle_ends(self):
        self.assertEqual(self.place(Loop())[2], "Loop")


class Reports(unittest.TestCase):
    class App:
        mountpoint, module = "/", "app"

        def __init__(self, callable_):
            self.callable = callable_

    def test_apps_without_a_map(self):
        self.assertEqual(routes.report([self.App(plain), self.App(Odd())]), {"source": "", "total": 0, "routes": []})

    def test_a_large_map_is_cut_and_counted(self):
        try:
            import flask
        except ImportError:
            self.skipTest("Flask is not installed")
        app = flask.Flask("large")
        for number in range(routes.MOST + 10):
            app.add_url_rule("/%d/<name>" % number, "e%d" % number, lambda name: name)
        report = routes.report([self.App(app)])
        self.assertEqual((report["source"], report["total"], len(report["routes"])), ("flask", routes.MOST + 11, routes.MOST))
        self.assertEqual(report["routes"][1]["mount"], "")


if __name__ == "__main__":
    unittest.main()
