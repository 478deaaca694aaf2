# SPDX-License-Identifier: Apache-2.0
"""The app of the reliability scripts. Every run of /id/N leaves a line in the file that RELIABILITY_RUNS names, before
anything is answered: what is in there twice has been run twice."""

import os
import signal
import time

RUNS = os.open(os.environ["RELIABILITY_RUNS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600) if "RELIABILITY_RUNS" in os.environ else -1


def number(environ, path):
    os.write(RUNS, path[4:].encode() + b"\n")
    time.sleep(float(environ["QUERY_STRING"] or 0))
    return [environ["wsgi.input"].read() or path[4:].encode()]


def crash(environ, path):
    signal.raise_signal(getattr(signal, path.rpartition("/")[2]))
    return [b"still here"]


def stream(environ, path):
    piece = b"s" * (1 << 20)
    return (piece for _ in range(int(path.rpartition("/")[2])))


def swallow(environ, path):
    """Reads no body for a while, then all of it."""
    time.sleep(float(environ["QUERY_STRING"] or 0))
    total = 0
    while piece := environ["wsgi.input"].read(1 << 18):
        total += len(piece)
    return [str(total).encode()]


def pid(environ, path):
    return [str(os.getpid()).encode()]


def hello(environ, path):
    return [b"hello"]


VIEWS = {"id": number, "crash": crash, "stream": stream, "swallow": swallow, "pid": pid}


def app(environ, start_response):
    path = environ["PATH_INFO"]
    body = VIEWS.get(path.split("/")[1], hello)(environ, path)
    start_response("200 OK", [("Content-Type", "text/plain"), *([("Content-Length", str(len(body[0])))] if isinstance(body, list) else [])])
    return body
