# SPDX-License-Identifier: Apache-2.0
"""One view per row of the response matrix (UWSGI.md sections 5.3 to 5.5), found by path."""

import sys
from io import BytesIO

PLAIN = [("Content-Type", "text/plain")]
closed = []


def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "6")])
    return [b"hello\n"]


def blocks(environ, start_response):
    start_response("200 OK", PLAIN)
    return [b"a", b"", b"b", b"c"]


def as_tuple(environ, start_response):
    start_response("200 OK", PLAIN)
    return (b"a", b"b")


def generator(environ, start_response):
    start_response("200 OK", PLAIN)
    yield b"a"
    yield b""
    yield b"b"


def late_start(environ, start_response):
    """start_response is called at the first next()."""
    start_response("201 Created", PLAIN)
    yield b"late"


def as_bytes(environ, start_response):
    start_response("200 OK", PLAIN)
    return b"whole"


def empty(environ, start_response):
    start_response("204 No Content", [])
    return []


def large(environ, start_response):
    start_response("200 OK", PLAIN)
    return [b"x" * 1_000_000]


def headers(environ, start_response):
    start_response("200", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Latin", "caf\xe9"), ("X-Empty", "")])
    return [b"ok"]


def written(environ, start_response):
    write = start_response("200 OK", PLAIN)
    write(b"one ")
    write(b"")
    write(b"two ")
    return [b"three"]


def replaced(environ, start_response):
    start_response("200 OK", PLAIN)
    try:
        raise ValueError("before output")
    except ValueError:
        start_response("500 Oops", [("X-Replaced", "yes")], sys.exc_info())
    return [b"replaced"]


def too_late(environ, start_response):
    write = start_response("200 OK", PLAIN)
    write(b"sent")
    try:
        raise KeyError("after output")
    except KeyError:
        start_response("500 Oops", [], exc_info=sys.exc_info())
    return [b"never"]


def twice(environ, start_response):
    start_response("200 OK", PLAIN)
    start_response("200 OK", PLAIN)
    return [b"never"]


def returns_str(environ, start_response):
    start_response("200 OK", PLAIN)
    return "text"


def yields_str(environ, start_response):
    start_response("200 OK", PLAIN)
    yield "text"


def yields_none(environ, start_response):
    start_response("200 OK", PLAIN)
    return [b"a", None]


def yields_bytearray(environ, start_response):
    start_response("200 OK", PLAIN)
    return [bytearray(b"a"), b"b"]


def returns_none(environ, start_response):
    start_response("200 OK", PLAIN)


def returns_number(environ, start_response):
    start_response("200 OK", PLAIN)
    return 5


def never_starts(environ, start_response):
    return [b"body"]


def never_starts_empty(environ, start_response):
    return []


def bad_status(environ, start_response):
    start_response(200, PLAIN)
    return []


def odd_status(environ, start_response):
    start_response("OK 200", PLAIN)
    return []


def split_status(environ, start_response):
    start_response("200 OK\r\nX-Evil: 1", PLAIN)
    return []


def headers_dict(environ, start_response):
    start_response("200 OK", {"a": "b"})
    return []


def header_list_item(environ, start_response):
    start_response("200 OK", [["a", "b"]])
    return []


def header_number(environ, start_response):
    start_response("200 OK", [("Content-Length", 5)])
    return []


def header_unicode(environ, start_response):
    start_response("200 OK", [("X-A", "\u20ac")])
    return []


def header_split(environ, start_response):
    start_response("200 OK", [("X-A", "a\r\nX-Evil: 1")])
    return []


def raises(environ, start_response):
    raise ValueError("before start_response")


def raises_after_start(environ, start_response):
    start_response("200 OK", PLAIN)
    raise ValueError("after start_response")


def raises_midway(environ, start_response):
    start_response("200 OK", PLAIN)
    yield b"half"
    raise ValueError("midway")


def exits(environ, start_response):
    sys.exit(3)


def interrupts(environ, start_response):
    raise KeyboardInterrupt


def generator_exit(environ, start_response):
    raise GeneratorExit("odd")


def unprintable(environ, start_response):
    class Nasty(Exception):
        def __str__(self):
            raise RuntimeError("no text")
        __repr__ = __str__
    raise Nasty


def surrogates(environ, start_response):
    raise ValueError("lone \udc80 and NUL \0")


def huge_message(environ, start_response):
    raise ValueError("x" * 4_000_000)


def cyclic(environ, start_response):
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    raise first


def long_chain(environ, start_response):
    last = None
    for number in range(500):
        error = ValueError(str(number))
        error.__cause__ = last
        last = error
    raise last


def recursion(environ, start_response):
    return recursion(environ, start_response)


class Closing:
    def __init__(self, items, raises=None):
        self.items = iter(items)
        self.raises = raises

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self.items)
        if isinstance(item, Exception):
            raise item
        return item

    def close(self):
        closed.append(1)
        if self.raises:
            raise self.raises


def closing(environ, start_response):
    start_response("200 OK", PLAIN)
    return Closing([b"a", b"b"])


def closing_after_error(environ, start_response):
    start_response("200 OK", PLAIN)
    return Closing([ValueError("in next")])


def close_raises(environ, start_response):
    start_response("200 OK", PLAIN)
    return Closing([b"all"], ValueError("in close"))


def both_raise(environ, start_response):
    start_response("200 OK", PLAIN)
    return Closing([ValueError("in next")], KeyError("in close"))


def close_count(environ, start_response):
    start_response("200 OK", PLAIN)
    count = len(closed)
    closed.clear()
    return [b"%d" % count]


def endless(environ, start_response):
    start_response("200 OK", PLAIN)
    return Closing(iter(lambda: b"x" * 1000, None))


def file(environ, start_response):
    start_response("200 OK", PLAIN)
    stream = BytesIO(b"0123456789" * 20_000)
    stream.seek(5)
    return environ["wsgi.file_wrapper"](stream, 8192)


def text_file(environ, start_response):
    from io import StringIO
    start_response("200 OK", PLAIN)
    return environ["wsgi.file_wrapper"](StringIO("text"))


def no_file(environ, start_response):
    start_response("200 OK", PLAIN)
    return environ["wsgi.file_wrapper"](object())


def environ(environ, start_response):
    start_response("200 OK", PLAIN)
    return [ascii(sorted((key, value if isinstance(value, (str, bytes, int, tuple)) else type(value).__name__)
                         for key, value in environ.items())).encode()]


def prints(environ, start_response):
    start_response("200 OK", PLAIN)
    print("to stdout")
    environ["wsgi.errors"].write("to wsgi.errors\n")
    return [b"ok"]


def thread_name(environ, start_response):
    import threading
    start_response("200 OK", PLAIN)
    return [threading.current_thread().name.encode()]


def evaluate(environ, start_response):
    """The value of a Python expression: ENV, INPUT and uwsgi stand in it."""
    from urllib.parse import unquote
    import io
    import os
    import uwsgi
    start_response("200 OK", PLAIN)
    names = {"ENV": environ, "INPUT": environ["wsgi.input"], "uwsgi": uwsgi, "io": io, "os": os, "sys": sys}
    return [ascii(eval(unquote(environ["QUERY_STRING"]), names)).encode()]


def application(environ, start_response):
    return globals()[environ["PATH_INFO"].lstrip("/") or "hello"](environ, start_response)


def validated(environ, start_response):
    from wsgiref.validate import validator
    return validator(application)(environ, start_response)
