#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The request log off a terminal: uWSGI's line (with the expression that reads it), log-format, and what silences it."""

import os
import re
import time
from pathlib import Path

import retorttest
import wire
from wire import request_bytes

LINE = re.compile(r"^\[pid: (\d+)\|app: (-?\d+)\|req: (-?\d+)/(\d+)\] (\S*) \((.*?)\) \{(\d+) vars in (\d+) bytes\} "
                  r"\[(.{24})\] (\S+) (.*) => generated (\d+) bytes in (\d+) (msecs|micros)( via \w+\(\))? ?\((\S*) (\d+)\) "
                  r"(\d+) headers in (\d+) bytes \((\d+) switches on core (\d+)\)$", re.M)


class UwsgiLine(retorttest.RetortCase):
    def line_of(self, server, target):
        return retorttest.eventually(lambda: next((match for match in LINE.finditer(server.log) if match[11] == target), None),
                                     what=f"the line of {target}")

    def test_every_field(self):
        server = self.serve("--processes", "1", "--threads", "2", app="probe:app")
        pid = server.fetch("/process").json()["pid"]
        response = server.fetch("/stream?n=3&size=10")
        match = self.line_of(server, "/stream?n=3&size=10")
        self.assertEqual(int(match[1]), pid)
        self.assertEqual(match[2], "0")
        self.assertEqual(match[5], "127.0.0.1")
        self.assertEqual(match[6], "")
        self.assertEqual(int(match[7]) % 2, 0, "keys and values")
        self.assertRegex(match[9], r"^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$")
        self.assertEqual((match[10], match[12], match[16], match[17]), ("GET", "30", "HTTP/1.1", "200"))
        self.assertEqual(match[18], "1", "headers of the app, not ours")
        self.assertGreaterEqual(int(match[20]), 3)
        self.assertIn(match[21], ("0", "1"))
        self.assertEqual(len(response.body), 30)

    def test_counts_go_up_and_times_are_plausible(self):
        server = self.serve("--processes", "1", "--threads", "1", app="probe:app")
        server.fetch("/sleep?s=0.3")
        server.fetch("/echo?last")
        slow, last = self.line_of(server, "/sleep?s=0.3"), self.line_of(server, "/echo?last")
        self.assertTrue(290 <= int(slow[13]) < 2000, slow[0])
        self.assertEqual(int(last[4]), int(slow[4]) + 1)

    def test_statuses_of_our_own_have_lines_too(self):
        server = self.serve(app="probe:app")
        server.expect_in_log(".")
        server.fetch("/die?how=_exit")
        self.assertEqual(self.line_of(server, "/die?how=_exit")[17], "502")

    def test_the_user_of_a_front_end_is_shown(self):
        server = self.serve("--socket", "127.0.0.1:{port}", "-w", "probe:app", cwd=retorttest.APPS, uwsgi=True)
        wire.uwsgi_fetch(server.address, "/echo", REMOTE_USER="ada", REMOTE_ADDR="203.0.113.5")
        match = self.line_of(server, "/echo")
        self.assertEqual((match[5], match[6]), ("203.0.113.5", "ada"))

    def test_secrets_are_not_in_the_log(self):
        server = self.serve(app="probe:app")
        server.fetch("/", headers={"Cookie": "session=COOKIESECRET", "Authorization": "Bearer TOKENSECRET"})
        time.sleep(0.1)
        self.assertNotRegex(server.log, "COOKIESECRET|TOKENSECRET")

    def test_log_micros(self):
        server = self.serve("--log-micros", app="probe:app")
        server.fetch("/echo")
        self.assertEqual(self.line_of(server, "/echo")[14], "micros")

    def test_memory_report(self):
        server = self.serve("--memory-report", app="probe:app")
        server.fetch("/echo")
        server.wait_log(r"^\{address space usage: \d+ bytes/\d+MB\} \{rss usage: \d+ bytes/\d+MB\} \[pid: ")


class Formats(retorttest.RetortCase):
    def test_log_format_with_its_variables(self):
        server = self.serve("--log-format", "F|%(method)|%(uri)|%(proto)|%(status)|%(rsize)|%(addr)|%(host)|%(uagent)|%(referer)|%(user)|"
                            "%(var.HTTP_X_A)|%(nonsense)|%(wid)|%(core)|%(pid)|%(msecs)|%(epoch)|%(cl)|END", app="probe:app")
        server.fetch("/echo?a=b", "POST", {"User-Agent": "test/1", "Referer": "http://x/", "X-A": "seen", "Host": "localhost:1"}, b"12345")
        line = server.wait_log(r"F\|POST\|/echo\?a=b\|.*END")[0]
        fields = line.split("|")
        self.assertEqual(fields[3:6], ["HTTP/1.1", "200", "5"])
        self.assertEqual(fields[6:13], ["127.0.0.1", "localhost:1", "test/1", "http://x/", "-", "seen", "-"])
        self.assertEqual((fields[13], fields[18]), ("1", "5"))
        for field in fields[14:18]:
            self.assertRegex(field, r"^\d+$")

    def test_apache_like(self):
        server = self.serve("--log-format", '%(addr) - %(user) [%(ltime)] "%(method) %(uri) %(proto)" %(status) %(size) "%(referer)" "%(uagent)"',
                            app="probe:app")
        server.fetch("/echo", headers={"User-Agent": "x"})
        server.wait_log(r'^127\.0\.0\.1 - - \[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET /echo HTTP/1\.1" 200 \d+ "-" "x"$')

    def test_logvars_of_the_app(self):
        server = self.serve("--log-format", "V=%(probe) %(uri)", app="probe:app")
        server.fetch("/uwsgi?logvar=mine")
        server.wait_log(r"V=mine /uwsgi")

    def test_a_line_is_one_line(self):
        server = self.serve("--log-format", "L:%(uri) %(var.HTTP_X_A)", app="probe:app")
        with server.wire() as client:
            client.send(request_bytes("GET", "/a%0aFAKE", {"X-A": "tab\there \x85\xa0"}))
            client.response()
        server.wait_log("L:/a%0aFAKE")
        self.assertFalse(re.search("^FAKE", server.log, re.M))


class Silence(retorttest.RetortCase):
    def lines(self, server, *targets):
        for target in targets:
            server.fetch(target)
        time.sleep(0.15)
        return [target for target in targets if f" {target} =>" in server.log]

    def test_disable_logging_and_what_is_logged_all_the_same(self):
        ok, missing, error = "/echo", "/status?line=404+No&body=", "/status?line=500+No&body="
        for options, expected in ((("-L",), []), (("--disable-logging",), []), (("--disable-logging", "--log-4xx"), [missing]),
                                  (("--disable-logging", "--log-5xx"), [error]),
                                  (("--disable-logging", "--log-4xx", "--log-5xx"), [missing, error]), ((), [ok, missing, error])):
            with self.subTest(options):
                server = self.serve(*options, app="probe:app")
                self.assertEqual(self.lines(server, ok, missing, error), expected)
                server.stop()

    def test_the_app_asks_for_its_line(self):
        self.write("app.py", "import uwsgi\ndef app(environ, start_response):\n    if environ['PATH_INFO'] == '/logged':\n"
                             "        uwsgi.log_this_request()\n    start_response('200 OK', [])\n    return []\n")
        server = self.serve("-L", "--http", "127.0.0.1:{port}", "-w", "app:app", cwd=self.folder)
        self.assertEqual(self.lines(server, "/silent", "/logged"), ["/logged"])

    def test_log_slow_and_log_big(self):
        server = self.serve("-L", "--log-slow", "200", "--log-big", "1000", app="probe:app")
        self.assertEqual(self.lines(server, "/echo", "/sleep?s=0.3", "/stream?n=20&size=100"), ["/sleep?s=0.3", "/stream?n=20&size=100"])

    def test_logto(self):
        path = self.folder / "retort.log"
        server = self.serve("--logto", path, app="probe:app")
        server.fetch("/print?out=into-the-file")
        retorttest.eventually(lambda: path.exists() and "into-the-file" in path.read_text() and LINE.search(path.read_text()), 5, "lines in the file")
        self.assertEqual(path.stat().st_mode & 0o077 & 0o022, 0)

    def test_a_terminal_that_nobody_reads_stops_nothing(self):
        reader, terminal = os.openpty()
        self.addCleanup(os.close, reader)
        self.addCleanup(os.close, terminal)
        port = retorttest.free_port()
        command = ["/bin/sh", "-c", f'exec "$0" "$@" 2>{os.ttyname(terminal)}', retorttest.RETORT]
        server = self.start("--http", f"127.0.0.1:{port}", "-w", "probe:app", cwd=retorttest.APPS, command=command)
        server.wait_ready(("127.0.0.1", port))
        with server.wire() as client:
            for number in range(2000):
                client.send(request_bytes(target=f"/?{'q' * (number % 600)}"))
                self.assertEqual(client.response().status, 200)
        before = cpu_s(server.pid)
        time.sleep(0.5)
        self.assertLess(cpu_s(server.pid) - before, 0.1)
        server.stop()


def cpu_s(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    retorttest.main()
