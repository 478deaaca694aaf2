# SPDX-License-Identifier: Apache-2.0
"""Calls to the engine: what the functions of the `uwsgi` module need and a worker alone cannot know.

Worker -> engine, control channel, frame Call: {"id": n, "call": name, "args": {...}}.
Engine -> worker, frame Reply: {"id": n, "result": value} or {"id": n, "error": "a sentence"}.
Replies may come in any order. bytes travel as text, each byte a character (latin-1). Missing keys are null.

    call            args                                  result
    reload          {}                                    true; like SIGHUP to the engine
    stop            {}                                    true; like SIGTERM
    workers         {}                                    [{id, pid, requests, deltaRequests, exceptions, status ("idle", "busy"),
                                                          rss, vsz, runningTimeUs, lastSpawn, respawnCount, tx, avgRtUs}]
    total_requests  {}                                    number of all workers, since the start of the engine
    listen_queue    {}                                    number of requests waiting for a worker
    log_size        {}                                    bytes of the log file, 0 without one
    lock            {number}                              true, as soon as this worker holds the lock; first come, first served
    unlock          {number}                              true; false when this worker does not hold it
    is_locked       {number}                              true or false
    cache_get       {cache, key}                          value or null
    cache_set       {cache, key, value, expires, update}  true; false: exists and not update. expires: seconds, 0 never
    cache_del       {cache, key}                          true, or false when there was none
    cache_exists    {cache, key}                          true or false
    cache_inc       {cache, key, by, expires}             the new number; a missing or other value counts as 0
    cache_clear     {cache}                               true
    cache_keys      {cache}                               [key]

`cache` is a name, "" for the default one; there need be no more than one. Locks of a worker that dies are free again.
The engine may answer an unknown call with an error. uwsgi.log_this_request() is a log variable of the request, named
"log_this_request" with the value "1".
"""

import os
import threading
from itertools import count

from . import wire

REPLY_SECONDS = 10.0  # an engine that answers nothing for so long is broken


class EngineError(RuntimeError):
    pass


class Engine:
    """Sends calls from any thread; one thread of ours, started with the first call, hands out the replies."""

    def __init__(self, module):
        self._retort = module
        self._pid = os.getpid()
        self._ids = count(1)
        self._waiting = {}  # id -> [event, reply]
        self._mutex = threading.Lock()
        self._reader = None

    def ask(self, call, timeout=REPLY_SECONDS, **arguments):
        if os.getpid() != self._pid:
            raise EngineError("uwsgi: %s is not possible in a child process that the application forked" % call)
        number = next(self._ids)
        entry = [threading.Event(), None]
        with self._mutex:
            self._waiting[number] = entry
            if self._reader is None:
                self._reader = threading.Thread(target=self._hand_out, name="retort-replies", daemon=True)
                self._reader.start()
        try:
            self._retort.send(wire.CALL, wire.dumps({"id": number, "call": call, "args": arguments}))
            if not entry[0].wait(timeout):
                raise EngineError("uwsgi: Retort gave no answer to %s within %d s" % (call, timeout))
        finally:
            with self._mutex:
                self._waiting.pop(number, None)
        reply = entry[1]
        if reply is None or reply.get("error"):
            raise EngineError("uwsgi: %s: %s" % (call, reply["error"] if reply else "the worker is shutting down"))
        return reply.get("result")

    def _hand_out(self):
        while True:
            frame = self._retort.next_reply()
            if frame is None:
                break
            reply = wire.loads(frame[1])
            with self._mutex:
                entry = self._waiting.get(reply.get("id"))
            if entry is not None:
                entry[1] = reply
                entry[0].set()
        with self._mutex:
            entries = list(self._waiting.values())
        for entry in entries:
            entry[0].set()

    def finish(self):
        """After _retort.retire(): no thread of ours may be left when Python shuts down."""
        if self._reader is not None:
            self._reader.join(1.0)
