#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts that fail: each has a sentence of its own that says what to do, and exit code 1."""

import os
import re
import socket
import subprocess
import sys

import retorttest
import wire


class CannotStart(retorttest.RetortCase):
    def refused(self, *arguments, words=(), code=1, cwd=retorttest.APPS, env=None):
        result, text = self.run_retort("--no-gui", *arguments, cwd=cwd, env=env)
        self.assertEqual(result, code, text)
        self.assertNotIn("Traceback", text)
        for word in words:
            self.assertRegex(text, word)
        return text

    def test_a_port_in_use_names_the_holder_and_a_free_port(self):
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "probe:app", cwd=retorttest.APPS)
        server.wait_ready(("127.0.0.1", port))
        text = self.refused("--http", f"127.0.0.1:{port}", "-w", "probe:app", words=(str(port), rf"\b{server.pid}\b", "retort"))
        suggestions = [int(number) for number in re.findall(r"\b(\d{4,5})\b", text) if int(number) not in (port, server.pid)]
        self.assertTrue(suggestions, text)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", suggestions[-1]))  # free indeed
        self.assertEqual(server.fetch("/").status, 200, "the first is not disturbed")

    def test_a_port_in_use_by_another_program(self):
        holder = subprocess.Popen([sys.executable, "-c", "import socket, time; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); "
                                   "print(s.getsockname()[1], flush=True); time.sleep(60)"], stdout=subprocess.PIPE, text=True)
        try:
            port = holder.stdout.readline().strip()
            self.refused("--http", f"127.0.0.1:{port}", "-w", "probe:app", words=(port, rf"\b{holder.pid}\b", "python"))
        finally:
            holder.kill()
            holder.communicate()

    def test_addresses_that_cannot_be_used(self):
        for option, address, words in (("--http", "192.0.2.1:8000", ("192.0.2.1",)), ("--http", "5000", (":5000",)),
                                       ("--http", "127.0.0.1", ("port",)), ("--http", "127.0.0.1:99999", ("99999",)),
                                       ("--http", "127.0.0.1:http", ("http",)), ("--socket", "http://127.0.0.1:80", ("http://",)),
                                       ("--socket", "/tmp/" + "x" * 150 + ".sock", (r"\d\d\d",)),
                                       ("--socket", "/nonexistent/folder/app.sock", ("/nonexistent/folder",)),
                                       ("--http", "no-such-host.invalid:5000", ("no-such-host.invalid",))):
            with self.subTest(address):
                self.refused(option, address, "-w", "probe:app", words=words)

    def test_a_path_that_is_no_socket_is_never_removed(self):
        path = self.write("precious.txt", "mine")
        self.refused("--socket", path, "-w", "probe:app", words=("precious.txt", "socket"))
        self.assertEqual(path.read_text(), "mine")
        link = self.folder / "link.sock"
        link.symlink_to(path)
        self.refused("--socket", link, "-w", "probe:app", words=("link.sock",))
        self.assertEqual(path.read_text(), "mine")
        self.assertTrue(link.is_symlink())

    def test_a_socket_somebody_listens_on_is_not_taken_away(self):
        path = self.folder / "app.sock"
        server = self.start("--socket", path, "-w", "probe:app", cwd=retorttest.APPS)
        server.wait_ready(str(path), uwsgi=True)
        self.refused("--socket", path, "-w", "probe:app", words=("app.sock",))
        self.assertEqual(wire.uwsgi_fetch(str(path), "/").status, 200)

    def test_a_stale_socket_is_replaced(self):
        path = self.folder / "app.sock"
        with socket.socket(socket.AF_UNIX) as stale:
            stale.bind(str(path))
        server = self.start("--socket", path, "-w", "probe:app", cwd=retorttest.APPS)
        server.wait_ready(str(path), uwsgi=True)

    def test_folders_and_files_that_are_missing(self):
        self.refused("--http", "127.0.0.1:0", "--chdir", "/nonexistent/project", "-w", "probe:app", words=("/nonexistent/project",))
        self.refused("nosuch.ini", words=(r"nosuch\.ini",))
        self.refused("--ini", "nosuch.ini", words=(r"nosuch\.ini",))
        self.refused("app.py", words=(r"app\.py",))

    def test_options_that_are_wrong(self):
        for arguments, words in ((("--vaccum",), ("vaccum", "vacuum")), (("--processes", "many"), ("processes", "many")),
                                 (("--processes", "0"), ("processes",)), (("--processes", "-1"), ("processes",)),
                                 (("--http",), ("http",)), (("--protocol", "fastcgi", "--socket", "127.0.0.1:0"), ("fastcgi",)),
                                 (("--chmod-socket=abc",), ("chmod-socket", "abc"))):
            with self.subTest(arguments):
                self.refused("-w", "probe:app", *(("--http", "127.0.0.1:0") if "--http" not in arguments else ()), *arguments, words=words)

    def test_wrong_lines_of_a_file_are_named_with_their_number(self):
        self.write("bad.ini", "[uwsgi]\nhttp = 127.0.0.1:0\nmodule = probe:app\nprocesses = several\n")
        self.refused("--ini", self.folder / "bad.ini", words=(r"bad\.ini", r"\b4\b", "processes", "several"))

    def test_a_folder_without_an_app(self):
        (self.folder / "nothing").mkdir()
        text = self.refused(cwd=self.folder / "nothing", words=("nothing|app",))
        self.assertRegex(text, r"app\.py|wsgi\.py")

    def test_ports_that_are_not_allowed(self):
        def may_bind_80():
            with socket.socket() as probe:
                try:
                    probe.bind(("127.0.0.1", 80))
                    return True
                except OSError:
                    return False
        if may_bind_80():
            self.skipTest("this user may listen on port 80")
        self.refused("--http", "127.0.0.1:80", "-w", "probe:app", words=("80", "1024"))

    def test_a_folder_one_may_not_write_to(self):
        if os.getuid() == 0:
            self.skipTest("root may write anywhere")
        closed = self.folder / "closed"
        closed.mkdir(mode=0o500)
        self.refused("--socket", closed / "app.sock", "-w", "probe:app", words=("closed",))


if __name__ == "__main__":
    retorttest.main()
