#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""In a terminal: Ctrl-C, closing it, and both as PID 1 of a container."""

import os
import pty
import select
import signal
import subprocess
import threading
import time
import unittest

import retorttest
import wire
from wire import request_bytes

UNSHARE = ("unshare", "--pid", "--fork", "--mount-proc")


def permitted(command):
    try:
        return subprocess.run([*command, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


class Session:
    """retort as the foreground job of a terminal of its own."""

    def __init__(self, case, *prefix):
        self.port = retorttest.free_port()
        command = [*prefix, retorttest.RETORT, "--no-gui", "--http", f"127.0.0.1:{self.port}", "-w", "probe:app"]
        environment = {**case.environment(), "TERM": "xterm"}
        self.shown = b""
        self.closing = False
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(retorttest.APPS)
            os.execvpe(command[0], command, environment)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        case.addCleanup(self.kill)
        retorttest.eventually(lambda: b"Serving" in self.shown, 20, "the start")

    def read(self):
        try:
            while not self.closing:
                if select.select([self.terminal], [], [], 0.05)[0]:
                    self.shown += os.read(self.terminal, 65536)
        except OSError:
            pass  # the program has closed its side

    def close(self):
        self.closing = True
        self.reader.join()  # who reads keeps it open
        os.close(self.terminal)

    def exit_code(self, within_s):
        """What the program returned; fails if it runs on."""
        def ended():
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            return (status,) if pid else None
        status, = retorttest.eventually(ended, within_s, "the end of the program")
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def kill(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    def wire(self):
        return wire.Wire(("127.0.0.1", self.port))


class InATerminal(retorttest.RetortCase):
    def check_one_interrupt_finishes_what_runs(self, session):
        client = session.wire().send(request_bytes("GET", "/sleep?s=1.5"))
        time.sleep(0.3)
        os.write(session.terminal, b"\x03")
        self.assertEqual(client.response().status, 200)
        client.close()
        self.assertEqual(session.exit_code(10), 0)

    def test_one_interrupt_finishes_what_runs(self):
        self.check_one_interrupt_finishes_what_runs(Session(self))

    @unittest.skipUnless(permitted(UNSHARE), "this user may not make a PID namespace")
    def test_one_interrupt_is_one_to_pid_1_too(self):
        for _ in range(3):  # two signals may come as one
            self.check_one_interrupt_finishes_what_runs(Session(self, *UNSHARE))

    def test_a_hang_up_by_hand_reloads(self):
        session = Session(self)
        os.kill(session.pid, signal.SIGHUP)
        retorttest.eventually(lambda: b"reload" in session.shown.split(b"Serving")[-1], 10, "the reload")
        self.assertEqual(session.wire().request().status, 200)
        os.kill(session.pid, signal.SIGTERM)
        self.assertEqual(session.exit_code(10), 0)

    def test_closing_the_terminal_ends_it(self):
        session = Session(self)
        session.close()
        self.assertEqual(session.exit_code(10), 0)


if __name__ == "__main__":
    retorttest.main()
