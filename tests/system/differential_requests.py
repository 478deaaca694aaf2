# SPDX-License-Identifier: Apache-2.0
"""The requests that uWSGI and Retort must answer alike, and what of an answer is compared."""

import json
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import retorttest
import wire

# The ways into a server.
HTTP, PACKET, THROUGH_NGINX = "http", "packet", "nginx"
EVERYWHERE = (HTTP, PACKET, THROUGH_NGINX)
NO_ANSWER = "no answer"
NOT_COMPARED = {"server", "date", "connection", "keep-alive", "transfer-encoding"}


class Request(NamedTuple):
    name: str
    method: str = "GET"
    target: str = "/"
    headers: tuple = ()
    body: bytes = b""
    version: str = "HTTP/1.1"
    over: tuple = EVERYWHERE
    raw_body: bytes = None  # as it is sent, when that is not the body itself
    variables: dict = None  # of a packet, over those that the request gives by itself
    modifier1: int = 0
    close: bool = True

    def as_http(self):
        headers = [*self.headers, *([("Connection", "close")] if self.close else [])]
        if self.raw_body is None:
            return wire.request_bytes(self.method, self.target, headers, self.body, self.version)
        head = wire.request_bytes(self.method, self.target, headers, b"", self.version)
        return head + self.raw_body

    def as_packet(self):
        path, _, query = self.target.partition("?")
        variables = {"REQUEST_METHOD": self.method, "REQUEST_URI": self.target, "QUERY_STRING": query,
                     "PATH_INFO": unquote_to_bytes(path.encode("latin-1")).decode("latin-1"), "SERVER_PROTOCOL": self.version,
                     "REMOTE_ADDR": "192.0.2.7", "REMOTE_PORT": "4711", "SERVER_NAME": "front.test", "SERVER_PORT": "80"}
        for name, value in (("Host", "localhost"), *self.headers):
            key = name.upper().replace("-", "_")
            variables[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else "HTTP_" + key] = value
        if self.body:
            variables.setdefault("CONTENT_LENGTH", str(len(self.body)))
        variables.update(self.variables or {})
        return wire.uwsgi_packet({key: value for key, value in variables.items() if value is not None}, self.body, self.modifier1)


def do(deed, *more, name=None, **kwargs):
    return Request(name or deed.replace("-", " "), headers=(("X-Do", deed), *more), **kwargs)


FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
LINES = b"first\nsecond\r\n\nlast"
BIG = bytes(index % 251 for index in range(100_000))
ONLY_HTTP, ONLY_PACKET = (HTTP,), (PACKET,)

REQUESTS = (
    # the target
    Request("the root"),
    Request("a path and a query", target="/a/b.html?x=1&y=2"),
    Request("double slashes", target="//a//b/"),
    Request("dots that stand for folders", target="/a/./b/../c/"),
    Request("dots at the end", target="/a/b/.."),
    Request("more dots than folders", target="/../../x", over=(HTTP, PACKET)),
    Request("names that begin with a dot", target="/.well-known/..hidden/...?a=/../b"),
    Request("an escaped slash", target="/a%2Fb%2f%2e%2e/c"),
    Request("escaped blanks and a plus", target="/a%20b+c?q=%20+%2B"),
    Request("UTF-8 in escapes", target="/caf%C3%A9/%E4%BD%A0?n=%C3%A9"),
    Request("UTF-8 in raw bytes", target="/caf\xc3\xa9?n=\xc3\xa9"),
    Request("bytes that are no UTF-8", target="/%FF%FE/%80"),
    Request("parameters in segments", target="/a;v=1/b;w=2,3?c;d"),
    Request("an empty query", target="/a?"),
    Request("two question marks", target="/a?b?c=??"),
    Request("marks that need no escape", target="/~a/b-c_d.e/!$&'()*,:=@"),
    Request("a long query", target="/search?q=" + "0123456789" * 90),
    Request("below a mount", target="/mnt/a%20b?x=1"),
    Request("a mount itself", target="/mnt"),
    Request("nearly a mount", target="/mntx/a"),
    Request("below a nested mount", target="/mnt/in/a"),
    Request("a file", target="/files/a.txt"),
    Request("a file that is not there", target="/files/none.txt"),
    Request("a folder", target="/files/"),
    Request("an absolute target", target="http://localhost/a/b?x=1", over=ONLY_HTTP),
    Request("an asterisk", method="OPTIONS", target="*", over=ONLY_HTTP),
    Request("a NUL in the path", target="/a%00b", over=ONLY_HTTP),
    Request("a broken escape", target="/a%zzb", over=ONLY_HTTP),
    # methods
    Request("HEAD", method="HEAD", target="/a?b=c"),
    Request("DELETE", method="DELETE", target="/things/3"),
    Request("OPTIONS", method="OPTIONS", target="/things"),
    Request("a method of one's own", method="PROPFIND", target="/dav/"),
    Request("a method in small letters", method="get", over=(HTTP, PACKET)),
    # bodies
    Request("a form", method="POST", headers=FORM, body=b"a=1&b=%C3%A9"),
    Request("JSON", method="PUT", headers=(("Content-Type", "application/json; charset=utf-8"),), body=b'{"a": [1, 2]}'),
    Request("a body of 100 KB", method="POST", headers=(("Content-Type", "application/octet-stream"),), body=BIG),
    Request("a body of no bytes", method="POST", headers=(("Content-Length", "0"),)),
    Request("POST without a length", method="POST"),
    Request("a body with GET", body=b"unusual"),
    Request("PATCH", method="PATCH", body=b"x" * 5000),
    Request("a chunked body", method="POST", headers=(("Transfer-Encoding", "chunked"),), over=(HTTP, THROUGH_NGINX),
            raw_body=wire.chunked(b"one ", b"two")),
    do("lines", method="POST", body=LINES),
    do("unread", method="POST", body=b"never read"),
    # headers
    Request("cookies and authorization", headers=(("Cookie", 'a=1; b="2"'), ("Authorization", "Basic dXNlcjpwdw=="))),
    Request("the same header twice", headers=(("X-Twice", "1"), ("x-twice", "2"), ("X-Other", "3")), over=(HTTP, THROUGH_NGINX)),
    Request("two Cookie headers", headers=(("Cookie", "a=1"), ("Cookie", "b=2")), over=ONLY_HTTP),
    Request("values with blanks around", headers=(("X-Blank", "  a  b  "), ("X-Empty", "")), over=(HTTP, THROUGH_NGINX)),
    Request("odd letters in names", headers=(("x-MiXeD-1", "a"), ("X.Dot", "b"), ("X!Mark", "c")), over=ONLY_HTTP),
    Request("a name with an underscore", headers=(("X_Under", "1"),), over=ONLY_HTTP),
    Request("a long value", headers=(("X-Long", "v" * 2000),)),
    Request("latin-1 in a value", headers=(("X-Latin", "caf\xe9 \xff"),)),
    Request("Host with a port", headers=(("Host", "localhost:8080"),)),
    Request("Host in capitals", headers=(("Host", "LOCALHOST"),)),
    Request("Host by address", headers=(("Host", "127.0.0.1"),)),
    Request("Host of somebody else", headers=(("Host", "shop.example"),)),
    Request("a proxy in front", headers=(("X-Forwarded-For", "203.0.113.9, 10.0.0.1"), ("X-Forwarded-Host", "shop.example"),
                                         ("X-Forwarded-Proto", "https"))),
    Request("X-Forwarded-SSL", headers=(("X-Forwarded-SSL", "on"),)),
    Request("Proxy", headers=(("Proxy", "http://evil.example/"),)),
    Request("what browsers send", headers=(("Accept", "text/html,*/*;q=0.8"), ("Accept-Language", "de,en;q=0.5"),
                                           ("Accept-Encoding", "gzip, br"), ("User-Agent", "Mozilla/5.0 (X11)"),
                                           ("Referer", "http://localhost/a?b"), ("Upgrade-Insecure-Requests", "1"))),
    # versions and connections
    Request("HTTP/1.0", target="/old", version="HTTP/1.0"),
    Request("a connection that may stay", close=False),
    # what apps answer
    do("surroundings"),
    do("created"),
    do("redirected"),
    do("missing"),
    do("nothing"),
    do("unmodified"),
    do("blocks"),
    do("late"),
    do("written"),
    do("short-status"),
    do("a-file", name="a file to send"),
    do("a-file-in-memory"),
    do("created", name="created, for HEAD", method="HEAD"),
    do("blocks", name="blocks for HTTP/1.0", version="HTTP/1.0"),
    do("too-much", over=ONLY_HTTP),
    do("split-header", over=ONLY_HTTP),
    do("raised"),
    # packets
    Request("SCRIPT_NAME of the front end", target="/pre/a", over=ONLY_PACKET, variables={"SCRIPT_NAME": "/pre", "PATH_INFO": "/a"}),
    Request("SCRIPT_NAME that is a mount", target="/mnt/a", over=ONLY_PACKET, variables={"SCRIPT_NAME": "/mnt", "PATH_INFO": "/a"}),
    Request("SCRIPT_NAME before a mount", target="/pre/mnt/a", over=ONLY_PACKET,
            variables={"SCRIPT_NAME": "/pre", "PATH_INFO": "/mnt/a"}),
    Request("modifier 30", target="/pre/a", over=ONLY_PACKET, variables={"SCRIPT_NAME": "/pre"}, modifier1=30),
    Request("HTTPS of the front end", over=ONLY_PACKET, variables={"HTTPS": "on", "SERVER_PORT": "443"}),
    Request("UWSGI_SCHEME", over=ONLY_PACKET, variables={"UWSGI_SCHEME": "https"}),
    Request("variables of one's own", over=ONLY_PACKET, variables={"REMOTE_USER": "anna", "shop.odd name": "\xe9", "EMPTY": ""}),
    Request("few variables", over=ONLY_PACKET, variables=dict.fromkeys(
        ("REQUEST_URI", "QUERY_STRING", "SERVER_PROTOCOL", "REMOTE_ADDR", "REMOTE_PORT", "SERVER_NAME", "SERVER_PORT", "HTTP_HOST"))),
)

def facts(answer, own):
    """What is compared of an answer: {what: value}. `own` replaces what only this server can have, such as its port."""
    if answer is None:
        return {"status": NO_ANSWER}
    seen = {"status": f"{answer.status} {answer.reason}", "header order": []}
    for name, value in answer.fields:
        if name.lower() not in NOT_COMPARED and name != "X-Seen":
            if name.lower() != "content-length":  # where the server writes it is its own business
                seen["header order"].append(name.lower())
            seen.setdefault(f"header {name}", []).append(value)
    shown = answer["X-Seen"]
    is_body_shown = not shown and answer["Content-Type"] == "application/json" and answer.body
    if shown or is_body_shown:
        seen.pop("header Content-Length", None)  # follows from the rest, which is compared bit by bit
        add_shown(seen, answer.json() if is_body_shown else json.loads(shown), own)
    if not is_body_shown:
        seen["body"] = answer.body.decode("latin-1")
    return seen


def add_shown(seen, shown, own):
    if not isinstance(shown, dict):
        seen["body"] = shown
        return
    for key, value in shown.items():
        if isinstance(value, dict):
            add_shown(seen, {f"{key} {inner}": innermost for inner, innermost in value.items()}, own)
        elif key != "env " + retorttest.MARK:
            seen[key] = own(key, value)
