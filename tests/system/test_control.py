#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""retort ps, status, reload, stop and logs from another terminal; statistics for uwsgitop and its like."""

import json
import re
import signal
import socket
import subprocess
import time

import retorttest
import wire


class Commands(retorttest.RetortCase):
    def control(self, *arguments, expect=0):
        code, text = self.run_retort(*arguments)
        self.assertEqual(code, expect, text)
        return text

    def test_ps_and_status_say_what_runs(self):
        self.control("ps")
        server = self.serve("--processes", "2", "--threads", "2", app="probe:app").settle()
        listing = self.control("ps")
        self.assertIn(str(server.pid), listing)
        self.assertIn(str(server.port), listing)
        status = self.control("status")
        for word in (str(server.port), "probe", r"3\.\d+", *map(str, server.workers())):
            self.assertRegex(status, word)

    def test_reload_replaces_the_workers(self):
        server = self.serve(app="probe:app").settle()
        before = server.workers()
        self.control("reload")
        retorttest.eventually(lambda: server.workers() and not set(before) & set(server.workers()), what="new workers")
        self.assertEqual(server.fetch("/").status, 200)

    def test_stop_ends_it_with_0(self):
        server = self.serve(app="probe:app").settle()
        self.control("stop")
        self.assertEqual(server.wait(10), 0)
        server.check_after(0, 0)
        self.assertNotIn(str(server.port), self.control("ps"))

    def test_logs(self):
        server = self.serve(app="probe:app")
        server.fetch("/print?out=printed-by-the-app")
        server.fetch("/status?line=404+Missing&body=")
        text = retorttest.eventually(lambda: (shown := self.control("logs")) and "404" in shown and shown, 5, "the request in the logs")
        self.assertIn("/status", text)
        records = [json.loads(line) for line in self.control("logs", "--json").splitlines() if line.strip()]
        found = [record for record in records if "404" in json.dumps(record) and "/status" in json.dumps(record)]
        self.assertTrue(found, records)

    def test_logs_follow(self):
        server = self.serve(app="probe:app")
        with subprocess.Popen([retorttest.RETORT, "logs", "-f", "--json"], env=self.environment(), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as follower:
            try:
                deadline = time.monotonic() + 10
                seen = b""
                while b"/echo?followed" not in seen and time.monotonic() < deadline:
                    server.fetch("/echo?followed")
                    seen += follower.stdout.readline()
                self.assertIn(b"/echo?followed", seen)
            finally:
                follower.send_signal(signal.SIGINT)
                follower.wait(5)
        self.assertEqual(server.fetch("/").status, 200)

    def test_two_sites_are_told_apart(self):
        one = self.serve(app="probe:app")
        other = self.folder / "other"
        other.mkdir()
        (other / "app.py").write_text("def app(e, s):\n    s('200 OK', [])\n    return [b'other']\n")
        two = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", cwd=other)
        listing = self.control("ps")
        self.assertIn(str(one.pid), listing)
        self.assertIn(str(two.pid), listing)
        code, text = self.run_retort("stop")
        self.assertNotEqual(code, 0, "which one?")
        self.assertIn("other", text)
        self.control("stop", "other")
        self.assertEqual(two.wait(10), 0)
        self.assertEqual(one.fetch("/").status, 200)

    def test_without_a_server_there_is_a_sentence(self):
        for command in ("status", "reload", "stop", "logs"):
            with self.subTest(command):
                code, text = self.run_retort(command)
                self.assertNotEqual(code, 0)
                self.assertGreater(len(text.strip()), 10)

    def test_the_socket_is_private(self):
        self.serve(app="probe:app")
        sockets = [path for path in self.runtime.rglob("*") if path.is_socket()]
        self.assertTrue(sockets)
        for path in sockets:
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)
            self.assertEqual(path.parent.stat().st_mode & 0o077, 0, path.parent)

    def test_nonsense_on_the_socket_disturbs_nobody(self):
        server = self.serve(app="probe:app").settle()
        for path in [path for path in self.runtime.rglob("*") if path.is_socket()]:
            for data in (b"\n", b"{}\n", b"no json\n", b"[1,2]\n", b'{"method": 3}\n', b"\xff\xfe\n", b"x" * 3_000_000):
                with socket.socket(socket.AF_UNIX) as client:
                    client.settimeout(2)
                    client.connect(str(path))
                    try:
                        client.sendall(data)
                        client.shutdown(socket.SHUT_WR)
                        while client.recv(65536):
                            pass
                    except OSError:
                        pass
        server.expect_in_log("control")
        self.assertEqual(server.fetch("/").status, 200)


class Statistics(retorttest.RetortCase):
    WORKER = {"id", "pid", "accepting", "requests", "delta_requests", "exceptions", "harakiri_count", "signals", "signal_queue", "status",
              "rss", "vsz", "running_time", "last_spawn", "respawn_count", "tx", "avg_rt", "apps", "cores"}

    def read(self, address):
        with wire.Wire(address) as client:
            return client.rest()

    def test_the_document_of_uwsgi(self):
        stats = retorttest.free_port()
        server = self.serve("--stats", f"127.0.0.1:{stats}", "--processes", "2", "--threads", "2", app="probe:app").settle()
        for _ in range(5):
            server.fetch("/echo")
        document = json.loads(self.read(("127.0.0.1", stats)))
        for key in ("version", "listen_queue", "listen_queue_errors", "signal_queue", "load", "pid", "uid", "gid", "cwd", "locks", "sockets", "workers"):
            self.assertIn(key, document)
        self.assertEqual(document["pid"], server.pid)
        self.assertEqual([worker["id"] for worker in document["workers"]], [1, 2])
        self.assertEqual({worker["pid"] for worker in document["workers"]}, set(server.workers()))
        for worker in document["workers"]:
            self.assertEqual(self.WORKER - worker.keys(), set())
            self.assertEqual(len(worker["cores"]), 2)
            self.assertIn(worker["status"], ("idle", "busy"))
        self.assertGreaterEqual(sum(worker["requests"] for worker in document["workers"]), 5)

    def test_over_http_and_on_a_path(self):
        path = self.folder / "stats.sock"
        self.serve("--stats", path, "--stats-http", app="probe:app")
        head, _, body = self.read(str(path)).partition(b"\r\n\r\n")
        self.assertTrue(re.match(rb"HTTP/1\.[01] 200 OK\r\n", head))
        self.assertIn("workers", json.loads(body))


if __name__ == "__main__":
    retorttest.main()
