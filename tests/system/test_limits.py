#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Limits have a status of their own, and slow clients cost memory within limits and never a worker."""

import re
import threading
import time

import retorttest
from wire import Closed, Wire, request_bytes

HOST = "Host: localhost\r\n"


def resident_kib(pid):
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return int(re.search(r"^Rss:\s+(\d+)", file.read(), re.M)[1])


class Limits(retorttest.RetortCase):
    shared = (("--limit-post", "1000000"), {"app": "probe:app"})

    def refused(self, data, status):
        with self.server.wire() as client:
            try:
                client.send(data)
            except ConnectionError:
                pass  # the answer came before all was sent
            response = client.response()
            self.assertEqual(response.status, status, response)
            self.assertEqual(response["Connection"], "close")
            self.assertGreater(len(response.body), 10)
            return response

    def test_414_for_an_endless_target(self):
        self.refused(f"GET /{'a' * 70_000} HTTP/1.1\r\n{HOST}\r\n", 414)
        self.refused("GET /" + "a" * 200_000, 414)

    def test_431_for_too_many_bytes_or_fields_of_head(self):
        self.refused(f"GET / HTTP/1.1\r\n{HOST}X-Long: {'a' * 70_000}\r\n\r\n", 431)
        self.refused(f"GET / HTTP/1.1\r\n{HOST}X-Endless: {'a' * 200_000}", 431)
        self.refused(f"GET / HTTP/1.1\r\n{HOST}" + "".join(f"X-{n}: 1\r\n" for n in range(500)) + "\r\n", 431)

    def test_what_browsers_send_is_far_below_the_limits(self):
        headers = [("Cookie", "a" * 12_000), *((f"X-{n}", "v") for n in range(40))]
        self.assertEqual(self.server.fetch("/?" + "q" * 8000, headers=headers).status, 200)

    def test_413_for_a_body_over_limit_post(self):
        self.refused(f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 1000001\r\n\r\n", 413)
        self.refused(f"POST /echo HTTP/1.1\r\n{HOST}Expect: 100-continue\r\nContent-Length: 1000001\r\n\r\n", 413)
        self.assertEqual(self.server.fetch("/digest", "POST", body=bytes(1_000_000)).json()["bytes"], 1_000_000)

    def test_413_for_a_chunked_body_over_limit_post(self):
        data = f"POST /sleep?s=0.2 HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n".encode()
        with self.server.wire() as client:
            try:
                client.send(data + b"20000\r\n" + bytes(0x20000) + b"\r\n" + b"e0000\r\n" + bytes(0xe0000) + b"\r\n0\r\n\r\n")
            except ConnectionError:
                pass
            try:
                self.assertIn(client.response().status, (413, 200))  # 200: the app had answered without reading
            except Closed:
                pass

    def test_endless_chunk_extensions_are_refused(self):
        with self.server.wire() as client:
            client.send(f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n3;")
            try:
                client.send("a" * 100_000)
            except ConnectionError:
                pass
            self.assertEqual(client.response().status, 400)

    def test_endless_trailers_are_refused(self):
        with self.server.wire() as client:
            client.send(f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n")
            try:
                client.send("".join(f"X-{n}: {'v' * 50}\r\n" for n in range(3000)))
            except ConnectionError:
                pass
            self.assertIn(client.response().status, (400, 431))


class Slow(retorttest.RetortCase):
    """One worker with one thread: whoever holds it holds everybody."""

    shared = (("--processes", "1", "--threads", "1"), {"app": "probe:app"})

    def quick(self, within_s=1.0):
        begin = time.monotonic()
        self.assertEqual(self.server.fetch("/").body, b"probe")
        self.assertLess(time.monotonic() - begin, within_s * (4 if retorttest.SANITIZED else 1))

    def test_slow_heads_and_bodies_hold_no_worker(self):
        slow = [self.server.wire() for _ in range(60)]
        try:
            for number, client in enumerate(slow):
                if number % 3 == 0:
                    client.send("GET /sleep HTTP/1.1\r\nHost: loc")
                elif number % 3 == 1:
                    client.send(f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 1000\r\n\r\nonly a part")
                else:
                    client.send(f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n5\r\nonly")
            for _ in range(5):
                self.quick()
        finally:
            for client in slow:
                client.close()

    def test_a_slow_reader_of_a_large_answer_holds_no_worker_and_bounded_memory(self):
        before = resident_kib(self.server.pid)
        with self.server.wire() as client:
            client.socket.setsockopt(1, 8, 4096)  # SO_RCVBUF
            client.send(request_bytes("GET", "/stream?n=4&size=50000"))
            time.sleep(0.1)
            self.quick()
        with self.server.wire() as client:
            client.send(request_bytes("GET", "/stream?n=3000&size=65536"))  # 196 MB that nobody reads
            time.sleep(0.7)
            grown = resident_kib(self.server.pid) - before
            self.assertLess(grown, 8 * 1024 * (4 if retorttest.SANITIZED else 1), "KiB of growth for a client that reads nothing")
            client.reset()
        self.quick(3)

    def test_an_upload_that_the_app_does_not_read_costs_bounded_memory(self):
        before = resident_kib(self.server.pid)
        with self.server.wire() as client:
            client.send(request_bytes("POST", "/sleep?s=1", {"Content-Length": str(200_000_000)}))
            client.socket.settimeout(0.2)
            block = bytes(1 << 20)
            try:
                for _ in range(200):
                    client.send(block)
            except (TimeoutError, ConnectionError):
                pass
            grown = resident_kib(self.server.pid) - before
            self.assertLess(grown, 8 * 1024 * (4 if retorttest.SANITIZED else 1), "KiB of growth for an app that reads nothing")
        self.quick(3)

    def test_a_client_that_leaves_frees_its_place(self):
        for _ in range(20):
            client = self.server.wire()
            client.send(request_bytes("GET", "/stream?n=100&size=1000&pause=0.002"))
            client.more()
            client.reset()
        self.quick(8)

    def test_a_client_that_half_closes_gets_its_answer(self):
        with self.server.wire() as client:
            client.send(request_bytes("POST", "/echo", body=b"and then nothing")).finish()
            self.assertEqual(client.response().body, b"and then nothing")
            self.assertTrue(client.ended())

    def test_streaming_to_a_client_that_left_closes_the_iterable(self):
        before = self.server.fetch("/process").json()["closed"]
        with self.server.wire() as client:
            client.send(request_bytes("GET", "/stream?n=300&size=1000&pause=0.01"))
            client.more()
            client.reset()
        retorttest.eventually(lambda: self.server.fetch("/process").json()["closed"] > before, 10, "close() of the iterable")


class Timers(retorttest.RetortCase):
    def test_408_for_a_head_that_never_ends(self):
        server = self.serve(app="probe:app")
        with server.wire() as client:
            client.socket.settimeout(30)
            client.send("GET / HTTP/1.1\r\nHost: loc")
            begin = time.monotonic()
            self.assertEqual(client.response().status, 408)
            self.assertTrue(5 < time.monotonic() - begin < 14)
            self.assertEqual(client.rest(), b"")

    def test_408_for_a_body_that_stops(self):
        server = self.serve("--socket-timeout", "2", app="probe:app")
        with server.wire() as client:
            client.send(f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 1000\r\n\r\nonly a part")
            begin = time.monotonic()
            self.assertEqual(client.response().status, 408)
            self.assertTrue(1 < time.monotonic() - begin < 6)

    def test_idle_connections_end_after_http_keepalive_seconds(self):
        server = self.serve("--http-keepalive=2", app="probe:app")
        with server.wire() as client:
            self.assertEqual(client.request().status, 200)
            begin = time.monotonic()
            self.assertTrue(client.ended(8))
            self.assertGreater(time.monotonic() - begin, 1.5)

    def test_504_when_the_app_is_silent_for_http_timeout(self):
        server = self.serve("--http-timeout", "2", app="probe:app")
        begin = time.monotonic()
        self.assertEqual(server.fetch("/sleep?s=5").status, 504)
        self.assertLess(time.monotonic() - begin, 4.5)
        server.expect_in_log("504|http-timeout")
        self.assertEqual(server.fetch("/").status, 200)


class Queue(retorttest.RetortCase):
    def test_503_when_the_queue_is_full_and_service_afterwards(self):
        server = self.serve("--processes", "1", "--threads", "1", app="probe:app").settle()
        holder = server.wire().send(request_bytes("GET", "/sleep?s=4"))
        time.sleep(0.1)
        waiting = [server.wire().send(request_bytes("GET", "/", {"Connection": "close"})) for _ in range(1100)]
        statuses = []

        def collect(part):
            for client in part:
                statuses.append(client.response().status)
                client.close()
        threads = [threading.Thread(target=collect, args=(waiting[at::4],)) for at in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(holder.response().status, 200)
        holder.close()
        self.assertEqual(set(statuses), {200, 503})
        self.assertGreater(statuses.count(503), 50)
        self.assertGreater(statuses.count(200), 900)
        self.assertEqual(server.fetch("/").status, 200)

    def test_a_thousand_idle_connections_are_no_burden(self):
        server = self.serve(app="probe:app").settle()
        idle = []
        for _ in range(1000):
            client = Wire(server.address)
            client.send(request_bytes())
            idle.append(client)
        for client in idle:
            self.assertEqual(client.response().status, 200)
        begin = time.monotonic()
        for _ in range(20):
            server.fetch("/")
        self.assertLess((time.monotonic() - begin) / 20, 0.2)
        for client in idle:
            client.close()


if __name__ == "__main__":
    import resource
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    retorttest.main()
