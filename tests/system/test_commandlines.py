#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The command lines that must run, exactly as they are written in the README, with the sample app and free ports."""

import re
import shutil
import socket
import unittest

import retorttest
import wire


class CommandLines(retorttest.RetortCase):
    def setUp(self):
        super().setUp()
        self.project = self.folder / "sample"
        shutil.copytree(retorttest.SAMPLE, self.project, ignore=shutil.ignore_patterns("__pycache__"))
        self.port = retorttest.free_port()

    def serves_the_sample(self, server, address, uwsgi=False):
        fetch = wire.uwsgi_fetch if uwsgi else wire.fetch
        server.wait_ready(address, uwsgi=uwsgi).settle()
        page = fetch(address, "/")
        self.assertEqual(page.status, 200)
        self.assertIn("It answers.", page.text)
        self.assertEqual(fetch(address, "/api/hello?name=Ada").json()["message"], "Hello, Ada!")
        self.assertEqual(fetch(address, "/static/style.css")["Content-Type"].split(";")[0], "text/css")
        self.assertEqual(fetch(address, "/slow?seconds=0.05").status, 200)
        form = b"text=a+note"
        if uwsgi:
            saved = fetch(address, "/notes", "POST", form, CONTENT_TYPE="application/x-www-form-urlencoded")
        else:
            saved = fetch(address, "/notes", "POST", {"Content-Type": "application/x-www-form-urlencoded"}, form)
        self.assertEqual((saved.status, saved["Location"]), (303, "/notes"))
        self.assertEqual(fetch(address, "/nothing-here").status, 404)
        server.expect_in_log("Traceback")  # Flask logs what the failing view raised
        self.assertEqual(fetch(address, "/fail").status, 500)
        server.wait_log('RuntimeError: this view fails on purpose')
        return server

    def run_line(self, *arguments, address=None, uwsgi=False):
        server = self.start(*arguments, cwd=self.project)
        return self.serves_the_sample(server, address or ("127.0.0.1", self.port), uwsgi)

    def test_http_and_module(self):
        self.run_line("--http", f"0.0.0.0:{self.port}", "-w", "app:app")

    def test_http_and_wsgi_file(self):
        self.run_line("--http", f"127.0.0.1:{self.port}", "--wsgi-file", "app.py", "--callable", "app")

    def test_socket_with_protocol_http(self):
        self.run_line("--socket", f"0.0.0.0:{self.port}", "--protocol=http", "-w", "app:app")

    def test_http_socket_with_processes_and_threads(self):
        server = self.run_line("--http-socket", f":{self.port}", "--module", "app:app", "--processes", "4", "--threads", "2")
        self.assertEqual(len(server.workers()), 4)

    def test_uwsgi_socket_on_tcp(self):
        self.run_line("--socket", f"127.0.0.1:{self.port}", "-w", "app:app", uwsgi=True)

    def test_uwsgi_socket_on_a_path(self):
        path = self.folder / "app.sock"
        self.run_line("--socket", path, "--chmod-socket=666", "-w", "app:app", address=str(path), uwsgi=True)
        self.assertEqual(path.stat().st_mode & 0o777, 0o666)

    def test_several_listeners(self):
        path = self.folder / "app.sock"
        server = self.run_line("--http", f":{self.port}", "--socket", path, "-w", "app:app")
        self.assertIn("It answers.", wire.uwsgi_fetch(str(path), "/").text)
        self.assertIn("It answers.", server.fetch("/").text)

    def test_ini_file_alone_and_with_ini(self):
        ini = self.project / "uwsgi.ini"
        ini.write_text(ini.read_text().replace("127.0.0.1:5000", f"127.0.0.1:{self.port}"))
        for arguments in (("uwsgi.ini",), ("--ini", "uwsgi.ini")):
            with self.subTest(arguments):
                server = self.run_line(*arguments)
                self.assertEqual(len(server.workers()), 2, "processes = 2")
                server.stop()

    def test_ini_with_socket_and_protocol(self):
        self.write("sample/other.ini", f"[uwsgi]\nsocket = 127.0.0.1:{self.port}\nprotocol = http\nmodule = app\ncallable = app\nmaster\n")
        self.run_line("other.ini")

    def test_nothing_at_all_in_a_folder_with_a_uwsgi_ini(self):
        ini = self.project / "uwsgi.ini"
        ini.write_text(ini.read_text().replace("127.0.0.1:5000", f"127.0.0.1:{self.port}"))
        server = self.run_line()
        self.assertEqual(len(server.workers()), 2)

    def test_nothing_at_all_in_a_project_folder(self):
        (self.project / "uwsgi.ini").unlink()
        server = self.start(cwd=self.project)
        host, port = server.wait_log(r"http://(localhost|[\d.]+):(\d+)").groups()
        self.serves_the_sample(server, ("127.0.0.1" if host == "localhost" else host, int(port)))
        banner = server.log.split("GET")[0]
        self.assertRegex(banner, r"app\.py|app:app", "the app it chose")
        self.assertRegex(banner, r"[Pp]ython", "the Python it chose")

    def test_nothing_at_all_takes_another_port_when_one_is_taken(self):
        (self.project / "uwsgi.ini").unlink()
        first = self.start(cwd=self.project)
        port = int(first.wait_log(r"http://(?:localhost|[\d.]+):(\d+)")[1])
        second = self.start(cwd=self.project)
        other = int(second.wait_log(r"http://(?:localhost|[\d.]+):(\d+)")[1])
        self.assertNotEqual(port, other)
        self.assertEqual(wire.fetch(("127.0.0.1", other)).status, 200)
        self.assertEqual(wire.fetch(("127.0.0.1", port)).status, 200)

    def test_port_zero_prints_the_port_it_got(self):
        for option in ("--http", "--http-socket", "--http11-socket"):
            with self.subTest(option):
                server = self.start(option, "127.0.0.1:0", "-w", "app:app", cwd=self.project)
                port = int(server.wait_log(r"127\.0\.0\.1:([1-9]\d*)")[1])
                self.assertEqual(wire.fetch(("127.0.0.1", port)).status, 200)
                server.stop()

    def test_ipv6(self):
        try:
            port = retorttest.free_port("::1")
        except OSError:
            raise unittest.SkipTest("this machine has no ::1") from None
        server = self.start("--http", f"[::1]:{port}", "-w", "app:app", cwd=self.project)
        server.wait_ready(("::1", port))
        self.assertEqual(wire.fetch(("::1", port), headers={"Host": f"[::1]:{port}"}).status, 200)

    def test_the_same_options_in_uwsgi_spelling(self):
        server = self.start("-s", f"127.0.0.1:{self.port}", "--socket-protocol", "http", "--wsgi", "app:app", "-p", "2", "-M",
                            "--die-on-term", "-L", "-b", "32768", cwd=self.project)
        server.wait_ready(("127.0.0.1", self.port))
        self.assertEqual(len(server.workers()), 2)

    def test_default_is_one_process_with_four_threads(self):
        server = self.run_line("--http", f"127.0.0.1:{self.port}", "-w", "app:app")
        self.assertEqual(len(server.workers()), 1)
        clients = [server.wire().send(wire.request_bytes("GET", "/slow?seconds=0.5")) for _ in range(4)]
        for client in clients:
            client.socket.settimeout(1.8 if not retorttest.SANITIZED else 5)
            self.assertEqual(client.response().status, 200)
            client.close()

    def test_help_and_version(self):
        code, text = self.run_retort("--help")
        self.assertEqual(code, 0)
        for word in ("--http", "--processes", "--wsgi-file", "--harakiri", "reload", "logs"):
            self.assertIn(word, text)
        code, text = self.run_retort("--version")
        self.assertEqual(code, 0)
        self.assertRegex(text, r"^[Rr]etort \d+\.\d+\.\d+")

    def test_no_display_and_no_gui_libraries(self):
        server = self.run_line("--http", f"127.0.0.1:{self.port}", "-w", "app:app")
        with open(f"/proc/{server.pid}/maps") as maps:
            loaded = maps.read()
        for library in ("Qt6Widgets", "Qt6Gui", "libX11", "libpython"):
            self.assertNotIn(library, loaded)
        worker_libraries = "".join(open(f"/proc/{pid}/maps").read() for pid in server.workers())
        self.assertNotIn("Qt6", worker_libraries, "the worker knows no Qt")

    def test_localhost_means_both_loopback_addresses_or_says_which(self):
        server = self.start("--http", f"localhost:{self.port}", "-w", "app:app", cwd=self.project)
        server.wait_ready(("127.0.0.1", self.port))
        with socket.socket() as probe:
            probe.connect(("127.0.0.1", self.port))
        self.assertTrue(re.search(rf"localhost:{self.port}|127\.0\.0\.1:{self.port}", server.log))


if __name__ == "__main__":
    retorttest.main()
