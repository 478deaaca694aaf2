# SPDX-License-Identifier: Apache-2.0
"""Tells the engine which module a long load is importing: somebody is looking at "loading" and wonders why."""

import sys
from _thread import allocate_lock, get_ident, start_new_thread
from time import perf_counter

from . import wire

LOOK_SECONDS = 0.1
TELL_SECONDS = 1.0  # most loads are over by then and are not disturbed


class Watch:
    """While it is entered, a thread looks what the thread that entered it imports. Its lock is the interpreter's own, whatever
    the app puts in place of the threading module meanwhile."""

    def __init__(self, module):
        self._retort = module
        self._loader = get_ident()
        self._over = allocate_lock()

    def __enter__(self):
        self._over.acquire()
        start_new_thread(self._look, ())
        return self

    def __exit__(self, *_):
        self._over.release()

    def _look(self):
        started = perf_counter()
        name, since, told = "", started, ""
        while not self._over.acquire(True, LOOK_SECONDS):
            now = perf_counter()
            found = _imported(sys._current_frames().get(self._loader))
            if found != name:
                name, since = found, now
            if name != told and now - started >= TELL_SECONDS:
                told = name
                try:
                    self._retort.send(wire.IMPORTING, wire.dumps({"module": name, "us": int((now - since) * 1_000_000)}))
                except OSError:
                    return  # the engine has gone, and the process is about to


def _imported(frame):
    """What a person would name: the library that project code imports, else the innermost module of the project; "" when
    nothing is being imported."""
    names = []  # innermost first
    while frame is not None:
        if frame.f_code.co_name == "_find_and_load" and frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            names.append(str(frame.f_locals.get("name", "")))
        frame = frame.f_back
    if not names:
        return ""
    from . import modules
    places = modules.Places()
    for name in reversed(names):
        top = name.partition(".")[0]
        module = sys.modules.get(top)
        file = modules.file_of(module)
        if module is not None and not modules.is_namespace(module) and (not file or places.is_library(file)):
            return top
    return names[0]
