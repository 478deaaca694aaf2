# SPDX-License-Identifier: Apache-2.0
"""The frames of an exception with source lines and local variables, for the window.

Bounded, and the same rule as in failure.py: nothing here may fail. A local variable may be anything, so its own repr() is
called only if it is not lazy (a query of an ORM would run), and only for a moment in all.
"""

import linecache
import os
import types
from time import perf_counter

from . import modules

CONTEXT = 4                 # source lines on either side
MAX_LINE = 300              # characters of one
MAX_LOCALS = 40             # of a frame
MAX_VALUE = 200             # characters of a repr
MAX_ITEMS = 8               # of a container
MAX_CHARACTERS = 256 * 1024 # of all frames of an exception and its chain; what comes then has neither lines nor locals
FOREIGN_SECONDS = 0.05      # in repr() of objects that are not Python's own

SECRET_WORDS = frozenset((  # as engine/base/secretnames.cpp has them
    "token", "key", "secret", "password", "passwd", "pwd", "pass", "passphrase", "auth", "authorization", "credential", "credentials",
    "signature", "sig", "jwt", "otp", "pin", "apikey", "accesstoken", "refreshtoken", "idtoken", "csrftoken", "csrfmiddlewaretoken",
    "clientsecret", "cookie", "cookies"))
MASK = "***"
NUMBERS = (int, float, bool, complex, type(None))


def is_secret(name):
    """A word of the name speaks of a secret: DB_PASS, accessToken."""
    word, words = "", []
    before = ""
    for letter in name:
        if not letter.isalnum() or (letter.isupper() and not before.isupper()):
            words.append(word.lower())
            word = ""
        if letter.isalnum():
            word += letter
        before = letter
    words.append(word.lower())
    return "".join(words) in SECRET_WORDS or not SECRET_WORDS.isdisjoint(words)


class Teller:
    """Describes frames until it has said MAX_CHARACTERS; one for an exception with its chain."""

    def __init__(self, clean):
        self._clean = clean
        self._places = modules.Places()
        self._room = MAX_CHARACTERS
        self._foreign_seconds = FOREIGN_SECONDS

    def frames(self, exception, limit):
        steps = []
        step = exception.__traceback__
        while step is not None:
            steps.append(step)
            step = step.tb_next
        # The innermost first: it must not be without its lines.
        described = [self._frame(step, step is steps[-1]) for step in reversed(steps[-limit:])]
        return described[::-1]

    def _frame(self, step, innermost):
        code = step.tb_frame.f_code
        library = self._library(code.co_filename)
        described = {"file": self._clean(code.co_filename), "line": step.tb_lineno or 0, "function": self._clean(code.co_name, 200),
                     "app": not library, "library": self._clean(library, 100)}
        if self._room > 0:
            self._add_lines(described, code.co_filename, step)
        if self._room > 0 and (innermost or not library):
            described["locals"] = self._locals(step.tb_frame)
        return described

    def _library(self, file):
        if file.startswith("<frozen "):
            return "Python"
        path = os.path.abspath(file)
        if path.startswith(modules.RUNTIME):
            return "Retort"
        return self._places.library_name(path) if self._places.is_library(path) else ""

    def _add_lines(self, described, file, step):
        try:
            lines = linecache.getlines(file, step.tb_frame.f_globals)
            first = max(1, described["line"] - CONTEXT)
            chosen = [self._clean(line.rstrip("\r\n"), MAX_LINE) for line in lines[first - 1:described["line"] + CONTEXT]]
        except Exception:
            return
        if chosen:
            described["firstLine"] = first
            described["lines"] = chosen
            self._add_columns(described, lines[described["line"] - 1], step)
            self._room -= sum(map(len, chosen))

    def _add_columns(self, described, line, step):
        """Which characters of its line raised; nothing when that is all of the statement."""
        try:
            positions = list(step.tb_frame.f_code.co_positions())[step.tb_lasti // 2]
            if None in positions or positions[0] != described["line"]:
                return
            line = line.rstrip("\r\n")
            end = positions[3] if positions[1] == positions[0] else len(line.encode())
            # Python counts bytes of UTF-8.
            columns = [len(line.encode()[:offset].decode(errors="ignore")) for offset in (positions[2], end)]
            if line[columns[0]:columns[1]].strip() and line[columns[0]:columns[1]].strip() != line.strip():
                described["columns"] = columns
        except Exception:
            return

    def _locals(self, frame):
        told = []
        try:
            variables = [item for item in dict(frame.f_locals).items() if isinstance(item[0], str)]
        except Exception:
            return told
        for name, value in variables:
            if len(told) == MAX_LOCALS or self._room <= 0:
                break
            if name.startswith("__") or isinstance(value, types.ModuleType):
                continue
            text = MASK if is_secret(name) and value is not None else self._clean(self.show(value), MAX_VALUE)
            told.append([self._clean(name, 100), text])
            self._room -= len(name) + len(text)
        return told

    def show(self, value, depth=2):
        kind = type(value)
        try:
            if kind in NUMBERS:
                return repr(value) if kind is not int or value.bit_length() < 600 else "<int of %d bits>" % value.bit_length()
            if kind in (str, bytes):
                return repr(value[:MAX_VALUE]) + ("\u2026" if len(value) > MAX_VALUE else "")
            if kind in (list, tuple, set, frozenset):
                brackets = {list: "[]", tuple: "()"}.get(kind, "{}")
                return self._container(value, brackets, depth, lambda item: self.show(item, depth - 1))
            if kind is dict:
                return self._container(value.items(), "{}", depth, lambda item: self._pair(*item, depth))
            return self._foreign(value)
        except BaseException as problem:
            return "<%s: repr() raised %s>" % (kind.__name__, type(problem).__name__)

    def _container(self, items, brackets, depth, show):
        if depth == 0:
            return brackets[0] + "\u2026" + brackets[1] if items else brackets
        shown = []
        for item in items:
            if len(shown) == MAX_ITEMS:
                shown.append("\u2026 %d in all" % len(items))
                break
            shown.append(show(item))
        return brackets[0] + ", ".join(shown) + brackets[1]

    def _pair(self, key, value, depth):
        masked = isinstance(key, str) and is_secret(key)
        return "%s: %s" % (self.show(key, 0), MASK if masked else self.show(value, depth - 1))

    def _foreign(self, value):
        kind = type(value)
        plain = "<%s.%s object>" % (kind.__module__, kind.__qualname__)
        lazy = hasattr(kind, "__iter__") or hasattr(kind, "__wrapped__") or "_wrapped" in getattr(value, "__dict__", ())
        if self._foreign_seconds <= 0 or (lazy and not isinstance(value, type)):
            return plain
        started = perf_counter()
        try:
            text = repr(value)
        finally:
            self._foreign_seconds -= perf_counter() - started
        return text if isinstance(text, str) else plain
