# SPDX-License-Identifier: Apache-2.0
"""A plain WSGI app with one path per thing an app can do, right and wrong. The system tests know what must come out."""

import ctypes
import io
import json
import os
import signal
import sys
import threading
import time
from urllib.parse import parse_qs

calls = {"closed": 0}


class Closing:
    """An iterable that counts its close(), as PEP 3333 wants it to be called exactly once."""

    def __init__(self, blocks):
        self.blocks = iter(blocks)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.blocks)

    def close(self):
        calls["closed"] += 1


def text(start_response, body, status="200 OK", *headers):
    body = body if isinstance(body, bytes) else str(body).encode()
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(body))), *headers])
    return [body]


def as_json(start_response, value):
    return text(start_response, json.dumps(value), "200 OK")


def index(environ, start_response, query):
    return text(start_response, "probe")


def environ_(environ, start_response, query):
    shown = {key: [type(value).__name__, value if isinstance(value, (str, int, bool, list, tuple)) else repr(value)]
             for key, value in environ.items()}
    return as_json(start_response, shown)


def process(environ, start_response, query):
    return as_json(start_response, {
        "pid": os.getpid(), "thread": threading.current_thread().name, "cwd": os.getcwd(), "argv": sys.argv,
        "executable": sys.executable, "prefix": sys.prefix, "version": list(sys.version_info[:3]), "path": sys.path,
        "closed": calls["closed"], "env": dict(os.environ), "uid": os.getuid(), "umask": _umask(), "ppid": os.getppid(),
        "descriptors": sorted(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else []})


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def echo(environ, start_response, query):
    return text(start_response, environ["wsgi.input"].read())


def digest(environ, start_response, query):
    import hashlib
    total, sha = 0, hashlib.sha256()
    while block := environ["wsgi.input"].read(int(query.get("block", 65536))):
        total += len(block)
        sha.update(block)
    return as_json(start_response, {"bytes": total, "sha256": sha.hexdigest()})


def input_(environ, start_response, query):
    """Everything wsgi.input can do, over a body of lines."""
    stream, how = environ["wsgi.input"], query["how"]
    result = {
        "read": lambda: stream.read(),
        "read-n": lambda: stream.read(4),
        "read-0": lambda: stream.read(0),
        "read-minus": lambda: stream.read(-1),
        "read-none": lambda: stream.read(None),
        "past-the-end": lambda: [stream.read(), stream.read(), stream.read(5), stream.readline(), stream.readlines()],
        "readline": lambda: [stream.readline(), stream.readline()],
        "readline-n": lambda: [stream.readline(3), stream.readline()],
        "readlines": lambda: stream.readlines(),
        "readlines-hint": lambda: stream.readlines(1),
        "iterate": lambda: list(stream),
        "mixed": lambda: [stream.read(2), stream.readline(), next(iter(stream)), stream.read()],
    }[how]()
    return text(start_response, repr(result))


def status(environ, start_response, query):
    """Any status, with a body where none is allowed if asked."""
    start_response(query["line"], [("Content-Type", "text/plain"), ("X-Probe", "1")])
    return [query.get("body", "").encode()]


def sleep(environ, start_response, query):
    time.sleep(float(query.get("s", 1)))
    return text(start_response, f"slept in {os.getpid()}")


def stream(environ, start_response, query):
    """n blocks of `size` bytes with a pause between; with a Content-Length when asked."""
    count, size, pause = int(query.get("n", 3)), int(query.get("size", 4)), float(query.get("pause", 0))
    headers = [("Content-Type", "application/octet-stream")]
    if "length" in query:
        headers.append(("Content-Length", str(count * size + int(query["length"]))))
    start_response("200 OK", headers)

    def blocks():
        for number in range(count):
            if pause and number:
                time.sleep(pause)
            yield bytes([ord("a") + number % 26]) * size
    return Closing(blocks())


def write(environ, start_response, query):
    writer = start_response("200 OK", [("Content-Type", "text/plain")])
    writer(b"one ")
    writer(b"two ")
    return [b"three"]


def late(environ, start_response, query):
    def blocks():
        start_response("201 Created", [("Content-Type", "text/plain")])
        yield b"late"
    return blocks()


def file_(environ, start_response, query):
    handle = open(query["path"], "rb") if "path" in query else io.BytesIO(b"from memory")
    handle.seek(int(query.get("seek", 0)))
    start_response("200 OK", [("Content-Type", "application/octet-stream")])
    return environ["wsgi.file_wrapper"](handle, 8192)


def header(environ, start_response, query):
    start_response("200 OK", [("Content-Type", "text/plain"), (query["name"], query["value"])])
    return [b"sent"]


def wrong(environ, start_response, query):
    """Apps that break PEP 3333."""
    how, plain = query["how"], [("Content-Type", "text/plain")]
    if how == "no-start":
        return [b"never started"]
    if how == "returns-none":
        start_response("200 OK", plain)
        return None
    if how == "returns-str":
        start_response("200 OK", plain)
        return "text"
    if how == "yields-str":
        start_response("200 OK", plain)
        return ["text"]
    if how == "status-short":
        start_response("200", plain)
        return [b"x"]
    if how == "status-int":
        start_response(200, plain)
        return [b"x"]
    if how == "headers-tuple-of-three":
        start_response("200 OK", [("a", "b", "c")])
        return [b"x"]
    if how == "header-int":
        start_response("200 OK", [("X-Number", 3)])
        return [b"x"]
    if how == "twice":
        start_response("200 OK", plain)
        start_response("404 Not Found", plain)
        return [b"x"]
    if how == "hop-by-hop":
        start_response("200 OK", [*plain, ("Transfer-Encoding", "chunked")])
        return [b"3\r\nabc\r\n0\r\n\r\n"]
    if how == "too-long":
        start_response("200 OK", [*plain, ("Content-Length", "3")])
        return [b"abcdef"]
    raise KeyError(how)


def raise_(environ, start_response, query):
    """Raises before, after or during the answer."""
    when = query.get("when", "before")
    if when == "before":
        raise ValueError("raised before start_response")
    if when == "replaced":
        start_response("200 OK", [("X-First", "1")])
        try:
            raise ValueError("replaced by exc_info")
        except ValueError:
            start_response("500 Replaced", [("Content-Type", "text/plain")], sys.exc_info())
        return [b"replaced"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    if when == "after":
        raise ValueError("raised after start_response")

    def blocks():
        yield b"first "
        if when == "exc-info-late":
            try:
                raise ValueError("too late for exc_info")
            except ValueError:
                start_response("500 Too Late", [], sys.exc_info())
        raise ValueError("raised while iterating")
    return Closing(blocks())


def die(environ, start_response, query):
    how = query["how"]
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(10)
    elif how == "segfault":
        ctypes.string_at(0)
    elif how == "_exit":
        os._exit(int(query.get("code", 3)))
    elif how == "sys.exit":
        sys.exit(int(query.get("code", 3)))
    elif how == "keyboard":
        raise KeyboardInterrupt
    elif how == "abort":
        os.abort()
    elif how == "memory":
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        hog = []
        while True:
            hog.append(bytearray(64 << 20))
    elif how == "streaming":
        start_response("200 OK", [("Content-Type", "text/plain")])

        def blocks():
            yield b"first block"
            time.sleep(0.3)
            os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(10)
        return blocks()
    elif how == "spin":
        while True:
            pass
    return text(start_response, "survived")


def print_(environ, start_response, query):
    print(query.get("out", "to stdout"))
    print(query.get("err", "to stderr"), file=sys.stderr)
    print(query.get("errors", "to wsgi.errors"), file=environ["wsgi.errors"])
    return text(start_response, "printed")


def orphan(environ, start_response, query):
    """Leaves a process behind that outlives its parent, for whoever reaps orphans."""
    import subprocess
    subprocess.run(["sh", "-c", "sleep 0.2 &"], check=True)
    return text(start_response, "orphaned")


def uwsgi_(environ, start_response, query):
    import uwsgi
    if "logvar" in query:
        uwsgi.set_logvar("probe", query["logvar"])
    if "reload" in query:
        uwsgi.reload()
    return as_json(start_response, {
        "worker_id": uwsgi.worker_id(), "numproc": uwsgi.numproc, "version": repr(uwsgi.version),
        "masterpid": uwsgi.masterpid(), "request_id": uwsgi.request_id(), "total_requests": uwsgi.total_requests(),
        "opt": {key: repr(value) for key, value in uwsgi.opt.items()}, "workers": len(uwsgi.workers())})


ROUTES = {"/": index, "/environ": environ_, "/process": process, "/echo": echo, "/digest": digest, "/input": input_,
          "/status": status, "/sleep": sleep, "/stream": stream, "/write": write, "/late": late, "/file": file_,
          "/header": header, "/wrong": wrong, "/raise": raise_, "/die": die, "/print": print_, "/uwsgi": uwsgi_, "/orphan": orphan}


def app(environ, start_response):
    query = {key: values[-1] for key, values in parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True,
                                                         encoding="latin-1").items()}
    route = ROUTES.get(environ.get("PATH_INFO", ""))
    if route is None:
        return environ_(environ, start_response, query)
    return route(environ, start_response, query)
