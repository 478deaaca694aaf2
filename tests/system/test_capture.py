#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What is kept of a request beside its record, as the control socket tells it: what was raised, heads and bodies."""

import base64
import json
import socket
import unittest

import retorttest
import wire

FLASK = """
from flask import Flask
app = Flask(__name__)

@app.get("/")
def home():
    return "home"

@app.get("/fail")
def fail():
    print("about to fail", flush=True)
    user, api_token = "ada", "hunter2"
    return 1 / (len(user) - 3)
"""

DJANGO = """
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

def home(request):
    return HttpResponse("home")

def fail(request):
    return {}["no such key"]

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="x", ALLOWED_HOSTS=["*"], DEBUG=False)
urlpatterns = [path("", home), path("fail", fail)]
application = get_wsgi_application()
"""

RAISES = """
def application(environ, start_response):
    if environ["PATH_INFO"] == "/echo":
        body = environ["wsgi.input"].read()
        start_response("201 Made", [("Content-Type", "text/plain"), ("X-Length", str(len(body)))])
        return [body[:3], body[3:]]
    if environ["PATH_INFO"] != "/":
        raise LookupError("no " + environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"home"]
"""


class Client:
    def __init__(self, runtime):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(10)
        self._socket.connect(str(next(path for path in runtime.rglob("*.sock") if path.is_socket())))
        self._lines = self._socket.makefile("rb")
        self._lines.readline()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._lines.close()
        self._socket.close()

    def ask(self, what, **more):
        self._socket.sendall(json.dumps({"id": 1, "do": what, **more}).encode() + b"\n")
        return json.loads(self._lines.readline())

    def answer(self):
        """What the engine says by itself."""
        return json.loads(self._lines.readline())

    def request(self, target):
        """All about the newest request of that target, once it is in the log."""
        def find():
            records = self.ask("requests", last=100)["requests"]
            return next((record for record in reversed(records) if record["target"] == target), None)
        record = retorttest.eventually(find, what=f"the record of {target}")
        return self.ask("request", sequence=record["sequence"])["request"]


class Captured(retorttest.RetortCase):
    @unittest.skipUnless(retorttest.has_module("flask"), "Flask is not installed")
    def test_what_flask_answers_with_a_page_is_known(self):
        path = self.write("app.py", FLASK)
        server = self.serve("--reload-on-exception", app="app:app", cwd=self.folder)
        workers = server.workers()
        self.assertEqual(server.fetch("/fail").status, 500)
        with Client(self.runtime) as client:
            told = client.request("/fail")
            self.assertNotIn("exception", client.request("/"))
        exception = told["exception"]
        self.assertEqual(exception["type"], "ZeroDivisionError")
        self.assertTrue(exception["handled"])
        last = exception["frames"][-1]
        self.assertEqual((last["file"], last["function"], last["app"]), (str(path), "fail", True))
        line = last["lines"][last["line"] - last["firstLine"]]
        self.assertIn("1 / ", line)
        self.assertTrue(line[slice(*last["columns"])].startswith("1 / "), line[slice(*last["columns"])])
        self.assertEqual(last["locals"], [["user", "'ada'"], ["api_token", "***"]])
        self.assertIn("flask", {frame["library"] for frame in exception["frames"] if not frame["app"]})
        self.assertIn("about to fail", [line["text"] for line in told["output"]])
        self.assertIn("Host", [name for name, _ in told["requestHeaders"]])
        self.assertEqual(server.workers(), workers)  # nothing reached the server, as with uWSGI
        server.expect_in_log("ZeroDivisionError", "Traceback", r"Exception on /fail")

    @unittest.skipUnless(retorttest.has_module("django"), "Django is not installed")
    def test_what_django_answers_with_a_page_is_known(self):
        path = self.write("site_of_django.py", DJANGO)
        server = self.serve("--standby", "off", app="site_of_django", cwd=self.folder)
        self.assertEqual(server.fetch("/fail").status, 500)
        with Client(self.runtime) as client:
            exception = client.request("/fail")["exception"]
        self.assertEqual((exception["type"], exception["message"], exception["handled"]), ("KeyError", "'no such key'", True))
        self.assertEqual((exception["frames"][-1]["file"], exception["frames"][-1]["function"]), (str(path), "fail"))
        server.expect_in_log("Traceback", "KeyError", "Internal Server Error")

    def test_a_replay_is_known_by_its_port(self):
        self.write("app.py", RAISES)
        server = self.serve(app="app", cwd=self.folder)
        self.assertEqual(server.fetch("/").status, 200)
        with Client(self.runtime) as client, wire.Wire(server.address) as replay:
            own_address, port = replay.socket.getsockname()[:2]
            self.assertTrue(client.ask("replay", address=own_address, port=port)["ok"])
            self.assertEqual(server.fetch("/between").status, 500)  # another request meanwhile
            replay.send(b"GET /again HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            self.assertEqual(replay.response().status, 500)
            finished = client.answer()
            self.assertEqual(finished["id"], 1)
            told = client.ask("request", sequence=finished["sequence"])["request"]
            self.assertEqual((told["target"], told["replay"]), ("/again", True))
            self.assertNotIn("replay", client.request("/between"))
            replay.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")  # the same connection, later: a request like any other
            self.assertEqual(replay.response().status, 200)
            self.assertNotIn("replay", client.request("/"))
        server.expect_in_log("LookupError", "Traceback")

    def test_what_reaches_the_server_is_known(self):
        self.write("app.py", RAISES)
        server = self.serve(app="app", cwd=self.folder)
        self.assertEqual(server.fetch("/gone").status, 500)
        with Client(self.runtime) as client:
            told = client.request("/gone")
        self.assertEqual((told["exception"]["type"], told["exception"]["message"]), ("LookupError", "no /gone"))
        self.assertNotIn("handled", told["exception"])
        self.assertNotIn("responseBody", told)
        server.expect_in_log("LookupError", "Traceback")

    def test_heads_and_bodies_while_somebody_records(self):
        self.write("app.py", RAISES)
        server = self.serve(app="app", cwd=self.folder)
        big = bytes(range(256)) * 8192  # 2 MiB
        with Client(self.runtime) as client:
            server.fetch("/echo?before", "POST", {}, b"abc")
            self.assertNotIn("responseBody", client.request("/echo?before"))
            self.assertTrue(client.ask("record", on=True)["ok"])
            server.fetch("/echo?small", "POST", {"Cookie": "a=b", "Content-Type": "text/x"}, b"abcdef")
            self.assertEqual(server.fetch("/echo?big", "POST", {}, big).body, big)
            small, large = client.request("/echo?small"), client.request("/echo?big")
        self.assertEqual(small["status"], 201)
        for header in (["Cookie", "a=b"], ["Content-Type", "text/x"], ["Content-Length", "6"]):
            self.assertIn(header, small["requestHeaders"])
        self.assertIn(["X-Length", "6"], small["responseHeaders"])
        for body in ("requestBody", "responseBody"):
            self.assertEqual(small[body], {"base64": base64.b64encode(b"abcdef").decode(), "bytes": 6, "cut": False})
            self.assertEqual((large[body]["bytes"], large[body]["cut"]), (len(big), True))
            self.assertEqual(base64.b64decode(large[body]["base64"]), big[:1024 * 1024])
        with Client(self.runtime) as client:  # the one that recorded has gone
            retorttest.eventually(lambda: server.fetch("/echo?after", "POST", {}, b"abc").status == 201
                                  and "responseBody" not in client.request("/echo?after"), what="an end of recording")


if __name__ == "__main__":
    retorttest.main()
