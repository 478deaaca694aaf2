#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""WSGI as in PEP 3333, seen from an app: environ, wsgi.input, start_response, iterables, print, the uwsgi module."""

import ast
import os
import socket
import time

import retorttest
from wire import Wire, request_bytes


class Environ(retorttest.RetortCase):
    shared = (("--processes", "2", "--threads", "2"), {"app": "probe:app"})

    def test_every_key_with_its_type(self):
        response = self.server.fetch("/environ?q=%20", "POST", {"Content-Type": "text/x", "Authorization": "Basic eA=="}, b"hello=1")
        environ = response.json()
        port = str(self.server.port)
        for key, kind, value in (("REQUEST_METHOD", "str", "POST"), ("REQUEST_URI", "str", "/environ?q=%20"), ("PATH_INFO", "str", "/environ"),
                                 ("QUERY_STRING", "str", "q=%20"), ("SERVER_PROTOCOL", "str", "HTTP/1.1"), ("SCRIPT_NAME", "str", ""),
                                 ("SERVER_PORT", "str", port), ("REMOTE_ADDR", "str", "127.0.0.1"), ("CONTENT_LENGTH", "str", "7"),
                                 ("CONTENT_TYPE", "str", "text/x"), ("HTTP_AUTHORIZATION", "str", "Basic eA=="), ("HTTP_HOST", "str", "localhost"),
                                 ("wsgi.version", "tuple", [1, 0]), ("wsgi.url_scheme", "str", "http"), ("wsgi.multithread", "bool", True),
                                 ("wsgi.multiprocess", "bool", True), ("wsgi.run_once", "bool", False)):
            with self.subTest(key):
                self.assertEqual(environ[key], [kind, value])
        for key in ("SERVER_NAME", "wsgi.input", "wsgi.errors", "wsgi.file_wrapper", "REMOTE_PORT"):
            self.assertIn(key, environ)
        self.assertEqual(environ["uwsgi.version"][0], "bytes")
        self.assertEqual(environ["uwsgi.node"], ["bytes", repr(socket.gethostname().encode())])
        self.assertIn(environ["uwsgi.core"][1], (0, 1))

    def test_keys_that_were_not_sent_are_missing(self):
        environ = self.server.fetch("/environ").json()
        for key in ("CONTENT_LENGTH", "CONTENT_TYPE", "HTTPS", "HTTP_AUTHORIZATION"):
            self.assertNotIn(key, environ)

    def test_bytes_travel_as_latin_1(self):
        environ = self.server.fetch("/%ff%E4?%ff=\xe9", headers={"X-Bytes": "\xff\x80"}).json()
        self.assertEqual(environ["PATH_INFO"][1], "/\xff\xe4")
        self.assertEqual(environ["QUERY_STRING"][1], "%ff=\xe9")
        self.assertEqual(environ["HTTP_X_BYTES"][1], "\xff\x80")

    def test_one_process_and_thread_say_so(self):
        server = self.serve("--processes", "1", "--threads", "1", app="probe:app")
        environ = server.fetch("/environ").json()
        self.assertEqual((environ["wsgi.multithread"][1], environ["wsgi.multiprocess"][1]), (False, False))

    def test_the_scheme_is_not_taken_from_anybody(self):
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "probe:app", cwd=retorttest.APPS)
        environ = server.fetch("/environ", headers={"X-Forwarded-Proto": "gopher"}).json()
        self.assertIn(environ["wsgi.url_scheme"][1], ("http", "https"))


class Input(retorttest.RetortCase):
    shared = ((), {"app": "probe:app"})

    def read(self, how, body=b"one\ntwo\nthree"):
        response = self.server.fetch(f"/input?how={how}", "POST", body=body)
        self.assertEqual(response.status, 200, response)
        return ast.literal_eval(response.text)

    def test_every_way_to_read(self):
        whole = b"one\ntwo\nthree"
        for how, expected in (("read", whole), ("read-n", b"one\n"), ("read-0", b""), ("read-minus", whole), ("read-none", whole),
                              ("past-the-end", [whole, b"", b"", b"", []]), ("readline", [b"one\n", b"two\n"]),
                              ("readline-n", [b"one", b"\n"]), ("readlines", [b"one\n", b"two\n", b"three"]),
                              ("iterate", [b"one\n", b"two\n", b"three"]), ("mixed", [b"on", b"e\n", b"two\n", b"three"])):
            with self.subTest(how):
                self.assertEqual(self.read(how), expected)
        self.assertEqual(self.read("readlines-hint")[0], b"one\n")

    def test_without_a_body_everything_is_empty(self):
        for how in ("read", "readline", "readlines", "iterate"):
            with self.subTest(how):
                response = self.server.fetch(f"/input?how={how}")
                self.assertIn(response.text, ("b''", "[b'', b'']", "[]"))

    def test_lines_longer_than_a_buffer(self):
        body = b"a" * 200_000 + b"\n" + b"b" * 10
        self.assertEqual(self.read("readline", body), [body[:200_001], b"b" * 10])

    def test_reading_waits_for_a_body_that_trickles(self):
        with self.server.wire() as client:
            client.send(request_bytes("POST", "/digest?block=10", {"Content-Length": "150000"}))
            for _ in range(15):
                client.send(bytes(10_000))
                time.sleep(0.01)
            self.assertEqual(client.response().json()["bytes"], 150_000)

    def test_a_client_that_leaves_in_its_body_is_an_error_in_the_app_only(self):
        self.server.expect_in_log(".")
        for _ in range(5):
            with self.server.wire() as client:
                client.send(request_bytes("POST", "/digest", {"Content-Length": "500000"}))
                client.send(bytes(200_000))
                client.reset()
        self.assertEqual(self.server.fetch("/").status, 200)


class Answers(retorttest.RetortCase):
    shared = ((), {"app": "probe:app"})

    def test_iterables_and_write(self):
        self.assertEqual(self.server.fetch("/write").body, b"one two three")
        late = self.server.fetch("/late")
        self.assertEqual((late.status, late.body), (201, b"late"))

    def test_close_is_called_once_whatever_happens(self):
        self.server.expect_in_log(".")

        def closed():
            return self.server.fetch("/process").json()["closed"]
        before = closed()
        self.server.fetch("/stream?n=3")
        self.assertEqual(closed(), before + 1)
        self.server.fetch("/stream?n=3", "HEAD")
        self.assertEqual(closed(), before + 2)
        with self.server.wire() as client:
            client.send(request_bytes("GET", "/raise?when=during"))
            client.rest()
        self.assertEqual(closed(), before + 3)

    def test_file_wrapper(self):
        path = self.write("data.bin", "0123456789" * 50_000)
        self.assertEqual(self.server.fetch(f"/file?path={path}").body, path.read_bytes())
        self.assertEqual(self.server.fetch(f"/file?path={path}&seek=499990").body, b"0123456789", "from where the file stands")
        self.assertEqual(self.server.fetch("/file").body, b"from memory")
        self.assertEqual(self.server.fetch(f"/file?path={path}", "HEAD").body, b"")

    def test_exc_info_replaces_the_head_until_it_is_sent(self):
        self.server.expect_in_log(".")
        replaced = self.server.fetch("/raise?when=replaced")
        self.assertEqual((replaced.status, replaced.reason, replaced.body, replaced["X-First"]), (500, "Replaced", b"replaced", None))
        with self.server.wire() as client:
            client.send(request_bytes("GET", "/raise?when=exc-info-late"))
            seen = client.rest()
            self.assertFalse(seen.endswith(b"0\r\n\r\n"), "what broke off must not look whole")
            self.assertNotIn(b"Too Late", seen)

    def test_exceptions_are_500_and_told_in_the_log(self):
        self.server.expect_in_log(".")
        for when, sentence in (("before", "raised before start_response"), ("after", "raised after start_response")):
            with self.subTest(when):
                self.assertEqual(self.server.fetch(f"/raise?when={when}").status, 500)
                self.server.wait_log(f"ValueError: {sentence}")
                self.server.wait_log(r"probe\.py\D+\d+")

    def test_duplicate_headers_and_order_are_kept(self):
        self.assertEqual(self.server.fetch("/header?name=Set-Cookie&value=a%3D1").all("Set-Cookie"), ["a=1"])
        self.assertEqual(self.server.fetch("/header?name=X-Latin&value=%E9")["X-Latin"], "\xe9")

    def test_any_status_a_framework_uses(self):
        for line in ("200 OK", "299 Own Words", "418 I'm a teapot", "599 Odd"):
            with self.subTest(line):
                response = self.server.fetch(f"/status?line={line.replace(' ', '+')}&body=x")
                self.assertEqual((response.status, response.reason), (int(line[:3]), line[4:]))


class Output(retorttest.RetortCase):
    def test_print_appears_at_once(self):
        server = self.serve(app="probe:app")
        server.fetch("/print?out=first-out&err=first-err&errors=first-errors")
        for word in ("first-out", "first-err", "first-errors"):
            server.wait_log(word, 2)

    def test_a_chatty_app_never_blocks(self):
        server = self.serve(app="probe:app")
        long = "y" * 7000
        for _ in range(50):
            self.assertEqual(server.fetch(f"/print?out={long}&err={long}").status, 200)

    def test_escape_sequences_of_a_client_do_not_reach_the_terminal(self):
        server = self.serve(app="probe:app")
        server.fetch("/%1b[31mred%0aFORGED")
        with server.wire() as client:
            client.send(b"GET /environ HTTP/1.1\r\nHost: localhost\r\nUser-Agent: \xc2\x9b31m\r\n\r\n")
            client.response()
        self.assertNotIn("\x1b", server.log)
        self.assertFalse([line for line in server.log.splitlines() if line.startswith("FORGED")])


class UwsgiModule(retorttest.RetortCase):
    def test_what_apps_use(self):
        server = self.serve("--processes", "2", "--threads", "1", "--master", "--set", "colour=teal", app="probe:app")
        seen = server.fetch("/uwsgi").json()
        self.assertIn(seen["worker_id"], (1, 2))
        self.assertEqual((seen["numproc"], seen["workers"]), (2, 2))
        self.assertTrue(seen["version"].startswith("b'"))
        self.assertEqual(seen["masterpid"], server.pid)
        self.assertEqual(seen["opt"]["processes"], "b'2'")

    def test_reload_from_the_app(self):
        server = self.serve("--master", app="probe:app")
        before = server.fetch("/process").json()["pid"]
        self.assertEqual(server.fetch("/uwsgi?reload=1").status, 200)
        retorttest.eventually(lambda: server.fetch("/process").json()["pid"] != before, what="a new worker")

    def test_unix_sockets_have_an_address_all_the_same(self):
        path = self.folder / "http.sock"
        server = self.start("--http-socket", path, "-w", "probe:app", cwd=retorttest.APPS)
        server.wait_ready(str(path))
        with Wire(str(path)) as client:
            environ = client.request("GET", "/environ").json()
        self.assertEqual(environ["SERVER_PORT"][1], "80")
        self.assertTrue(environ["REMOTE_ADDR"][1])

    def test_workers_inherit_no_client_or_listener(self):
        server = self.serve("--http-socket", "127.0.0.1:{port}", "-w", "probe:app", cwd=retorttest.APPS)
        idle = [server.wire() for _ in range(5)]
        for pid in server.workers():
            for entry in os.listdir(f"/proc/{pid}/fd"):
                target = os.readlink(f"/proc/{pid}/fd/{entry}")
                if target.startswith("socket:"):
                    inode = target[8:-1]
                    with open("/proc/net/tcp") as table:
                        self.assertNotIn(f" {inode} ", table.read(), "a worker holds a TCP socket of the engine")
        for client in idle:
            client.close()


if __name__ == "__main__":
    retorttest.main()
