# SPDX-License-Identifier: Apache-2.0
"""Standard output and standard error of a worker: text streams that tell the engine which request a line belongs to.

What is written inside a request goes to the pipe as chunks, each behind a mark that the engine takes out again
(engine/log/outputdemux.h): \\x1e NONCE : request : stream : level : logger : bytes \\x1f. The request is a context variable, so
it follows what runs in the same context: asyncio.run() in a view, executors that copy the context, a forked child. A chunk is
at most PIPE_BUF bytes, which the system writes as one piece, so nothing of another process or thread gets between.

Outside of requests, and when the app has put something else in the place of the descriptor, lines go out as they are.
"""

import io
import os
import sys
from _contextvars import ContextVar
from threading import get_ident, local

MOST_PENDING = 8 * 1024  # bytes of a piece that waits for the end of its line; the engine shows no more of one
MOST_PIECES = 256        # of it; print() writes each of its arguments by itself
MOST_KEYS = 64           # beginnings of lines of as many threads and requests

request = ContextVar("retort_request", default=0)  # the number of the request that runs; 0 outside of all

_handled = local()  # .record: the logging record that this thread is handling
_labels = {}        # (levelname, logger) -> their part of a mark
_streams = []
_logging_followed = False


def install(nonce):
    """Replaces sys.stdout and sys.stderr. Before anything can have taken hold of them."""
    for name, kind in (("stdout", "o"), ("stderr", "e")):
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper):
            continue  # none, or somebody's own by way of a .pth file
        stream.flush()
        marked = _MarkedStream(stream, "<%s>" % name, kind, nonce)
        text = io.TextIOWrapper(marked, encoding=stream.encoding, errors="backslashreplace",
                                newline=None if os.name == "nt" else "\n", write_through=True)
        text.mode = "w"
        setattr(sys, name, text)
        setattr(sys, "__%s__" % name, text)
        _streams.append(marked)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_forget_others)


def request_ended():
    """In the thread of the request: a line that has no end yet gets one, so that it is not mixed with the next request's."""
    for stream in _streams:
        if stream.unfinished:
            stream.finish_line()
    request.set(0)


def _forget_others():
    """In a forked child: the beginnings of lines of threads that it does not have."""
    for stream in _streams:
        mine = stream.key()
        stream.unfinished = {key: pieces for key, pieces in stream.unfinished.items() if key == mine}


class _MarkedStream(io.BufferedIOBase):
    """The binary layer. Gathers pieces until their line ends, for each request and thread apart, so that lines of parallel
    requests do not mix. No lock: what two threads share is touched by single operations only."""

    mode = "wb"

    def __init__(self, stream, name, kind, nonce):
        self.raw = io.FileIO(stream.fileno(), "wb", closefd=False)
        self.raw.name = self.name = name
        self._before = stream  # whoever has it already may go on writing to it
        self._fd = stream.fileno()
        self._place = _place(self._fd)
        self._kind = kind
        self._start = "\x1e%s:" % nonce if nonce else ""
        self._most = min(getattr(_select(), "PIPE_BUF", 512), 4096)
        self.unfinished = {}  # key() -> pieces; none: they were flushed, but the line has no end yet

    def key(self):
        return request.get(), get_ident()

    def readable(self):
        return False

    def writable(self):
        return True

    def fileno(self):
        return self._fd

    def isatty(self):
        return self.raw.isatty()

    def write(self, data):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if type(data) is not bytes:
            data = memoryview(data).tobytes()
        if not data:
            return 0  # print("", end=""), and libraries that try whether this takes bytes: no line begins
        key = request.get(), get_ident()
        end = data.rfind(b"\n") + 1
        if end == 0 and len(data) < MOST_PENDING:
            pieces = self.unfinished.get(key)
            if pieces is None:
                self._begin(key, [data])
            else:
                pieces.append(data)
                if len(pieces) > MOST_PIECES:
                    self.flush()
            return len(data)
        pieces = self.unfinished.pop(key, None)
        whole = data[:end] if 0 < end < len(data) else data
        if pieces:
            whole = b"".join(pieces) + whole
        self._send(key[0], whole)
        if end == 0:
            self._begin(key, [])
        elif end < len(data):
            self._begin(key, [data[end:]])
        return len(data)

    def _begin(self, key, pieces):
        if len(self.unfinished) >= MOST_KEYS:
            for old in list(self.unfinished)[:MOST_KEYS // 2]:  # of threads that have ended, most likely
                self._send_pieces(old, self.unfinished.pop(old, None))
        self.unfinished[key] = pieces

    def flush(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        mine = self.key()
        for key in (mine,) if mine[0] else [key for key in list(self.unfinished) if key[0] == 0]:
            pieces = self.unfinished.get(key)
            if pieces:
                self.unfinished[key] = []
                self._send_pieces(key, pieces)

    def finish_line(self):
        key = self.key()
        pieces = self.unfinished.pop(key, None)
        if pieces is not None:
            self._send(key[0], b"".join(pieces) + b"\n")

    def _send_pieces(self, key, pieces):
        if pieces:
            self._send(key[0], b"".join(pieces))

    def _send(self, number, data):
        if not number or not self._start or _place(self._fd) != self._place:
            self._put(data)
            return
        start = "%s%x:%s:%s:" % (self._start, number, self._kind, _label())
        room = self._most - len(start) - 6
        if len(data) <= room:
            self._put(("%s%d\x1f" % (start, len(data))).encode("ascii") + data)
            return
        for at in range(0, len(data), room):
            chunk = data[at:at + room]
            self._put(("%s%d\x1f" % (start, len(chunk))).encode("ascii") + chunk)

    def _put(self, data):
        written = self.raw.write(data)
        while written is None or written < len(data):
            if written is None:  # a child has made the pipe non-blocking for us too
                _select().select((), (self._fd,), (), 1)
            else:
                data = data[written:]
            written = self.raw.write(data)


def _select():
    import select
    return select


def _place(fd):
    """What the descriptor leads to; None when it is closed, and then the write says so."""
    try:
        found = os.fstat(fd)
    except OSError:
        return None
    return found.st_dev, found.st_ino


# --- logging ---

def _label():
    """level:logger of the record that is being handled, in characters that cannot end a mark."""
    record = getattr(_handled, "record", None)
    if record is None:
        if not _logging_followed and "logging" in sys.modules:
            follow_logging()
        return ":"
    key = record.levelname, record.name
    label = _labels.get(key)
    if label is None:
        if len(_labels) > 1000:
            _labels.clear()
        label = _labels[key] = "%s:%s" % (_clean(key[0], 16), _clean(key[1], 80))
    return label


def _clean(name, most):
    return "".join(c if "!" <= c <= "~" and c != ":" else "_" for c in str(name)[:most])


def follow_logging():
    """Notes which record is handled while its handlers print. Once; does nothing before logging is imported."""
    global _logging_followed
    logger = getattr(sys.modules.get("logging"), "Logger", None)
    handle = getattr(logger, "callHandlers", None)
    if _logging_followed or handle is None:
        return
    _logging_followed = True

    def callHandlers(self, record):
        before = getattr(_handled, "record", None)
        _handled.record = record
        try:
            return handle(self, record)
        finally:
            _handled.record = before

    callHandlers.__doc__ = handle.__doc__
    logger.callHandlers = callHandlers
