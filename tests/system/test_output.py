#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whose line is it? What requests print is told by request; what nobody can tell stands apart; the log is as it always was."""

import concurrent.futures
import unittest

import retorttest
from test_capture import Client

APP = """
import asyncio, contextvars, logging, os, subprocess, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
logging.basicConfig(level=logging.INFO)
log = logging.getLogger("shop.views")
parallel = threading.Barrier(4)
print("at import")

async def inside():
    await asyncio.sleep(0.001)
    print("asyncio")

def kinds(environ):
    print("to", "stdout")
    print("to stderr", file=sys.stderr)
    print("to wsgi.errors", file=environ["wsgi.errors"])
    log.info("a record")
    asyncio.run(inside())
    with ThreadPoolExecutor(1) as pool:
        pool.submit(print, "empty context").result()
        pool.submit(contextvars.copy_context().run, print, "copied context").result()
    os.write(1, b"descriptor\\n")
    subprocess.run(["echo", "subprocess"])
    child = os.fork()
    if child == 0:
        print("forked child")
        os._exit(0)
    os.waitpid(child, 0)
    print("x" * 10_000)
    print("not ended", end="")

def stream():
    for number in range(3):
        print("block", number)
        yield b"x"

def together(name):
    for number in range(50):
        parallel.wait(10)
        print(name, end="", flush=number % 2 == 0)
        time.sleep(0)
        print("", number)

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    path = environ["PATH_INFO"]
    if path == "/kinds":
        kinds(environ)
    elif path == "/stream":
        return stream()
    elif path.startswith("/together"):
        together(path[-1])
    elif path == "/fail":
        print("before the end")
        raise LookupError("no such thing")
    elif path == "/die":
        print("last words")
        print("without an end", end="", flush=True)
        os._exit(3)
    elif path == "/background":
        context = contextvars.copy_context()
        threading.Timer(0.3, context.run, (print, "later")).start()
    return [b"ok"]
"""


class Output(retorttest.RetortCase):
    def serve_app(self, *arguments):
        self.write("app.py", APP)
        return self.serve("--threads", "4", *arguments, app="app", cwd=self.folder)

    def texts(self, request, key="output"):
        return [line["text"] for line in request.get(key, [])]

    def test_every_way_to_print(self):
        server = self.serve_app()
        self.assertEqual(server.fetch("/kinds").status, 200)
        with Client(self.runtime) as client:
            retorttest.eventually(lambda: self.texts(client.request("/kinds"))[-1:] == ["not ended"], what="the last line")
            told = client.request("/kinds")
            lines = client.ask("output", last=100)["output"]
        long = "x" * (8 * 1024 - 3) + "…"
        self.assertEqual(self.texts(told), ["to stdout", "to stderr", "to wsgi.errors", "INFO:shop.views:a record", "asyncio",
                                            "copied context", "forked child", long, "not ended"])
        self.assertEqual(self.texts(told, "otherOutput"), ["empty context", "descriptor", "subprocess"])
        record = told["output"][3]
        self.assertEqual((record["level"], record["logger"], record["stream"]), ("INFO", "shop.views", "error"))
        self.assertEqual([line["stream"] for line in told["output"][:3]], ["out", "error", "error"])
        self.assertTrue(all(line["time"] >= told["time"] for line in told["output"]))
        self.assertEqual({line["text"] for line in lines if "request" not in line and line["worker"]} & {"at import", "subprocess"},
                         {"at import", "subprocess"})
        log = server.log
        self.assertNotIn("\x1e", log)
        self.assertRegex(log, r"(?m)^to stdout\nto stderr\nto wsgi\.errors\nINFO:shop\.views:a record\nasyncio\n")
        self.assertRegex(log, r"(?m)^not ended$")

    def test_streamed_bodies_and_what_comes_later(self):
        server = self.serve_app()
        server.fetch("/stream")
        server.fetch("/background")
        with Client(self.runtime) as client:
            retorttest.eventually(lambda: self.texts(client.request("/stream")) == ["block 0", "block 1", "block 2"], what="three lines")
            retorttest.eventually(lambda: self.texts(client.request("/background")) == ["later"], what="the late line")

    def test_parallel_requests_do_not_mix(self):
        server = self.serve_app()
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda name: server.fetch("/together" + name).status, "abcd"))
        self.assertEqual(answers, [200] * 4)
        with Client(self.runtime) as client:
            for name in "abcd":
                expected = ["%s %d" % (name, number) for number in range(50)]
                retorttest.eventually(lambda: self.texts(client.request("/together" + name)) == expected, what="fifty lines")
                told = client.request("/together" + name)
                self.assertNotIn("otherOutput", told)
                number = told["output"][0]["request"]
                self.assertEqual(client.ask("request", request=number)["request"]["target"], "/together" + name)
        self.assertNotIn("\x1e", server.log)

    def test_requests_are_found_by_what_they_printed_and_raised(self):
        server = self.serve_app()
        for target in ("/kinds", "/fail", "/plain"):
            server.fetch(target)
        server.expect_in_log("Traceback", "LookupError")
        with Client(self.runtime) as client:
            kinds, failed = client.request("/kinds"), client.request("/fail")
            retorttest.eventually(lambda: self.texts(client.request("/kinds"))[-1:] == ["not ended"], what="the last line")
            for term, expected in (("out:asyncio", [kinds]), ("out:descriptor", []), ("error:lookuperror", [failed]),
                                   ("header:host", [failed])):
                answer = client.ask("search", term=term)
                self.assertEqual(answer["matches"], [[request["sequence"], request["time"]] for request in expected], term)
            client.ask("record", on=True)
            server.fetch("/recorded")
            recorded = client.request("/recorded")
            self.assertEqual(client.ask("search", term="res.body:OK")["matches"], [[recorded["sequence"], recorded["time"]]])

    def test_an_exception_and_a_death(self):
        server = self.serve_app()
        server.fetch("/fail")
        self.assertEqual(server.fetch("/die").status, 502)
        server.expect_in_log("Traceback", "LookupError", r"worker 1 .*(died|ended|exit)", r"died")
        with Client(self.runtime) as client:
            retorttest.eventually(lambda: self.texts(client.request("/fail"))[-1:] == ["LookupError: no such thing"], what="the last line")
            failed = self.texts(client.request("/fail"))
            self.assertEqual(failed[:3], ["before the end", "Exception in GET /fail", "Traceback (most recent call last):"])
            retorttest.eventually(lambda: self.texts(client.request("/die")) == ["last words", "without an end"], what="the last words")
        self.assertNotIn("\x1e", server.log)


if __name__ == "__main__":
    retorttest.main()
