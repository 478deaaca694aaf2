# SPDX-License-Identifier: Apache-2.0
"""Exceptions as data, for the engine's log and error pages, and as the usual traceback on stderr.

Nothing here may fail or grow without bound, whatever the exception is: its str() may raise or hang on to
megabytes, its causes may form a circle, its file names may hold lone surrogates.
"""

import sys

MAX_TRACEBACK = 64 * 1024  # characters
MAX_MESSAGE = 4 * 1024
MAX_CHAIN = 10             # causes and contexts looked at
MAX_FRAMES = 60            # of each exception; the middle of a deep recursion says nothing
MAX_GROUP = 10             # exceptions of a group that are told


def describe(exception, environ, handled=False):
    """The payload of an Exception frame, as bytes. Also writes the traceback to stderr, once, if there is an environ. `handled`: the
    framework has answered it with a page of its own."""
    from . import wire
    try:
        report = report_of(exception)
        _add_details(report, exception)
        if handled:
            report["handled"] = True
        if environ is not None:
            _show(report["traceback"], environ)
    except BaseException as second:
        report = {"type": _name(type(exception)), "message": "(while describing it: %s)" % _name(type(second)), "file": "",
                  "line": 0, "traceback": "", "chain": []}
    return wire.dumps(report)


def report_of(exception):
    """type, message, file, line, function, traceback and chain of an exception; all text is bounded and encodable."""
    file, line, function = innermost(exception)
    return {
        "type": _name(type(exception)),
        "message": message(exception),
        "file": clean(file),
        "line": line,
        "function": clean(function),
        "traceback": traceback_text(exception),
        "chain": [{"type": _name(type(link)), "message": message(link), "relation": relation}
                  for link, relation in _chain(exception)],
    }


def _add_details(report, exception):
    """Frames with lines and locals, notes and the members of a group: for the window, so the rest stands without them."""
    from . import frames
    try:
        teller = frames.Teller(clean)
        report["frames"] = teller.frames(exception, MAX_FRAMES)
        report["notes"] = [clean(note, MAX_MESSAGE) for note in _notes(exception)]
        report["group"] = _members(exception, teller, 2)
        for link, (linked, _) in zip(report["chain"], _chain(exception)):
            link["frames"] = teller.frames(linked, MAX_FRAMES)
    except BaseException as problem:
        report["detailsFault"] = _name(type(problem))


def _members(exception, teller, depth):
    members = getattr(exception, "exceptions", None)
    if depth == 0 or not isinstance(exception, _group_type()) or not isinstance(members, tuple):
        return []
    return [{"type": _name(type(member)), "message": message(member), "frames": teller.frames(member, MAX_FRAMES // 3),
             "group": _members(member, teller, depth - 1)} for member in members[:MAX_GROUP]]


def _group_type():
    import builtins
    return getattr(builtins, "BaseExceptionGroup", ())


def message(exception):
    try:
        text = str(exception)
    except BaseException as second:
        text = "<str() of the exception raised %s>" % _name(type(second))
    notes = _notes(exception)
    if isinstance(exception, SystemExit):
        notes.append("The view called sys.exit(%s); the worker goes on." % text[:40])
    elif isinstance(exception, KeyboardInterrupt):
        notes.append("The view raised KeyboardInterrupt; the worker goes on.")
    return clean("\n".join([text[:MAX_MESSAGE], *notes]) if notes else text, MAX_MESSAGE)


def clean(text, limit=1024):
    """Text that any encoding takes: bounded, lone surrogates escaped, no NUL."""
    if not isinstance(text, str):
        text = repr(type(text))
    if len(text) > limit:
        text = text[:limit] + "\u2026 (%d characters more)" % (len(text) - limit)
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")


def innermost(exception):
    """(file, line, function) where it was raised: the last frame, or what a SyntaxError points at."""
    if isinstance(exception, SyntaxError) and isinstance(exception.filename, str):
        return exception.filename, int(exception.lineno or 0), ""
    place = ("", 0, "")
    step = exception.__traceback__
    while step is not None:
        place = (step.tb_frame.f_code.co_filename, step.tb_lineno or 0, step.tb_frame.f_code.co_name)
        step = step.tb_next
    return place


def traceback_text(exception):
    import traceback
    try:
        lines = traceback.TracebackException.from_exception(exception, limit=-MAX_FRAMES, compact=True).format()
        return _joined(lines)
    except BaseException:
        return _plain_traceback(exception)


def _joined(lines):
    parts = []
    room = MAX_TRACEBACK
    for line in lines:
        if len(line) > room:
            parts.append(line[:room] + "\u2026\n")
            break
        parts.append(line)
        room -= len(line)
    return clean("".join(parts), MAX_TRACEBACK + 8)


def _plain_traceback(exception):
    """What the traceback module could not: file and line of each frame, and no text of the exception's own."""
    lines = ["Traceback (most recent call last):\n"]
    step = exception.__traceback__
    while step is not None and len(lines) < MAX_FRAMES:
        code = step.tb_frame.f_code
        lines.append('  File "%s", line %d, in %s\n' % (clean(code.co_filename), step.tb_lineno or 0, clean(code.co_name)))
        step = step.tb_next
    lines.append("%s: %s\n" % (_name(type(exception)), message(exception)))
    return "".join(lines)


def _chain(exception):
    seen = {id(exception)}
    for _ in range(MAX_CHAIN):
        cause = exception.__cause__
        relation = "cause"
        if cause is None and not exception.__suppress_context__:
            cause = exception.__context__
            relation = "context"
        if cause is None or id(cause) in seen:
            return
        seen.add(id(cause))
        yield cause, relation
        exception = cause


def _notes(exception):
    notes = getattr(exception, "__notes__", None)
    if not isinstance(notes, list):
        return []
    return [note[:MAX_MESSAGE] for note in notes[:10] if isinstance(note, str)]


def _name(kind):
    name = getattr(kind, "__qualname__", "")
    module = getattr(kind, "__module__", "")
    if not isinstance(name, str):
        return "exception"
    if isinstance(module, str) and module not in ("builtins", "__main__"):
        name = module + "." + name
    return clean(name, 200)


def _show(text, environ):
    method = environ.get("REQUEST_METHOD", "")
    target = environ.get("REQUEST_URI") or environ.get("PATH_INFO", "")
    if sys.stderr is not None:
        # One write: lines of several threads must not mix. repr() keeps what a client sent on one line.
        sys.stderr.write("Exception in %s %s\n%s" % (ascii(method)[1:-1], ascii(target[:300])[1:-1], text))
        sys.stderr.flush()
