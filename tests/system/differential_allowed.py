# SPDX-License-Identifier: Apache-2.0
"""The one table of differences between uWSGI's answers and Retort's that are meant. Everything else is a bug."""

import re
from typing import NamedTuple

from differential_requests import HTTP, NO_ANSWER, PACKET, THROUGH_NGINX


class Word(str):
    """Stands for a value; shown as it is."""
    __repr__ = str.__str__


MISSING = Word("(missing)")
ANY = Word("(anything)")  # but something
EITHER = Word("(anything or nothing)")


class Allowed(NamedTuple):
    what: str  # pattern for the name of a fact
    uwsgi: object  # a value, a compiled pattern for its repr(), or ANY
    retort: object
    because: str
    documented: str  # words of ARCHITECTURE.md that tell of it
    requests: tuple = ()  # names; empty: all
    variants: object = ()  # names, or a predicate; empty: all
    over: tuple = ()
    whole: bool = False  # nothing else of the answer is compared
    related: object = None  # what must be true of the two values together

    def allows(self, variant, request, entrance, what, uwsgi, retort):
        return (re.fullmatch(self.what, what) is not None and fits(self.uwsgi, uwsgi) and fits(self.retort, retort)
                and (self.related is None or self.related(uwsgi, retort)) and (not self.requests or request.name in self.requests) and (not self.over or entrance in self.over)
                and (self.variants(variant) if callable(self.variants) else not self.variants or variant.name in self.variants))


def fits(expected, value):
    if expected is EITHER:
        return True
    if expected is ANY:
        return value is not MISSING
    if isinstance(expected, re.Pattern):
        return expected.fullmatch(value if isinstance(value, str) else repr(value)) is not None
    if isinstance(expected, list) and isinstance(value, list):
        return len(expected) == len(value) and all(fits(one, other) for one, other in zip(expected, value))
    return expected == value




def as_text(text):
    return ["str", text]


def is_lacking(option):
    """Variants that leave this to the default."""
    return lambda variant: re.search(rf"(?m)^\s*{option}\s*=|UWSGI_{option.upper()}", variant.file() + str(variant.env) +
                                     str(variant.files)) is None


def is_made_absolute(uwsgi, retort):
    """sys.path with whole paths for relative ones, perhaps behind the folder of the wsgi-file."""
    behind = retort[len(retort) - len(uwsgi):]
    return len(retort) - len(uwsgi) <= 1 and all(
        long == short or (long.startswith("/") and long.endswith("/" + short.removeprefix("../").strip("/")))
        or long == short.rstrip("/") for short, long in zip(uwsgi, behind))


# Where uWSGI has no app it does not read the body: who sends much of it may see the connection break instead.
UWSGI_FAILS = re.compile("500 Internal Server Error|502 Bad Gateway|no answer")
STATIC = ("static-map", "static-map2", "check-static", "static-index")

TABLE = (
    # the environ
    Allowed("environ uwsgi.version", ["bytes", re.compile(r"b'2\.0\.[\w.-]+'")],
            ["bytes", re.compile(r"b'2\.0\.30-retort-[\w.-]+'")],
            "it is another server", "| `uwsgi.version`"),
    Allowed("environ wsgi.input_terminated", MISSING, ["bool", True], "PEP 3333's successor: reading to the end is safe",
            "`wsgi.input_terminated`"),
    Allowed("environ wsgi.multithread", ["bool", False], ["bool", True], "four threads unless the file says how many",
            "| `threads` not given |", variants=is_lacking("threads")),
    Allowed("environ uwsgi.core", MISSING, re.compile(r"\['int', [0-3]\]"), "four threads unless the file says how many",
            "| `threads` not given |", variants=is_lacking("threads")),
    Allowed("environ uwsgi.core", ["int", ANY], ["int", ANY], "which thread is free is chance", "| `uwsgi.core` |"),
    Allowed("environ SCRIPT_NAME", MISSING, as_text(""), "PEP 3333 lets it be missing, apps do not", "| `SCRIPT_NAME` |"),
    Allowed("environ SERVER_NAME", MISSING, ANY, "PEP 3333 demands it", "| packets without", requests=("few variables",)),
    Allowed("environ SERVER_PORT", MISSING, ANY, "PEP 3333 demands it", "| packets without", requests=("few variables",)),
    Allowed("environ REMOTE_PORT", as_text("(the port of the client, its bytes swapped)"), as_text("(the port of the client)"),
            "uWSGI's HTTP router forgets ntohs()", "| `REMOTE_PORT` |", over=(HTTP,)),
    Allowed("environ SERVER_PROTOCOL", MISSING, as_text("HTTP/1.0"), "PEP 3333 demands it", "| packets without",
            requests=("few variables",)),
    Allowed("environ HTTPS", MISSING, as_text("on"), "how Retort tells the app of a proxy's TLS", "| `HTTP_X_FORWARDED_PROTO`, `_SSL` |",
            requests=("a proxy in front", "X-Forwarded-SSL")),
    Allowed("environ HTTP_PROXY", ANY, MISSING, "httpoxy: programs take it for the variable http_proxy",
            "| headers with underscores, `Proxy` |", requests=("Proxy",)),
    Allowed("environ HTTP_X_UNDER", ANY, MISSING, "it could pass for X-Under, which a proxy has checked",
            "| headers with underscores, `Proxy` |", requests=("a name with an underscore",)),
    Allowed("environ HTTP_COOKIE", as_text("a=1, b=2"), as_text("a=1; b=2"), "RFC 9113 joins cookies so; a comma breaks them",
            "| several `Cookie` headers", requests=("two Cookie headers",)),
    Allowed("environ HTTP_X_BLANK", as_text("a  b  "), as_text("a  b"), "blanks around a value are none of it (RFC 9110)",
            "| blanks behind the value of a header |", requests=("values with blanks around",)),
    Allowed("path|url|cookies .|data", EITHER, EITHER, "what Flask makes of the rows above and below", "| packets without",
            variants=("init: Flask",), requests=("an absolute target", "two Cookie headers", "a chunked body", "modifier 30", "few variables")),
    Allowed("environ PATH_INFO", as_text("http://localhost/a/b"), as_text("/a/b"), "an absolute target names a path too",
            "absolute target", requests=("an absolute target",)),
    Allowed("environ REQUEST_URI", as_text("http://localhost/a/b?x=1"), as_text("/a/b?x=1"), "an absolute target names a path too",
            "absolute target", requests=("an absolute target",)),
    Allowed("environ PATH_INFO", as_text("/pre/a"), as_text("/a"), "what modifier 30 is for", "| modifier 30 |",
            requests=("modifier 30",)),
    Allowed("environ SCRIPT_NAME", re.compile(r"\['str', '/mnt/?'\]"), as_text("/pre/mnt"), "URLs made from it must be right outside too",
            "| `SCRIPT_NAME` of the front end, and a mount |", requests=("SCRIPT_NAME before a mount",)),
    # answers
    Allowed("body", [0, ANY], [7, ANY], "apps need no uwsgi.chunked_read()", "| `wsgi.input` of a chunked body |",
            requests=("a chunked body",), over=(HTTP,)),
    Allowed("body", ANY, "", "HEAD has no body", "| HEAD, 204, 304 with a body", requests=("HEAD", "created, for HEAD"),
            over=(HTTP, PACKET)),
    Allowed("body", ANY, "", "204 has no body", "| HEAD, 204, 304 with a body", requests=("too much",)),
    Allowed("header content-length", ["4"], MISSING, "the name in usual letters", "| `content-length` of the app |",
            requests=("created", "created, for HEAD")),
    Allowed("header Content-Length", MISSING, ["4"], "the name in usual letters", "| `content-length` of the app |",
            requests=("created", "created, for HEAD")),
    Allowed("status", "200 OK", "400 Bad Request", "neither is a path", "path with `%00` or a broken escape",
            requests=("a NUL in the path", "a broken escape"), whole=True),
    Allowed("status", ANY, "421 Misdirected Request", "guards against DNS rebinding", "| a `Host` of elsewhere on a loopback listener |",
            requests=("Host of somebody else",), over=(HTTP,), whole=True),
    Allowed("status", "200 OK", "500 Internal Server Error", "answers cannot be split", "| headers of the app with CR, LF",
            requests=("split header",), whole=True),
    Allowed("status", NO_ANSWER, "500 Internal Server Error", "a page instead of a connection that ends",
            "| exception before `start_response` |", requests=("raised",), over=(HTTP, PACKET), whole=True),
    Allowed("status", "502 Bad Gateway", "500 Internal Server Error", "a page instead of a connection that ends",
            "| exception before `start_response` |", requests=("raised",), over=(THROUGH_NGINX,), whole=True),
    Allowed("status", NO_ANSWER, "413 Content Too Large", "an answer instead of a connection that ends", "| too large, too slow, malformed |",
            variants=("limit-post",), over=(HTTP, PACKET), whole=True),
    Allowed("status", "502 Bad Gateway", "413 Content Too Large", "an answer instead of a connection that ends",
            "| too large, too slow, malformed |", variants=("limit-post",), over=(THROUGH_NGINX,), whole=True),
    Allowed("app", MISSING, "application", "files are not served yet", "| `static-map`", variants=STATIC,
            requests=("a file", "a folder"), whole=True),
    Allowed("status", UWSGI_FAILS, ANY, "uWSGI does not load such a mount; `retort check` warns", "| `mount = /path=module`",
            variants=("mount of a module",), whole=True),
    Allowed("header .*|body", EITHER, ANY, "a page that says why", "| no app for a path |",
            variants=("no-default-app", "mount of a module"), whole=True),
    Allowed("status", UWSGI_FAILS, re.compile("400.*|500.*"), "a page that says why", "| no app for a path |",
            variants=("no-default-app",), whole=True),
    Allowed("status", UWSGI_FAILS, re.compile("503.*|4.*"), "a page that says why", "| an app that cannot be loaded |",
            variants=("an app that cannot be loaded", "a callable that is not there"), whole=True),
    Allowed("header X-Routed", ["1"], MISSING, "internal routing is not done", "| `route` and its kin |", variants=("route",)),
    Allowed("header order", ["content-type", "x-routed"], ["content-type"], "internal routing is not done", "| `route` and its kin |",
            variants=("route",)),
    Allowed("environ SCRIPT_NAME", as_text("/mnt/"), as_text("/mnt"), "uWSGI counts the slash twice; `retort check` warns",
            "| a mount that ends with a slash |", variants=("a mount that ends with a slash",)),
    Allowed("environ PATH_INFO", ANY, re.compile(r"\['str', '(/.*)?'\]"), "uWSGI counts the slash twice, and shows what lies behind "
            "the path in its memory", "| a mount that ends with a slash |", variants=("a mount that ends with a slash",)),
    Allowed("app", "other application", "app", "uWSGI counts the slash twice; `retort check` warns", "| a mount that ends with a slash |",
            variants=("a mount that ends with a slash",), requests=("SCRIPT_NAME that is a mount",)),
    # surroundings
    Allowed("env FLASK_APP", MISSING, ANY, "as the flask command does", "| `.env`, `.flaskenv` |",
            variants=lambda variant: variant.name.startswith("init: FLASK_APP")),
    Allowed("env UWSGI_(RELOADS|ORIGINAL_PROC_NAME)", ANY, MISSING, "how uWSGI talks to itself", "| `UWSGI_RELOADS`"),
    Allowed("is main thread", True, False, "workers always serve from threads", "| the thread of a request |"),
    Allowed("env LC_CTYPE", MISSING, "C.UTF-8", "Python itself does so (PEP 538); uWSGI starts it otherwise", "| `LC_CTYPE`",
            variants=("env from outside",)),
    Allowed("path", ANY, ANY, "imports go on working when the app changes its folder", "| `sys.path` |", related=is_made_absolute),
    Allowed("uwsgi buffer_size", ANY, 65536, "limits of a desktop", "`uwsgi.buffer_size` |"),
    Allowed("uwsgi cores", 1, 4, "four threads unless the file says how many", "| `threads` not given |",
            variants=is_lacking("threads")),
)
