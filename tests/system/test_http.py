#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""HTTP/1.1 on the wire of the running program: what is refused, what is understood, how answers are framed."""

import hashlib
import time

import retorttest
import wire
from wire import Wire, chunked, request_bytes

HOST = "Host: localhost\r\n"


class Refused(retorttest.RetortCase):
    """Anything two parties could read differently: one clear answer, and the connection is closed."""

    shared = ((), {"app": "probe:app"})

    # name: (bytes, statuses)
    ROWS = {
        "two different Content-Lengths": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", (400,)),
        "the same Content-Length twice": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", (400,)),
        "a list of Content-Lengths": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3, 3\r\n\r\nabc", (400,)),
        "a Content-Length with a plus": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: +3\r\n\r\nabc", (400,)),
        "a negative Content-Length": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: -3\r\n\r\nabc", (400,)),
        "a hexadecimal Content-Length": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 0x3\r\n\r\nabc", (400,)),
        "a Content-Length with trailing text": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3x\r\n\r\nabc", (400,)),
        "a blank inside Content-Length": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 1 1\r\n\r\nabcdefghijk", (400,)),
        "an empty Content-Length": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: \r\n\r\n", (400,)),
        "a Content-Length past 64 bits": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 18446744073709551619\r\n\r\nabc", (400, 413)),
        "a vertical tab around Content-Length": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: \v3\r\n\r\nabc", (400,)),
        "Content-Length and Transfer-Encoding": (f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400,)),
        "Transfer-Encoding that is not chunked": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: gzip\r\n\r\n", (400, 501)),
        "chunked that is not last": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", (400, 501)),
        "chunked twice": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", (400,)),
        "two Transfer-Encoding fields": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n"
                                          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400,)),
        "a comma before chunked": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n", (400, 501)),
        "xchunked": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", (400, 501)),
        "a vertical tab before chunked": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n", (400, 501)),
        "Transfer-Encoding in HTTP/1.0": (f"POST /echo HTTP/1.0\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400,)),
        "a blank before the colon": (f"GET / HTTP/1.1\r\n{HOST}X-Thing : 1\r\n\r\n", (400,)),
        "a folded field": (f"GET / HTTP/1.1\r\n{HOST}X-Thing: 1\r\n 2\r\n\r\n", (400,)),
        "a fold right after the request line": ("GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", (400,)),
        "a field without colon": (f"GET / HTTP/1.1\r\n{HOST}Thing\r\n\r\n", (400,)),
        "a field without name": (f"GET / HTTP/1.1\r\n{HOST}: value\r\n\r\n", (400,)),
        "NUL in a field": (f"GET / HTTP/1.1\r\n{HOST}X-Thing: a\0b\r\n\r\n", (400,)),
        "a control character in a field": (f"GET / HTTP/1.1\r\n{HOST}X-Thing: a\x01b\r\n\r\n", (400,)),
        "a control character in a name": (f"GET / HTTP/1.1\r\n{HOST}X-Th\x0bing: a\r\n\r\n", (400,)),
        "bare CR in a field": (f"GET / HTTP/1.1\r\n{HOST}X-Thing: a\rX-Other: b\r\n\r\n", (400,)),
        "bare LF after the request line": (f"GET / HTTP/1.1\n{HOST}\r\n", (400,)),
        "bare LF after a field": ("GET / HTTP/1.1\r\nHost: localhost\nX-A: 1\r\n\r\n", (400,)),
        "bare LF at the end": ("GET / HTTP/1.1\r\nHost: localhost\r\n\n", (400,)),
        "no Host in HTTP/1.1": ("GET / HTTP/1.1\r\n\r\n", (400,)),
        "two Hosts": (f"GET / HTTP/1.1\r\n{HOST}{HOST}\r\n", (400,)),
        "a Host with a path": ("GET / HTTP/1.1\r\nHost: localhost/x\r\n\r\n", (400,)),
        "a Host with user information": ("GET / HTTP/1.1\r\nHost: me@localhost\r\n\r\n", (400,)),
        "no version": ("GET /\r\n\r\n", (400,)),
        "HTTP/2.0": (f"GET / HTTP/2.0\r\n{HOST}\r\n", (400, 505)),
        "the preface of HTTP/2": ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400, 505)),
        "a version in lower case": (f"GET / http/1.1\r\n{HOST}\r\n", (400,)),
        "two blanks in the request line": (f"GET  / HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "a tab in the request line": (f"GET\t/ HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "a blank in the target": (f"GET /a b HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "NUL in the target": (f"GET /a\0b HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "an escaped NUL in the path": (f"GET /a%00b HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "a broken escape in the path": (f"GET /a%zz HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "a cut escape in the path": (f"GET /a%4 HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "a target without a slash": (f"GET path HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "a method that is no token": (f"GE(T / HTTP/1.1\r\n{HOST}\r\n", (400,)),
        "a TLS hello": ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", (400,)),
        "a chunk size with a sign": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n0\r\n\r\n", (400,)),
        "a chunk size with 0x": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n", (400,)),
        "an empty chunk size": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n\r\nabc\r\n0\r\n\r\n", (400,)),
        "a chunk size of seventeen digits": (f"POST /echo HTTP/1.1\r\n{HOST}"
                                             "Transfer-Encoding: chunked\r\n\r\n10000000000000003\r\nabc\r\n0\r\n\r\n", (400, 413)),
        "a blank before a chunk size": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n 3\r\nabc\r\n0\r\n\r\n", (400,)),
        "a chunk that is too long": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", (400,)),
        "bare LF after a chunk size": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n", (400,)),
        "bare LF after a chunk": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\n0\r\n\r\n", (400,)),
        "bare CR in a chunk extension": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n3;a\rb\r\nabc\r\n0\r\n\r\n", (400,)),
        "a broken trailer": (f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0\r\nno colon\r\n\r\n", (400,)),
    }

    def test_each_row(self):
        smuggled = request_bytes("GET", "/print?out=SMUGGLED")
        for name, (data, statuses) in self.ROWS.items():
            with self.subTest(name), Wire(self.server.address) as client:
                client.send(data.encode("latin-1") + smuggled)
                response = client.response()
                self.assertIn(response.status, statuses, response)
                self.assertEqual(response["Connection"], "close", response)
                self.assertGreater(len(response.body.strip()), 10, "the answer says nothing")
                self.assertEqual(client.rest(), b"", "something follows a refused request")
        self.assertNotIn("SMUGGLED", self.server.log)

    def test_each_row_byte_by_byte(self):
        for name, (data, statuses) in list(self.ROWS.items())[::4]:
            with self.subTest(name), Wire(self.server.address) as client:
                try:
                    client.send_slowly(data.encode("latin-1"))
                except ConnectionError:
                    pass  # refused before the last byte
                self.assertIn(client.response().status, statuses)

    def test_refusals_say_what_is_wrong(self):
        for data, words in ((f"GET / HTTP/1.1\r\n{HOST}X-Thing : 1\r\n\r\n", "X-Thing"),
                            ("GET / HTTP/1.1\r\n\r\n", "Host"),
                            (f"POST / HTTP/1.1\r\n{HOST}Content-Length: 3x\r\n\r\n", "Content-Length")):
            with self.subTest(words), Wire(self.server.address) as client:
                self.assertIn(words.lower(), client.send(data).response().text.lower())


class Understood(retorttest.RetortCase):
    shared = ((), {"app": "probe:app"})

    def environ(self, target="/environ", **kwargs):
        response = self.server.fetch(target, **kwargs)
        self.assertEqual(response.status, 200, response)
        return {key: value for key, (_, value) in response.json().items()}

    def test_keep_alive_serves_many_requests_on_one_connection(self):
        with self.server.wire() as client:
            for number in range(50):
                self.assertEqual(client.request("POST", "/echo", body=b"%d" % number).body, b"%d" % number)

    def test_http_1_0_closes_unless_asked_to_stay(self):
        with self.server.wire() as client:
            self.assertEqual(client.request(version="HTTP/1.0").status, 200)
            self.assertTrue(client.ended())
        with self.server.wire() as client:
            for _ in range(2):
                response = client.request(version="HTTP/1.0", headers={"Connection": "keep-alive"})
                self.assertEqual(response["Connection"].lower(), "keep-alive")
        with self.server.wire() as client:
            self.assertEqual(client.send("GET / HTTP/1.0\r\n\r\n").response().status, 200, "1.0 needs no Host")

    def test_connection_close_is_obeyed_and_said(self):
        with self.server.wire() as client:
            self.assertEqual(client.request(headers={"Connection": "Close"})["Connection"].lower(), "close")
            self.assertTrue(client.ended())

    def test_pipelined_requests_are_answered_in_order(self):
        with self.server.wire() as client:
            client.send(b"".join(request_bytes("POST", "/echo", body=b"%d" % number) if number % 2 else
                                 request_bytes("GET", f"/stream?n={number}&size=2") for number in range(40)))
            for number in range(40):
                response = client.response()
                self.assertEqual(response.body, b"%d" % number if number % 2 else
                                 b"".join(b"%c%c" % (97 + i % 26, 97 + i % 26) for i in range(number)))

    def test_a_pipelined_request_behind_a_slow_one_waits_for_it(self):
        with self.server.wire() as client:
            client.send(request_bytes("GET", "/sleep?s=0.3") + request_bytes("POST", "/echo", body=b"second"))
            self.assertIn("slept", client.response().text)
            self.assertEqual(client.response().body, b"second")

    def test_a_request_cut_at_any_byte_is_the_same_request(self):
        data = request_bytes("POST", "/echo?x=1", {"X-A": "b", "Transfer-Encoding": "chunked"}) + chunked(b"hello", b" you")
        with self.server.wire() as client:
            for cut in range(1, len(data), 3):
                client.send(data[:cut])
                time.sleep(0.001)
                client.send(data[cut:])
                self.assertEqual(client.response().body, b"hello you")

    def test_a_request_byte_by_byte(self):
        with self.server.wire() as client:
            client.send_slowly(request_bytes("POST", "/echo", body=b"one at a time"))
            self.assertEqual(client.response().body, b"one at a time")

    def test_empty_lines_before_a_request_are_skipped(self):
        with self.server.wire() as client:
            self.assertEqual(client.send(b"\r\n" + request_bytes()).response().status, 200)

    def test_chunked_bodies_reach_wsgi_input(self):
        for block in (1, 7, 65536):
            with self.subTest(block=block), self.server.wire() as client:
                body = bytes(range(256)) * 40
                pieces = [body[at:at + 999] for at in range(0, len(body), 999)]
                client.send(request_bytes("POST", f"/digest?block={block}", {"Transfer-Encoding": "chunked"}) + chunked(*pieces))
                self.assertEqual(client.response().json(), {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()})

    def test_chunk_extensions_and_trailers_are_dropped(self):
        with self.server.wire() as client:
            client.send(request_bytes("POST", "/echo", {"Transfer-Encoding": "Chunked"}) +
                        b"5;name=value;other=\"quoted\"\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n" + request_bytes("GET", "/environ"))
            self.assertEqual(client.response().body, b"hello")
            self.assertNotIn("HTTP_X_TRAILER", client.response().json())

    def test_large_bodies_arrive_whole(self):
        body = bytes(1_000_003 * 8)
        expected = hashlib.sha256(body).hexdigest()
        self.assertEqual(self.server.fetch("/digest", "POST", body=body).json()["sha256"], expected)
        with self.server.wire() as client:
            pieces = [body[at:at + 100_000] for at in range(0, len(body), 100_000)]
            client.send(request_bytes("POST", "/digest", {"Transfer-Encoding": "chunked"}) + chunked(*pieces))
            self.assertEqual(client.response().json()["sha256"], expected)

    def test_a_body_the_app_does_not_read_is_not_the_next_request(self):
        with self.server.wire() as client:
            inner = request_bytes("GET", "/print?out=INNER")
            client.send(request_bytes("POST", "/", body=inner) + request_bytes("POST", "/echo", body=b"next"))
            self.assertEqual(client.response().body, b"probe")
            self.assertEqual(client.response().body, b"next")
        with self.server.wire() as client:
            client.send(request_bytes("POST", "/", {"Transfer-Encoding": "chunked"}) + chunked(inner) + request_bytes())
            self.assertEqual(client.response().body, b"probe")
            self.assertEqual(client.response().body, b"probe")
        self.assertNotIn("INNER", self.server.log)

    def test_expect_100_continue_is_answered_before_the_body(self):
        for target, expected in (("/echo", b"0123456789"), ("/digest", None)):
            with self.subTest(target), self.server.wire() as client:
                client.send(request_bytes("POST", target, {"Expect": "100-continue", "Content-Length": "10"}))
                self.assertEqual(client.response(skip_informational=False).status, 100)
                client.send(b"0123456789")
                response = client.response()
                self.assertEqual(response.status, 200)
                if expected:
                    self.assertEqual(response.body, expected)

    def test_expect_with_the_body_already_sent(self):
        with self.server.wire() as client:
            client.send(request_bytes("POST", "/echo", {"Expect": "100-continue"}, b"here already"))
            self.assertEqual(client.response().body, b"here already")

    def test_head_204_and_304_have_no_body(self):
        with self.server.wire() as client:
            head = client.request("HEAD", "/")
            self.assertEqual((head.status, head["Content-Length"]), (200, "5"))
            self.assertEqual(client.request("HEAD", "/stream?n=2").status, 200)
            for line in ("204 No Content", "304 Not Modified"):
                response = client.request("GET", f"/status?line={line.replace(' ', '+')}&body=not+allowed")
                self.assertEqual(response.status, int(line[:3]))
                self.assertIsNone(response["Transfer-Encoding"])
            self.assertEqual(client.request("GET", "/").body, b"probe", "the connection is still in step")

    def test_answers_without_length_are_chunked_for_1_1_and_end_with_the_connection_for_1_0(self):
        with self.server.wire() as client:
            response = client.request("GET", "/stream?n=3&size=4&pause=0.02")
            self.assertEqual(response.body, b"aaaabbbbcccc")
            self.assertIsNotNone(response.chunks)
            self.assertEqual(client.request().status, 200)
        with self.server.wire() as client:
            response = client.request("GET", "/stream?n=3&size=4", version="HTTP/1.0", headers={"Connection": "keep-alive"})
            self.assertEqual(response.body, b"aaaabbbbcccc")
            self.assertIsNone(response["Transfer-Encoding"])
            self.assertTrue(client.ended())

    def test_a_streamed_block_arrives_when_it_is_made(self):
        with self.server.wire() as client:
            begin = time.monotonic()
            client.send(request_bytes("GET", "/stream?n=2&size=5&pause=1"))
            client.until(b"aaaaa")
            self.assertLess(time.monotonic() - begin, 0.7)
            client.until(b"bbbbb")
            client.until(b"0\r\n\r\n")

    def test_date_and_server_are_sent_once(self):
        response = self.server.fetch("/")
        self.assertEqual(len(response.all("Date")), 1)
        self.assertRegex(response["Date"], r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$")
        self.assertEqual(len(response.all("Server")), 1)
        self.assertIn("Retort", response["Server"])
        own = self.server.fetch("/header?name=Server&value=mine")
        self.assertEqual(own.all("Server"), ["mine"])

    def test_target_forms(self):
        with self.server.wire() as client:
            response = client.send(f"GET http://localhost/environ?a=b HTTP/1.1\r\n{HOST}\r\n").response()
            environ = {key: value for key, (_, value) in response.json().items()}
            self.assertEqual((environ["PATH_INFO"], environ["QUERY_STRING"]), ("/environ", "a=b"))
            self.assertEqual(client.send(f"OPTIONS * HTTP/1.1\r\n{HOST}\r\n").response().status, 200)
            self.assertEqual(client.send(f"BREW /echo HTTP/1.1\r\n{HOST}\r\n").response().status, 200, "unknown methods are the app's")
        with self.server.wire() as client:
            self.assertIn(client.send(f"CONNECT localhost:1 HTTP/1.1\r\n{HOST}\r\n").response().status, (400, 405, 501))

    def test_paths_are_decoded_once(self):
        for target, path in (("/a%20b", "/a b"), ("/%E4%BD%A0", "/\xe4\xbd\xa0"), ("/a%2Fb", "/a/b"), ("/a%252Fb", "/a%2Fb"),
                             ("/a//b", "/a//b"), ("/a/../b/./c//d", "/b/c//d"), ("/a+b", "/a+b"), ("/a;p=1", "/a;p=1")):
            with self.subTest(target):
                environ = self.environ(target + "?q=%20+%2F")
                self.assertEqual((environ["PATH_INFO"], environ["QUERY_STRING"]), (path, "q=%20+%2F"))
                self.assertEqual(environ["REQUEST_URI"], target + "?q=%20+%2F")

    def test_headers_become_variables(self):
        environ = self.environ(headers=[("X-Name", "  padded\t"), ("X-Twice", "1"), ("X-Twice", "2"), ("X_Under", "no"),
                                        ("Proxy", "http://evil"), ("Cookie", "a=1"), ("Cookie", "b=2"),
                                        ("Content-Type", "text/x"), ("X-Latin", "\xe9")])
        self.assertEqual(environ["HTTP_X_NAME"], "padded")
        self.assertEqual(environ["HTTP_X_TWICE"].replace(" ", ""), "1,2")
        self.assertIn(environ["HTTP_COOKIE"], ("a=1; b=2", "a=1, b=2"))
        self.assertEqual(environ["CONTENT_TYPE"], "text/x")
        self.assertEqual(environ["HTTP_X_LATIN"], "\xe9")
        for name in ("HTTP_X_UNDER", "HTTP_PROXY", "HTTP_CONTENT_TYPE"):
            self.assertNotIn(name, environ)

    def test_underscores_cannot_imitate_a_header(self):
        environ = self.environ(headers=[("X-Real", "true"), ("X_Real", "forged"), ("Content_Length", "5")])
        self.assertEqual(environ["HTTP_X_REAL"], "true")
        self.assertNotIn("CONTENT_LENGTH", environ)


class Spoilt(retorttest.RetortCase):
    """What an app may not put on the wire."""

    shared = ((), {"app": "probe:app"})

    def setUp(self):
        super().setUp()
        self.server.expect_in_log(r".")  # each of these is told in the log, with a traceback where it is one

    def test_headers_with_line_ends_never_leave(self):
        for name, value in (("X-A", "b%0d%0aX-Injected:%201"), ("X-A", "b%0aX-Injected:%201"), ("X-A%0d%0aX-Injected", "1"),
                            ("X-A", "b%00c"), ("X%20A", "b"), ("", "b")):
            with self.subTest(name=name, value=value):
                response = self.server.fetch(f"/header?name={name}&value={value}")
                self.assertEqual(response.status, 500, response)
                self.assertNotIn(b"X-Injected", response.head)

    def test_a_status_with_line_ends_never_leaves(self):
        response = self.server.fetch("/status?line=200+OK%0d%0aX-Injected:+1")
        self.assertEqual(response.status, 500, response)
        self.assertNotIn(b"X-Injected", response.head)

    def test_each_breach_of_pep_3333_is_one_error_and_no_damage(self):
        for how in ("no-start", "returns-none", "returns-str", "yields-str", "status-int", "headers-tuple-of-three",
                    "header-int", "twice"):
            with self.subTest(how), self.server.wire() as client:
                response = client.request("GET", f"/wrong?how={how}")
                self.assertEqual(response.status, 500, response)
                self.assertEqual(self.server.fetch("/").body, b"probe")

    def test_the_app_does_not_decide_the_framing(self):
        response = self.server.fetch("/wrong?how=hop-by-hop")
        if response.status != 500:
            self.assertEqual(response.body, b"3\r\nabc\r\n0\r\n\r\n", "what the app calls chunks is its body")

    def test_more_than_content_length_is_cut_off(self):
        with self.server.wire() as client:
            client.send(request_bytes("GET", "/wrong?how=too-long") + request_bytes())
            response = client.response()
            if response.status == 200:
                self.assertEqual(response.body, b"abc")
                rest = client.rest() if response["Connection"] == "close" else b""
                self.assertNotIn(b"def", rest)
            else:
                self.assertEqual(response.status, 500)

    def test_less_than_content_length_breaks_the_connection(self):
        with self.server.wire() as client:
            client.send(request_bytes("GET", "/stream?n=2&size=4&length=5"))
            with self.assertRaises(wire.Closed):
                client.response()

    def test_an_exception_while_streaming_is_never_a_whole_answer(self):
        with self.server.wire() as client:
            client.send(request_bytes("GET", "/raise?when=during"))
            with self.assertRaises(wire.Closed) as caught:
                client.response()
            self.assertNotIn(b"0\r\n\r\n", caught.exception.seen)


class Rebinding(retorttest.RetortCase):
    """A page of another site whose name points here must not read the app."""

    def test_foreign_names_are_refused_on_loopback(self):
        server = self.serve(app="probe:app")
        for host, welcome in (("localhost", True), ("LOCALHOST.", True), ("app.localhost", True), ("127.0.0.1", True),
                              (f"127.0.0.1:{server.port}", True), ("[::1]", True), ("evil.example", False),
                              ("localhost.evil.example", False), ("evillocalhost", False), ("127.0.0.1.evil.example", False)):
            with self.subTest(host):
                response = server.fetch("/", headers={"Host": host})
                self.assertIn(response.status, (200,) if welcome else (403, 421), response)
        with server.wire() as client:
            response = client.send(f"GET http://evil.example/ HTTP/1.1\r\n{HOST}\r\n").response()
            self.assertIn(response.status, (400, 403, 421))
        self.assertRegex(server.fetch("/", headers={"Host": "evil.example"}).text, "allowed-hosts")

    def test_names_can_be_allowed(self):
        port = retorttest.free_port()
        for allowed, host, status in (("dev.example", "dev.example", 200), ("dev.example", "x.dev.example", (403, 421)),
                                      ("*", "anything.example", 200)):
            with self.subTest(allowed=allowed, host=host):
                ini = self.write("site.ini", f"[uwsgi]\nhttp = 127.0.0.1:{port}\nchdir = {retorttest.APPS}\nmodule = probe:app\n"
                                             f"[retort]\nallowed-hosts = {allowed}\n")
                server = self.start(ini)
                server.wait_ready(("127.0.0.1", port))
                got = server.fetch("/", headers={"Host": host}).status
                self.assertTrue(got == status or got in (status if isinstance(status, tuple) else ()), got)
                server.stop()

    def test_other_interfaces_are_not_checked(self):
        port = retorttest.free_port()
        server = self.start("--http", f"0.0.0.0:{port}", "-w", "probe:app", cwd=retorttest.APPS)
        server.wait_ready(("127.0.0.1", port))
        self.assertEqual(server.fetch("/", headers={"Host": "my-machine.example"}).status, 200)


if __name__ == "__main__":
    retorttest.main()
