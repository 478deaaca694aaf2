# SPDX-License-Identifier: Apache-2.0
"""A WSGI app that shows all it was given: the environ by type and value, the body, and its surroundings when asked.

Two servers that answer the same with it treat an app the same. The header X-Do chooses one of the other things an
app can do; the path decides nothing, so that any path can be asked for.
"""

import hashlib
import io
import json
import os
import sys
import threading

PROMISED = {  # what PEP 3333 says that these can do; which class they are of is the server's business
    "wsgi.input": ("read", "readline", "readlines", "__iter__"),
    "wsgi.errors": ("flush", "write", "writelines"),
    "wsgi.file_wrapper": ("__call__",),
}
DEEDS = {}


def app(name):
    """An app that tells its name, so that one knows which of several answered."""
    def application(environ, start_response):
        deed = DEEDS.get(environ.get("HTTP_X_DO", ""), show)
        return deed(name, environ, start_response)
    return application


def deed(function):
    DEEDS[function.__name__.replace("_", "-")] = function
    return function


def described(key, value):
    if key in PROMISED:
        return ["object", [method for method in PROMISED[key] if hasattr(value, method)]]
    return [type(value).__name__, value if isinstance(value, (str, bool, int)) else repr(value)]


def answer_json(start_response, value, *headers):
    body = json.dumps(value).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body))), *headers])
    return [body]


def show(name, environ, start_response):
    seen = {key: described(key, value) for key, value in environ.items()}
    if environ["REQUEST_METHOD"] == "HEAD":  # whose body nobody sees
        return answer_json(start_response, {}, ("X-Seen", json.dumps({"app": name, "environ": seen})))
    body = environ["wsgi.input"].read()
    return answer_json(start_response, {"app": name, "environ": seen, "body": [len(body), hashlib.sha256(body).hexdigest()]})


@deed
def surroundings(name, environ, start_response):
    import uwsgi
    mask = os.umask(0)
    os.umask(mask)
    module = sys.modules.get("shop")
    return answer_json(start_response, {
        "app": name, "cwd": os.getcwd(), "env": dict(os.environ), "argv": sys.argv, "prefix": sys.prefix,
        "base_prefix": sys.base_prefix, "path": sys.path, "optimize": sys.flags.optimize, "umask": mask,
        "version": list(sys.version_info[:3]), "shop": getattr(module, "__file__", None),
        "is main thread": threading.current_thread() is threading.main_thread(),
        "imported": sorted({"extra", "site"} & set(sys.modules)),
        "uwsgi": {"opt": {key: repr(value) for key, value in uwsgi.opt.items()}, "numproc": uwsgi.numproc,
                  "has a master": uwsgi.masterpid() > 0, "worker": uwsgi.worker_id() in range(1, uwsgi.numproc + 1),
                  "hostname": repr(uwsgi.hostname), "buffer_size": uwsgi.buffer_size,
                  "workers": len(uwsgi.workers()), "cores": uwsgi.cores}})


@deed
def lines(name, environ, start_response):
    stream = environ["wsgi.input"]
    seen = [stream.read(3), stream.readline(), stream.readlines(), stream.read(), stream.readline(), list(stream)]
    return answer_json(start_response, repr(seen))


@deed
def unread(name, environ, start_response):
    return answer_json(start_response, "the body was not read")


@deed
def created(name, environ, start_response):
    start_response("201 Made It", [("X-B", "2"), ("X-A", "1"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Empty", ""),
                                   ("X-Latin", "\xe9"), ("content-length", "4")])
    return [b"made"]


@deed
def redirected(name, environ, start_response):
    start_response("302 Found", [("Location", "/else where/\xe4?x=1"), ("Content-Length", "0")])
    return []


@deed
def missing(name, environ, start_response):
    start_response("404 NOT FOUND", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "9")])
    return [b"not there"]


@deed
def nothing(name, environ, start_response):
    start_response("204 No Content", [("X-A", "1")])
    return []


@deed
def unmodified(name, environ, start_response):
    start_response("304 Not Modified", [("ETag", '"a"')])
    return []


@deed
def blocks(name, environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return iter([b"one ", b"", b"two ", b"x" * 70000])


@deed
def late(name, environ, start_response):
    def generate():
        start_response("200 OK", [("Content-Type", "text/plain")])
        yield b"started late"
    return generate()


@deed
def written(name, environ, start_response):
    write = start_response("200 OK", [("Content-Length", "13")])
    write(b"one ")
    write(b"two ")
    return [b"three"]


@deed
def short_status(name, environ, start_response):
    start_response("200", [("Content-Length", "2")])
    return [b"ok"]


@deed
def a_file(name, environ, start_response):
    if "wsgi.file_wrapper" not in environ:
        return missing(name, environ, start_response)
    start_response("200 OK", [("Content-Length", str(os.path.getsize(__file__)))])
    return environ["wsgi.file_wrapper"](open(__file__, "rb"), 4096)


@deed
def a_file_in_memory(name, environ, start_response):
    if "wsgi.file_wrapper" not in environ:
        return missing(name, environ, start_response)
    start_response("200 OK", [("Content-Length", "11")])
    return environ["wsgi.file_wrapper"](io.BytesIO(b"from memory"), 4)


@deed
def too_much(name, environ, start_response):
    """A body where none may be."""
    start_response("204 No Content", [])
    return [b"a body"]


@deed
def split_header(name, environ, start_response):
    start_response("200 OK", [("X-Split", "a\r\nX-Injected: 1"), ("Content-Length", "2")])
    return [b"ok"]


@deed
def raised(name, environ, start_response):
    raise ValueError("raised on purpose")
