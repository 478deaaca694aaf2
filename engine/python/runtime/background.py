# SPDX-License-Identifier: Apache-2.0
"""What uWSGI's master, spooler and timers do for an application, done in one thread of one worker: signals, timers,
cron, file monitors, spooled tasks. Starts with the first thing to do and sleeps until the next is due."""

import os
import sys
import threading
from collections import deque
from heapq import heappop, heappush
from itertools import count
from time import localtime, monotonic, time

FILE_CHECK_SECONDS = 1.0
RETRY_SECONDS = 30.0


class Background:
    def __init__(self):
        self._changed = threading.Condition()
        self._ready = deque()
        self._timed = []  # heap of (due, order, function)
        self._order = count()
        self._thread = None
        self._started = False  # the application is loaded; until then things only gather

    def start(self):
        with self._changed:
            self._started = True
            self._start_thread()

    def soon(self, function):
        with self._changed:
            self._ready.append(function)
            self._start_thread()
            self._changed.notify()

    def later(self, seconds, function):
        with self._changed:
            heappush(self._timed, (monotonic() + seconds, next(self._order), function))
            self._start_thread()
            self._changed.notify()

    def every(self, seconds, function, times=0):
        left = [times]

        def tick():
            left[0] -= 1
            if left[0] != 0:
                self.later(seconds, tick)
            function()
        self.later(seconds, tick)

    def at(self, minute, hour, day, month, weekday, function):
        """cron: -1 is any, -n is every n; weekday 0 is Sunday."""
        def tick():
            self.later(_to_next_minute(), tick)
            now = localtime()
            fields = ((minute, now.tm_min), (hour, now.tm_hour), (day, now.tm_mday), (month, now.tm_mon),
                      (weekday, (now.tm_wday + 1) % 7))
            if all(_matches(wanted, value) for wanted, value in fields):
                function()
        self.later(_to_next_minute(), tick)

    def on_change(self, path, function):
        seen = [_stamp(path)]

        def look():
            now = _stamp(path)
            if now != seen[0]:
                seen[0] = now
                function()
        self.every(FILE_CHECK_SECONDS, look)

    def _start_thread(self):
        if self._started and self._thread is None and (self._ready or self._timed):
            self._thread = threading.Thread(target=self._run, name="retort-background", daemon=True)
            self._thread.start()

    def _run(self):
        while True:
            function = self._next()
            try:
                function()
            except BaseException:  # one task must not end the others
                import traceback
                sys.stderr.write("Exception in a background task of the application\n" + traceback.format_exc())

    def _next(self):
        with self._changed:
            while True:
                if self._ready:
                    return self._ready.popleft()
                wait = self._timed[0][0] - monotonic() if self._timed else None
                if wait is not None and wait <= 0:
                    return heappop(self._timed)[2]
                self._changed.wait(wait)


def _to_next_minute():
    return 60.0 - time() % 60.0 + 0.05


def _matches(wanted, value):
    return wanted == value or wanted == -1 or (wanted < -1 and value % -wanted == 0)


def _stamp(path):
    try:
        status = os.stat(path)
        return status.st_mtime_ns, status.st_size
    except OSError:
        return None
