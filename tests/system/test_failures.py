#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""When things go wrong: apps that do not load, workers that die or hang, an engine that is killed."""

import fcntl
import json
import os
import signal
import struct
import termios
import threading
import time

import retorttest
import wire
from wire import request_bytes

GOOD = "def app(environ, start_response):\n    start_response('200 OK', [])\n    return [b'mended']\n"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

# An app that finds the channel of its worker to the engine and writes a frame of 4 GB there.
FLOOD = """
import os, socket, stat
def app(environ, start_response):
    start_response('200 OK', [])
    if environ['PATH_INFO'] == '/flood':
        control = min(fd for fd in range(3, 64) if os.path.exists(f'/proc/self/fd/{fd}') and stat.S_ISSOCK(os.fstat(fd).st_mode))
        channel = socket.socket(fileno=control)
        channel.sendall(b'\\xff\\xff\\xff\\xff\\x04')
        while True:
            channel.sendall(bytes(65536))
    return [b'']
"""


def resident_bytes(pid):
    with open(f"/proc/{pid}/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class LoadFailures(retorttest.RetortCase):
    """The engine stays up, says file, line and reason, answers 503, and serves once the app is mended."""

    # name: (app.py, arguments, patterns in log and page)
    ROWS = {
        "a syntax error": ("x = 1\ndef broken(:\n    pass\n", ("-w", "app:app"), (r"app\.py", r"\b2\b", "SyntaxError|invalid syntax")),
        "a missing module": ("import os\nimport no_such_module_anywhere\n", ("-w", "app:app"), (r"app\.py", r"\b2\b", "no_such_module_anywhere")),
        "an exception while importing": ("\n\nvalue = 1 / 0\n", ("-w", "app:app"), (r"app\.py", r"\b3\b", "ZeroDivisionError|division by zero")),
        "a module that is not there": (GOOD, ("-w", "no_such_app:app"), ("no_such_app",)),
        "a callable that is not there": (GOOD.replace("app(", "application("), ("-w", "app:nope"), ("nope", "app")),
        "a callable that is none": (GOOD + "nope = 3\n", ("-w", "app:nope"), ("nope",)),
        "several candidates": (GOOD.replace("app(", "first(") + GOOD.replace("app(", "second("), ("-w", "app"), ("first", "second")),
        "a file that is not there": (GOOD, ("--wsgi-file", "nosuch.py", "--callable", "app"), (r"nosuch\.py",)),
        "sys.exit while importing": ("import sys\nsys.exit('not today')\n", ("-w", "app:app"), (r"app\.py", "SystemExit|not today")),
        "a factory that fails": ("def make():\n    raise KeyError('settings')\n", ("-w", "app:make()"), ("KeyError", "settings")),
        "indentation": ("def f():\nreturn 1\n", ("-w", "app:app"), (r"app\.py", r"\b2\b", "[Ii]ndent")),
    }

    def test_each_row(self):
        for name, (source, arguments, patterns) in self.ROWS.items():
            with self.subTest(name):
                self.write("app.py", source)
                port = retorttest.free_port()
                server = self.start("--http", f"127.0.0.1:{port}", *arguments, "--processes", "2", "--threads", "1")
                server.expect_in_log(".")
                server.wait_listening(("127.0.0.1", port))
                page = server.fetch("/", headers=HTML)
                self.assertEqual(page.status, 503, page)
                self.assertTrue(page["Content-Type"].startswith("text/html"))
                for pattern in patterns:
                    self.assertRegex(page.text, pattern)
                    server.wait_log(pattern, 5)
                self.assertIsNone(server.process.poll(), "the engine stays up")
                server.stop()

    def test_mended_and_reloaded_it_serves(self):
        self.write("app.py", "import no_such_module_anywhere\n")
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "app:app")
        server.expect_in_log(".")
        server.wait_listening(("127.0.0.1", port))
        self.assertEqual(server.fetch("/").status, 503)
        self.write("app.py", GOOD)
        server.send_signal(signal.SIGHUP)
        retorttest.eventually(lambda: server.fetch("/").body == b"mended", what="the mended app")

    def test_the_page_is_what_the_client_prefers(self):
        self.write("app.py", "import no_such_module_anywhere\n")
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "app:app")
        server.expect_in_log(".")
        server.wait_listening(("127.0.0.1", port))
        html = server.fetch("/", headers=HTML)
        self.assertIn("<html", html.text.lower())
        self.assertIn("no_such_module_anywhere", html.text)
        self.assertEqual((html["Cache-Control"], html["X-Content-Type-Options"]), ("no-store", "nosniff"))
        self.assertIn("default-src 'none'", html["Content-Security-Policy"])
        data = server.fetch("/", headers={"Accept": "application/json"})
        self.assertTrue(data["Content-Type"].startswith("application/json"))
        self.assertIn("no_such_module_anywhere", json.dumps(data.json()))
        text = server.fetch("/")
        self.assertTrue(text["Content-Type"].startswith("text/plain"))
        self.assertNotIn("<html", text.text.lower())
        self.assertEqual(server.fetch("/", "HEAD").status, 503)

    def test_markup_in_an_error_is_escaped(self):
        self.write("app.py", "raise ValueError('<script>alert(1)</script>')\n")
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "app:app")
        server.expect_in_log(".")
        server.wait_listening(("127.0.0.1", port))
        self.assertNotIn("<script>", server.fetch("/", headers=HTML).text)

    def test_tracebacks_are_for_this_computer_only_and_can_be_turned_off(self):
        self.write("app.py", "secret_value_in_source = 1 / 0\n")
        port = retorttest.free_port()
        self.write("short.ini", f"[uwsgi]\nhttp = 127.0.0.1:{port}\nmodule = app:app\n[retort]\nerror-pages = short\n")
        for arguments, shown in ((("--http", f"127.0.0.1:{port}", "-w", "app:app"), True),
                                 (("--http", f"0.0.0.0:{port}", "-w", "app:app"), False), (("short.ini",), False)):
            with self.subTest(arguments):
                server = self.start(*arguments)
                server.expect_in_log(".")
                server.wait_listening(("127.0.0.1", port))
                page = server.fetch("/", headers=HTML)
                self.assertEqual(page.status, 503)
                self.assertEqual("secret_value_in_source" in page.text, shown)
                server.wait_log("ZeroDivisionError")
                server.stop()

    def test_an_app_that_kills_its_worker_at_import_is_tried_again_with_patience(self):
        self.write("app.py", f"open({str(self.folder / 'starts')!r}, 'a').write('x')\nimport os\nos._exit(3)\n")
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "app:app", "--processes", "1", "--threads", "1")
        server.expect_in_log(".")
        server.wait_listening(("127.0.0.1", port))
        time.sleep(3)
        self.assertEqual(server.fetch("/").status, 503)
        starts = len((self.folder / "starts").read_text())
        self.assertTrue(2 <= starts <= 12, f"{starts} starts in 3 s")
        self.write("app.py", GOOD)
        server.send_signal(signal.SIGHUP)
        retorttest.eventually(lambda: server.fetch("/").body == b"mended", 10, "the mended app")

    def test_a_reload_command_does_not_wait_for_an_app_that_kills_its_worker_at_import(self):
        self.write("app.py", "raise RuntimeError('not yet')\n")
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "app:app")
        server.expect_in_log(".")
        server.wait_log("not yet")
        self.write("app.py", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
        code, text = self.run_retort("reload", within_s=10)
        self.assertNotEqual(code, 0)
        self.assertIn("killed by signal 9", text)

    def test_one_worker_that_loads_is_enough_to_serve(self):
        lock = self.folder / "lock"
        self.write("app.py", f"import os, time\ntry:\n    os.close(os.open({str(lock)!r}, os.O_CREAT | os.O_EXCL))\n"
                             "except FileExistsError:\n    time.sleep(0.5)\nelse:\n    raise RuntimeError('port taken')\n" + GOOD)
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "app:app", "--processes", "2")
        server.expect_in_log(".")
        server.wait_log("and serves")
        server.wait_listening(("127.0.0.1", port))
        self.assertEqual(server.fetch("/").body, b"mended")
        self.assertIn("serving", self.run_retort("ps")[1])

    def test_workers_are_not_recycled_while_the_app_does_not_load(self):
        count = self.folder / "count"
        source = f"open({str(count)!r}, 'a').write('x')\n"
        self.write("app.py", source + GOOD)
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", "--max-requests", "1", "--min-worker-lifetime", "1")
        server.expect_in_log(".")
        self.write("app.py", source + "raise RuntimeError('half written')\n")

        def fetch_until_told():
            self.assertEqual(server.fetch("/").body, b"mended")
            return "half written" in server.log
        retorttest.eventually(fetch_until_told, 15, "the recycling that fails")
        loads = count.stat().st_size
        for _ in range(10):
            self.assertEqual(server.fetch("/").body, b"mended")
            time.sleep(0.1)
        self.assertEqual(count.stat().st_size, loads)

    def test_need_app_ends_with_22(self):
        self.write("app.py", "1 / 0\n")
        code, text = self.run_retort("--no-gui", "--http", "127.0.0.1:0", "-w", "app:app", "--need-app")
        self.assertEqual(code, 22, text)
        self.assertIn("ZeroDivisionError", text)


class Deaths(retorttest.RetortCase):
    def serve_probe(self, *arguments):
        server = self.serve(*arguments, app="probe:app")
        server.expect_in_log(".")
        return server

    def test_each_way_to_die_costs_one_request(self):
        server = self.serve_probe("--processes", "1", "--threads", "1")
        for how, statuses in (("kill", (502,)), ("segfault", (502,)), ("_exit", (502,)), ("_exit&code=0", (502,)), ("abort", (502,)),
                              ("sys.exit", (500, 502)), ("sys.exit&code=0", (500, 502)), ("keyboard", (500, 502)), ("memory", (500, 502))):
            with self.subTest(how):
                response = server.fetch(f"/die?how={how}", headers=HTML)
                self.assertIn(response.status, statuses)
                self.assertIn("</html>", response.text.lower(), "a complete page")
                begin = time.monotonic()
                self.assertEqual(server.fetch("/").body, b"probe")
                self.assertLess(time.monotonic() - begin, 6 if retorttest.SANITIZED else 1.5, "200 ms and the time to start and import")
        self.assertIsNone(server.process.poll())
        self.assertEqual(len(server.workers()), 1)

    def test_everybody_else_notices_nothing(self):
        server = self.serve_probe("--processes", "2", "--threads", "1")
        stop, wrong, served = threading.Event(), [], [0]

        def others():
            with server.wire() as client:
                while not stop.is_set():
                    response = client.request("GET", "/")
                    if response.status == 200:
                        served[0] += 1
                    else:
                        wrong.append(response)
        crowd = [threading.Thread(target=others) for _ in range(3)]
        for thread in crowd:
            thread.start()
        for how in ("kill", "segfault", "_exit") * 3:
            self.assertEqual(server.fetch(f"/die?how={how}").status, 502)
        stop.set()
        for thread in crowd:
            thread.join()
        self.assertEqual(wrong, [])
        self.assertGreater(served[0], 20)

    def test_a_worker_killed_from_outside_while_idle_is_replaced(self):
        server = self.serve_probe("--processes", "2", "--threads", "2")
        before = set(server.workers())
        self.assertEqual(len(before), 2)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        retorttest.eventually(lambda: len(server.workers()) == 2 and not before & set(server.workers()), 5, "two new workers")
        self.assertEqual(server.fetch("/").status, 200)
        server.wait_log(r"\b%d\b" % before.pop(), 2)

    def test_a_death_while_streaming_cuts_the_answer(self):
        server = self.serve_probe()
        with server.wire() as client:
            client.send(request_bytes("GET", "/die?how=streaming"))
            with self.assertRaises(wire.Closed) as caught:
                client.response()
            self.assertIn(b"first block", caught.exception.seen + b"first block")
            self.assertFalse(caught.exception.seen.endswith(b"0\r\n\r\n"))

    def test_many_deaths_in_a_row_never_lock_the_developer_out(self):
        server = self.serve_probe("--processes", "1", "--threads", "1")
        for _ in range(25):
            self.assertEqual(server.fetch("/die?how=_exit").status, 502)
        self.assertEqual(server.fetch("/").status, 200)

    def test_nothing_is_run_twice(self):
        server = self.serve_probe("--processes", "1", "--threads", "1")
        waiting = [server.wire().send(request_bytes("GET", f"/print?out=ONCE-{number}-")) for number in range(5)]
        killer = server.wire().send(request_bytes("GET", "/die?how=kill"))
        self.assertEqual(killer.response().status, 502)
        for client in waiting:
            self.assertIn(client.response().status, (200,))
            client.close()
        killer.close()
        time.sleep(0.1)
        lines = [line for line in server.log.splitlines() if "=> generated" not in line and "GET /" not in line]
        for number in range(5):
            self.assertEqual(sum(f"ONCE-{number}-" in line for line in lines), 1)

    def test_nonsense_on_the_control_channel_costs_one_worker_and_no_memory(self):
        self.write("app.py", FLOOD)
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", "--processes", "1")
        server.expect_in_log(".")
        before = resident_bytes(server.pid)
        self.assertEqual(server.fetch("/flood").status, 502)
        self.assertEqual(server.fetch("/").status, 200)
        server.wait_log("makes no sense", 5)
        self.assertLess(resident_bytes(server.pid) - before, 40_000_000 if retorttest.SANITIZED else 8_000_000)

    def test_a_long_body_is_not_lost_with_the_worker_it_was_sent_to(self):
        """The worker stands still before it begins: the next one gets the whole upload."""
        for ending in (signal.SIGKILL, signal.SIGHUP):
            with self.subTest(ending.name):
                server = self.serve_probe("--processes", "1", "--threads", "1")
                worker, = server.workers()
                os.kill(worker, signal.SIGSTOP)
                with server.wire() as client:
                    body = b"x" * 100_000
                    client.send(request_bytes("POST", "/echo", body=body))
                    retorttest.eventually(lambda: unread_bytes(client.socket) == 0, 5, "the whole body at the engine")
                    time.sleep(0.2)
                    os.kill(worker if ending == signal.SIGKILL else server.pid, ending)
                    response = client.response()
                    self.assertEqual((response.status, response.body == body), (200, True))
                if ending == signal.SIGHUP:
                    os.kill(worker, signal.SIGCONT)
                server.stop()


def unread_bytes(client):
    """Bytes this socket has sent that the peer's system has not confirmed (SIOCOUTQ)."""
    return struct.unpack("i", fcntl.ioctl(client, termios.TIOCOUTQ, bytes(4)))[0]


class Harakiri(retorttest.RetortCase):
    def check(self, target, *stack):
        server = self.serve("--harakiri", "1", "--processes", "1", "--threads", "2", app="probe:app")
        server.expect_in_log(".")
        before = server.workers()
        begin = time.monotonic()
        response = server.fetch(target, headers=HTML)
        self.assertEqual(response.status, 504, response)
        self.assertTrue(0.9 < time.monotonic() - begin < (8 if retorttest.SANITIZED else 3.5))
        for pattern in stack:
            server.wait_log(pattern, 3)
        self.assertEqual(server.fetch("/").body, b"probe")
        retorttest.eventually(lambda: server.workers() and server.workers() != before, 5, "a new worker")

    def test_a_sleeping_request_is_504_with_its_stack(self):
        self.check("/sleep?s=60", r"probe\.py", r"\bsleep\b")

    def test_a_spinning_request_is_504_too(self):
        self.check("/die?how=spin", r"probe\.py", r"\bdie\b")

    def test_quick_requests_are_not_touched(self):
        server = self.serve("--harakiri", "1", "--processes", "1", "--threads", "1", app="probe:app")
        pid = server.fetch("/process").json()["pid"]
        for _ in range(4):
            self.assertEqual(server.fetch("/sleep?s=0.5").status, 200)
        self.assertEqual(server.fetch("/process").json()["pid"], pid)

    def test_waiting_in_the_queue_does_not_count(self):
        server = self.serve("--harakiri", "2", "--processes", "1", "--threads", "1", app="probe:app")
        clients = [server.wire().send(request_bytes("GET", "/sleep?s=0.8")) for _ in range(5)]
        for client in clients:
            self.assertEqual(client.response().status, 200)
            client.close()


class EngineKilled(retorttest.RetortCase):
    check_sockets = False  # nobody is left to remove them; the next start does

    def test_no_worker_survives_by_more_than_a_second(self):
        for target in (None, "/sleep?s=30", "/die?how=spin"):
            with self.subTest(target):
                server = self.serve("--processes", "2", "--threads", "2", app="probe:app")
                server.expect_in_log(".")
                client = server.wire().send(request_bytes("GET", target)) if target else None
                time.sleep(0.2)
                self.assertGreaterEqual(len(server.processes()), 2)
                server.send_signal(signal.SIGKILL)
                server.wait()
                retorttest.eventually(lambda: not server.processes(), 3 if retorttest.SANITIZED else 1.2, "the end of all workers")
                if client:
                    client.close()

    def test_a_killed_engine_leaves_nothing_in_the_way_of_the_next(self):
        path = self.folder / "app.sock"
        pidfile = self.folder / "retort.pid"
        arguments = ("--socket", path, "--pidfile", pidfile, "--vacuum", "-w", "probe:app")
        server = self.start(*arguments, cwd=retorttest.APPS)
        server.wait_ready(str(path), uwsgi=True)
        server.send_signal(signal.SIGKILL)
        server.wait()
        self.assertTrue(path.exists(), "nobody could remove it")
        server = self.start(*arguments, cwd=retorttest.APPS)
        server.wait_ready(str(path), uwsgi=True)
        self.assertEqual(int(pidfile.read_text()), server.pid)
        server.stop()
        left = [path.name for path in self.folder.rglob("*") if path.is_socket()]
        self.assertEqual(left, [], "what the killed one left in our own folder goes at the next start")


if __name__ == "__main__":
    retorttest.main()
