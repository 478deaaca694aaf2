# SPDX-License-Identifier: Apache-2.0
"""What every thread of the worker is doing, as text; and how a request that does too long is stopped."""

import os
import sys
import threading
from _thread import get_ident

RUNTIME = os.path.dirname(os.path.abspath(__file__)) + os.sep


class RequestStopped(BaseException):
    """Raised in the thread of a request that somebody stopped in Retort. No Exception: handlers of those must not keep it."""

    def __init__(self, message="the request was stopped by hand in Retort"):
        super().__init__(message)


RequestStopped.__module__ = "builtins"  # a traceback names it without a package nobody can import


def text(requests):
    """`requests`: what the threads of the slots run, {identity as text: words}. Those come first; a thread that only waits for
    the next request is not worth a line."""
    frames = sys._current_frames()
    names = {identity: thread.name for identity, thread in list(threading._active.items())}
    mine = get_ident()
    parts = []
    for identity in sorted(frames, key=lambda identity: str(identity) not in requests):
        words = requests.get(str(identity), "")
        lines = [] if identity == mine else _lines(frames[identity])
        if not words and not lines:
            continue
        title = "Thread %s" % names.get(identity, "0x%x" % identity)
        parts.append("%s: %s\n%s" % (title, words, "".join(lines)) if words else title + ":\n" + "".join(lines))
    return "\n".join(parts)


def _lines(frame):
    import traceback
    summary = traceback.StackSummary.extract(((f, f.f_lineno) for f in _outermost_first(frame)), limit=None)
    return summary.format()


def _outermost_first(frame):
    frames = []
    while frame is not None:
        if not frame.f_code.co_filename.startswith(RUNTIME):
            frames.append(frame)
        frame = frame.f_back
    while frames and frames[-1].f_code.co_filename == threading.__file__:
        frames.pop()  # how the thread was started says nothing
    return reversed(frames)
