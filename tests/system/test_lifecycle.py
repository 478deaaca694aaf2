#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Stopping, reloading, replacing, and being PID 1."""

import os
import shutil
import signal
import subprocess
import threading
import time
import unittest
from pathlib import Path

import retorttest
import wire
from wire import request_bytes


class Stopping(retorttest.RetortCase):
    def test_term_and_int_finish_what_runs_and_exit_0(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                server = self.serve("--processes", "2", "--threads", "2", app="probe:app").settle()
                running = [server.wire().send(request_bytes("GET", "/sleep?s=0.8")) for _ in range(3)]
                streaming = server.wire().send(request_bytes("GET", "/stream?n=8&size=3&pause=0.1"))
                idle = server.wire()
                idle.request()
                time.sleep(0.2)
                server.send_signal(number)
                retorttest.eventually(lambda: not self.accepts(server), 2, "the end of accepting")
                for client in running:
                    self.assertEqual(client.response().status, 200)
                    client.close()
                self.assertEqual(len(streaming.response().body), 24)
                streaming.close()
                self.assertEqual(server.wait(10), 0)
                idle.close()
                server.check_after(0, server.exit_code)

    @staticmethod
    def accepts(server):
        try:
            wire.Wire(server.address).close()
            return True
        except OSError:
            return False

    def test_a_second_signal_stops_at_once(self):
        server = self.serve(app="probe:app")
        server.expect_in_log(".")
        client = server.wire().send(request_bytes("GET", "/sleep?s=30"))
        time.sleep(0.2)
        server.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        self.assertIsNone(server.process.poll())
        server.send_signal(signal.SIGTERM)
        server.wait(3)
        client.close()

    def test_mercy_bounds_the_wait(self):
        server = self.serve("--worker-reload-mercy", "1", "--reload-mercy", "1", app="probe:app")
        server.expect_in_log(".")
        client = server.wire().send(request_bytes("GET", "/sleep?s=30"))
        time.sleep(0.2)
        begin = time.monotonic()
        server.stop()
        self.assertTrue(0.8 < time.monotonic() - begin < 5)
        client.close()

    def test_idle_it_stops_quickly(self):
        server = self.serve("--processes", "4", "--threads", "2", app="probe:app").settle()
        begin = time.monotonic()
        server.stop()
        self.assertLess(time.monotonic() - begin, 5 if retorttest.SANITIZED else 1)

    def test_stopping_while_the_app_is_still_loading(self):
        self.write("slow.py", "import time\ntime.sleep(20)\n")
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "slow:app")
        server.expect_in_log(".")
        server.wait_listening(("127.0.0.1", port))
        time.sleep(0.3)
        server.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        server.send_signal(signal.SIGTERM)
        server.wait(5)

    def test_sockets_and_pidfile_are_removed(self):
        path, pidfile = self.folder / "app.sock", self.folder / "retort.pid"
        server = self.start("--socket", path, "--pidfile", pidfile, "--vacuum", "--die-on-term", "-w", "probe:app", cwd=retorttest.APPS)
        server.wait_ready(str(path), uwsgi=True)
        self.assertEqual(pidfile.read_text(), f"{server.pid}\n")
        server.stop()
        self.assertFalse(path.exists() or pidfile.exists())

    def test_twenty_starts_and_stops_leave_nothing(self):
        port = retorttest.free_port()
        path = self.folder / "app.sock"
        for _ in range(20 if not retorttest.SANITIZED else 5):
            server = self.start("--http", f"127.0.0.1:{port}", "--socket", path, "-w", "probe:app", cwd=retorttest.APPS)
            server.wait_ready(("127.0.0.1", port))
            server.stop()
            self.assertEqual([entry.name for entry in self.runtime.rglob("*") if entry.is_socket()], [])


class Reloading(retorttest.RetortCase):
    def test_hup_under_load_refuses_and_cuts_nothing(self):
        server = self.serve("--processes", "2", "--threads", "2", app="probe:app").settle()
        stop, wrong, served = threading.Event(), [], [0]

        def client(keep_alive, target):
            connection = None
            while not stop.is_set():
                try:
                    if keep_alive:
                        connection = connection or server.wire()
                        response = connection.request("GET", target)
                    else:
                        response = server.fetch(target)
                    if response.status != 200:
                        wrong.append(response)
                    served[0] += 1
                except Exception as error:
                    wrong.append(error)
                    connection = None
            if connection:
                connection.close()
        crowd = [threading.Thread(target=client, args=arguments) for arguments in
                 ((True, "/"), (False, "/"), (True, "/sleep?s=0.05"), (False, "/stream?n=5&size=100&pause=0.01"))]
        for thread in crowd:
            thread.start()
        seen = set(server.workers())
        for _ in range(6):
            before = set(server.workers())
            server.send_signal(signal.SIGHUP)
            retorttest.eventually(lambda: len(set(server.workers()) - before) >= 2 and not before & set(server.workers()), 15,
                                  "two new workers and the end of the old")
            seen |= set(server.workers())
        stop.set()
        for thread in crowd:
            thread.join()
        self.assertEqual(wrong[:3], [])
        self.assertGreater(served[0], 100)
        self.assertGreaterEqual(len(seen), 10)

    def test_new_code_answers_and_running_requests_finish_on_the_old(self):
        def code(version):
            return ("import time\ndef app(environ, start_response):\n"
                    "    if environ['PATH_INFO'] == '/slow':\n        time.sleep(1)\n"
                    f"    start_response('200 OK', [])\n    return [b'{version}']\n")
        self.write("app.py", code("old"))
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", cwd=self.folder)
        slow = server.wire().send(request_bytes("GET", "/slow"))
        time.sleep(0.2)
        self.write("app.py", code("new"))
        server.send_signal(signal.SIGHUP)
        retorttest.eventually(lambda: server.fetch("/").body == b"new", what="the new code")
        self.assertEqual(slow.response().body, b"old")
        slow.close()

    def test_a_reload_of_broken_code_drops_nothing_and_can_be_mended(self):
        self.write("app.py", "def app(e, s):\n    s('200 OK', [])\n    return [b'good']\n")
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", cwd=self.folder)
        server.expect_in_log(".")
        self.write("app.py", "this is no python\n")
        server.send_signal(signal.SIGHUP)
        server.wait_log("SyntaxError|invalid syntax")
        for _ in range(5):
            self.assertIn(server.fetch("/").status, (200, 503))
        self.write("app.py", "def app(e, s):\n    s('200 OK', [])\n    return [b'mended']\n")
        server.send_signal(signal.SIGHUP)
        retorttest.eventually(lambda: server.fetch("/").body == b"mended", what="the mended code")

    def test_many_hups_at_once(self):
        server = self.serve(app="probe:app").settle()
        for _ in range(20):
            server.send_signal(signal.SIGHUP)
            time.sleep(0.01)
        self.assertEqual(server.fetch("/").status, 200)
        retorttest.eventually(lambda: len(server.workers()) == 1, 15, "one worker again")
        self.assertEqual(server.fetch("/").status, 200)

    def test_touch_reload(self):
        flag = self.write("flag", "")
        server = self.serve("--touch-reload", flag, app="probe:app")
        before = server.workers()
        time.sleep(1.1)
        os.utime(flag)
        retorttest.eventually(lambda: server.workers() and not set(before) & set(server.workers()), 5, "new workers")
        self.assertEqual(server.fetch("/").status, 200)


class Recycling(retorttest.RetortCase):
    def test_max_requests_replaces_workers_and_loses_no_request(self):
        server = self.serve("--max-requests", "10", "--min-worker-lifetime", "0", "--processes", "1", "--threads", "2", app="probe:app")
        pids = set()

        def three_workers_seen():
            response = server.fetch("/process")
            self.assertEqual(response.status, 200)
            pids.add(response.json()["pid"])
            return len(pids) >= 3
        retorttest.eventually(three_workers_seen, 30, "a third worker")  # the old one serves until the new one is ready

    def test_max_requests_waits_for_the_lifetime_of_uwsgi(self):
        server = self.serve("--max-requests", "3", "--processes", "1", "--threads", "1", app="probe:app")
        self.assertEqual(len({server.fetch("/process").json()["pid"] for _ in range(12)}), 1)


def permitted(*command):
    return shutil.which(command[0]) and subprocess.run([*command, "true"], capture_output=True).returncode == 0


UNSHARE = ("unshare", "--pid", "--fork", "--mount-proc")


@unittest.skipUnless(permitted(*UNSHARE), "this user may not make a PID namespace")
class PidOne(retorttest.RetortCase):
    def start_as_pid_one(self):
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "probe:app", "--processes", "2", "--threads", "1",
                            cwd=retorttest.APPS, command=[*UNSHARE, retorttest.RETORT])
        server.wait_ready(("127.0.0.1", port))
        inside = [pid for pid in server.processes() if retorttest.parent(pid) == server.pid]
        self.assertEqual(len(inside), 1)
        return server, inside[0]

    @staticmethod
    def zombies_of(pid):
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    state, ppid = (entry / "stat").read_text().rsplit(")", 1)[1].split()[:2]
                except OSError:
                    continue
                if state == "Z" and int(ppid) == pid:
                    found.append(int(entry.name))
        return found

    def test_it_reaps_orphans_and_stops_on_term(self):
        server, pid = self.start_as_pid_one()
        status = Path(f"/proc/{pid}/status").read_text()
        self.assertRegex(status, r"NSpid:\s+\d+\s+1\n")
        for _ in range(3):
            self.assertEqual(server.fetch("/orphan").status, 200)
        time.sleep(0.5)
        retorttest.eventually(lambda: not self.zombies_of(pid), 3, "the reaping of orphans")
        os.kill(pid, signal.SIGTERM)
        self.assertEqual(server.wait(10), 0)

    def test_its_workers_are_replaced_there_too(self):
        server, pid = self.start_as_pid_one()
        server.expect_in_log(".")
        self.assertEqual(server.fetch("/die?how=kill").status, 502)
        self.assertEqual(server.fetch("/").status, 200)
        os.kill(pid, signal.SIGTERM)
        self.assertEqual(server.wait(10), 0)

    def test_it_leaves_the_files_of_servers_outside_alone(self):
        outside = self.serve("--processes", "1", app="probe:app")
        outside.expect_in_log(".")
        inside, pid = self.start_as_pid_one()  # sees none of the processes outside, but shares the runtime folder
        os.kill(pid, signal.SIGTERM)
        self.assertEqual(inside.wait(10), 0)
        self.assertEqual(outside.fetch("/die?how=kill").status, 502)
        self.assertEqual(outside.fetch("/").body, b"probe")


if __name__ == "__main__":
    retorttest.main()
