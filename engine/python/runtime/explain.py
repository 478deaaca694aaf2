# SPDX-License-Identifier: Apache-2.0
"""Why an import failed, as one sentence and the place to look at."""

import os
import sys

from . import failure
from .loader import LoadFailure


def failure_of(exception, app):
    """The LoadFailure for whatever the application raised while it was imported."""
    if isinstance(exception, SyntaxError):
        return _syntax(exception)
    if isinstance(exception, SystemExit):
        return _exit(exception)
    details = _details(exception)
    if isinstance(exception, ModuleNotFoundError) and exception.name:
        return _missing(exception, app, details)
    if type(exception) is ValueError and "null bytes" in str(exception):  # a SyntaxError from 3.12 on
        return LoadFailure("syntax", "%s%s: is a file of the application not text?" % (_at(details), exception), **details)
    sentence = "%s: %s" % (type(exception).__name__, failure.message(exception).split("\n")[0] or "no message")
    return LoadFailure("import", _at(details) + sentence, **details)


def _syntax(exception):
    file = failure.clean(exception.filename or "")
    line = exception.lineno or 0
    exception.__traceback__ = _own_frames(exception)
    return LoadFailure("syntax", "%s, line %d: SyntaxError: %s" % (file or "The application", line, failure.clean(exception.msg or "invalid syntax")),
                       file=file, line=line, column=exception.offset or 0, text=failure.clean((exception.text or "").rstrip("\n")),
                       traceback=failure.traceback_text(exception))


def _exit(exception):
    details = _details(exception)
    code = failure.clean(str(exception.code), 200)
    return LoadFailure("exit", "%sthe application called sys.exit(%s) while it was imported." % (_at(details), code), **details)


def _missing(exception, app, details):
    name = exception.name
    wanted = (app.get("module") or "").partition(":")[0]
    if wanted == name or wanted.startswith(name + "."):
        sentence = "There is no module \"%s\" in %s or on the Python path." % (name, os.getcwd())
        if os.path.isfile(name + "/__init__.py") or os.path.isfile(name + ".py"):
            sentence += " A file of that name is there, so something it imports is missing."
    else:
        sentence = "%sthe module \"%s\" is not installed in %s." % (_at(details), name, sys.prefix)
    return LoadFailure("missing-module", sentence, **dict(details, missingModule=name))


def _at(details):
    return "%s, line %d: " % (details["file"], details["line"]) if details["file"] else ""


def _details(exception):
    """Place, source line and traceback without the frames of Retort and of Python's import machinery."""
    own = _own_frames(exception)
    exception.__traceback__ = own
    file, line, _ = _last_user_frame(own)
    return {"file": failure.clean(file), "line": line, "text": _source_line(file, line),
            "traceback": failure.traceback_text(exception)}


def _own_frames(exception):
    """The traceback from the first frame that is the application's. What cannot be compiled or found never had one."""
    first = step = exception.__traceback__
    while step is not None and _is_machinery(step.tb_frame.f_code.co_filename):
        step = step.tb_next
    return step if step is not None or isinstance(exception, (SyntaxError, ImportError)) else first


def _last_user_frame(step):
    """The innermost frame of the user's own code: not of a library, for it is the user who has to act."""
    place = last = ("", 0, "")
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if not _is_machinery(file):
            last = (file, step.tb_lineno or 0, step.tb_frame.f_code.co_name)
            if "site-packages" not in file and "dist-packages" not in file and not file.startswith(os.path.dirname(os.__file__)):
                place = last
        step = step.tb_next
    return place if place[0] else last


def _is_machinery(file):
    return file.startswith("<frozen importlib") or _is_ours(file)


def _is_ours(file):
    return os.path.dirname(file) == os.path.dirname(__file__)


def _source_line(file, line):
    import linecache
    return failure.clean(linecache.getline(file, line).rstrip("\n")) if file and line else ""
