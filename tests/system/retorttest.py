# SPDX-License-Identifier: Apache-2.0
"""Starts the real program for a test and looks for what it left behind.

`RetortCase.serve(…)` starts RETORT_BIN in a temporary folder and waits until it answers. When it is stopped the test
fails on: a wrong exit code, processes that survive, descriptors or socket files that were not there before, and any
line of the log that speaks of trouble and was not announced with `expect_in_log`.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import uuid
from pathlib import Path

import wire

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "resources" / "sample"
APPS = REPOSITORY / "tests" / "apps"
RETORT = os.environ.get("RETORT_BIN", str(REPOSITORY / "build" / "release" / "bin" / "retort"))
SANITIZED = bool(os.environ.get("RETORT_SANITIZE"))
MARK = "RETORT_TEST_MARK"
SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"

# What a healthy server never prints: tracebacks, sanitizer reports, Qt's complaints, broken assertions.
TROUBLE = re.compile(r"Traceback \(most recent|Sanitizer|runtime error:|\bQ[A-Z]\w+::|QSocketNotifier|QObject|"
                     r"ASSERT|assertion|Segmentation|terminate called|free\(\)|Fatal Python|[Ww]arning:|Exception ignored|"
                     r"\b(?:died|crashed)\b")


def eventually(condition, within_s=wire.PATIENCE_S, what="the condition"):
    """Returns the first true value of condition(); fails when there is none in time."""
    end = time.monotonic() + within_s
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come true within {within_s} s")
        time.sleep(0.01)


def free_port(host="127.0.0.1"):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def marked_processes(mark):
    """Processes started by the program, by anything it started, however often they forked: the mark is inherited."""
    needle = f"{MARK}={mark}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if needle in (entry / "environ").read_bytes().split(b"\0") and alive(entry.name):
                    found.append(int(entry.name))
    return found


def descriptors(pid):
    """What the process has open: names without the numbers that differ from one moment to the next."""
    found = []
    with contextlib.suppress(OSError):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                found.append(re.sub(r"\d+", "N", os.readlink(entry)))
    return sorted(found)


def python_for_apps():
    """The interpreter that has the frameworks: Debian's, else the first of PATH."""
    return "/usr/bin/python3" if os.access("/usr/bin/python3", os.X_OK) else shutil.which("python3")


def has_module(name, python=None):
    return subprocess.run([python or python_for_apps(), "-c", f"import {name}"], capture_output=True).returncode == 0


def end_uwsgi(process):
    """Ends a real uWSGI that was started with start_new_session=True, master and workers.

    Not by SIGTERM or SIGQUIT: uWSGI 2.0.21 loses a signal that comes in the milliseconds between the first answer of a
    worker and the master's signal handlers, and later ones with it (lost in 4 of 6 starts, in 0 of 12 from 0.3 s on).
    """
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)


class Server:
    """A running retort. Made by RetortCase.serve()."""

    def __init__(self, case, arguments, cwd, env, command=None):
        self.case = case
        self.mark = uuid.uuid4().hex
        self.folder = Path(cwd)
        self.log_path = case.folder / f"retort-{self.mark[:8]}.log"
        self.expected = []
        self.address = None
        self.environment = {**case.environment(), MARK: self.mark, **env}
        self.log_file = open(self.log_path, "wb")
        self.process = subprocess.Popen([*(command or [RETORT]), *map(str, arguments)], cwd=cwd, env=self.environment,
                                        stdin=subprocess.DEVNULL, stdout=self.log_file, stderr=subprocess.STDOUT,
                                        start_new_session=True)
        self.pid = self.process.pid
        self.baseline = None
        self.exit_code = None

    # --- looking ---
    @property
    def log(self):
        return self.log_path.read_text(errors="replace")

    @property
    def shown_log(self):
        """The log as a message shows it: not more than a screen."""
        return self.log if len(self.log) < 4000 else "[…]" + self.log[-4000:]

    def wait_log(self, pattern, within_s=wire.PATIENCE_S, after=0):
        """The match of pattern in the log from byte `after` on, as soon as it is there."""
        def look():
            match = re.search(pattern, self.log[after:], re.M)
            if not match and self.process.poll() is not None:
                match = re.search(pattern, self.log[after:], re.M)
                if not match:
                    raise AssertionError(f"retort ended with {self.process.returncode} before {pattern!r}:\n{self.shown_log}")
            return match
        try:
            return eventually(look, within_s)
        except AssertionError as error:
            raise AssertionError(f"no {pattern!r} in the log ({error}):\n{self.shown_log}") from None

    def expect_in_log(self, *patterns):
        """Announces lines that would count as trouble otherwise."""
        self.expected += patterns

    def processes(self):
        return [pid for pid in marked_processes(self.mark) if pid != self.pid]

    def workers(self):
        """Pids of the worker processes: the children of the engine."""
        return [pid for pid in self.processes() if parent(pid) == self.pid]

    def wait_ready(self, address, target="/", uwsgi=False):
        """Waits until a request is answered by the app, and remembers what is open then."""
        def ask():
            if self.process.poll() is not None:
                raise AssertionError(f"retort ended with {self.process.returncode}:\n{self.shown_log}")
            try:
                response = wire.uwsgi_fetch(address, target) if uwsgi else wire.fetch(address, target)
            except (OSError, wire.Closed):
                return None
            return response
        response = eventually(ask, 30, f"an answer at {address}")
        self.address = address
        self.first_response = response
        return self

    def wait_listening(self, address):
        """Waits until the port or socket accepts; asks nothing of the app."""
        def knock():
            if self.process.poll() is not None:
                raise AssertionError(f"retort ended with {self.process.returncode}:\n{self.shown_log}")
            try:
                wire.Wire(address).close()
                return True
            except OSError:
                return False
        eventually(knock, 30, f"a listener at {address}")
        self.address = address
        return self

    def settle(self):
        """Remembers the descriptors of the engine, once all workers are connected and nothing changes any more.

        Workers are alike: while one of them still connects its slots, it has fewer sockets than the others.
        """
        def sockets_of_workers():
            return [descriptors(pid).count("socket:[N]") for pid in self.workers()]

        def steady():
            first, sockets = descriptors(self.pid), sockets_of_workers()
            time.sleep(0.1)
            same = first == descriptors(self.pid) and sockets == sockets_of_workers() and len(set(sockets)) == 1
            return first if same else None
        self.baseline = eventually(steady)
        return self

    def fetch(self, target="/", *args, **kwargs):
        return wire.fetch(self.address, target, *args, **kwargs)

    def wire(self):
        return wire.Wire(self.address)

    # --- ending ---
    def send_signal(self, number):
        os.kill(self.pid, number)

    def wait(self, within_s=20):
        try:
            self.exit_code = self.process.wait(within_s)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"retort did not end within {within_s} s:\n{self.shown_log}") from None
        return self.exit_code

    def stop(self, number=signal.SIGTERM, within_s=20, expect=0):
        """Stops the program and complains about everything it leaves."""
        if self.process.poll() is None:
            if self.baseline is not None:
                self.check_descriptors()
            self.send_signal(number)
        code = self.wait(within_s)
        self.check_after(expect, code)

    def check_descriptors(self):
        deadline = time.monotonic() + 5
        while (now := descriptors(self.pid)) != self.baseline:
            extra = list(now)
            for name in self.baseline:
                if name in extra:
                    extra.remove(name)
            if not extra:
                return  # fewer than at the start are no leak
            if time.monotonic() > deadline:
                raise AssertionError(f"descriptors leaked by the engine: {extra}\n{self.shown_log}")
            time.sleep(0.02)

    def check_after(self, expect, code):
        if expect is not None and code != expect:
            raise AssertionError(f"exit code {code}, expected {expect}:\n{self.shown_log}")
        try:
            eventually(lambda: not self.processes(), 2, "the end of all processes")
        except AssertionError:
            left = {pid: command_line(pid) for pid in self.processes()}
            raise AssertionError(f"processes left behind: {left}\n{self.shown_log}") from None
        self.check_log()

    def check_log(self):
        troubled = []
        for line in self.log.splitlines():
            if TROUBLE.search(line) and not any(re.search(pattern, line) for pattern in self.expected):
                troubled.append(line)
        if troubled:
            raise AssertionError("unexpected in the log: " + "\n".join(troubled[:5]) + f"\n--- the whole log:\n{self.shown_log}")

    def kill_everything(self):
        for pid in [*marked_processes(self.mark)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.log_file.close()


def parent(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return None


def command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "(gone)"


class RetortCase(unittest.TestCase):
    """A test with a temporary folder and any number of servers, all of which must end cleanly.

    A class that sets `shared` (arguments and keywords of serve()) gets one server for all its tests, as `self.server`.
    """

    shared = None  # ((arguments…), {keywords})
    check_sockets = True
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._shared_case = None
        if cls.shared is not None:
            cls._shared_case = SharedCase()
            cls._shared_case.setUp()
            try:
                cls.server = cls._shared_case.serve(*cls.shared[0], **cls.shared[1])
                cls.server.settle()
            except BaseException:
                cls._shared_case.tearDown()
                raise

    @classmethod
    def tearDownClass(cls):
        if cls._shared_case is not None:
            try:
                cls.server.stop()
            finally:
                cls._shared_case.tearDown()
        super().tearDownClass()

    def setUp(self):
        # Short on purpose: the path of a Unix socket has 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="rt-", dir="/tmp"))
        self.runtime = self.folder / "run"
        self.runtime.mkdir(mode=0o700)
        self.servers = []

    def tearDown(self):
        running = [server for server in self.servers if server.exit_code is None]
        problems = []
        for server in running:
            try:
                server.stop()
            except AssertionError as error:
                problems.append(error)
        for server in self.servers:
            server.kill_everything()
        sockets = [str(path) for path in self.folder.rglob("*") if path.is_socket()]
        shutil.rmtree(self.folder, ignore_errors=True)
        for problem in problems:
            raise problem
        if sockets and self.check_sockets:
            raise AssertionError(f"socket files left behind: {sockets}")

    def environment(self):
        """A small, known environment: nothing of the tester's shell decides what a server does."""
        return {"PATH": SYSTEM_PATH if python_for_apps().startswith("/usr/") else os.environ["PATH"],
                "HOME": str(self.folder), "LANG": "C.UTF-8", "TZ": "UTC", "XDG_RUNTIME_DIR": str(self.runtime),
                "PYTHONDONTWRITEBYTECODE": "1", "QT_FATAL_WARNINGS": "0",
                "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=0", "UBSAN_OPTIONS": "print_stacktrace=1"}

    def start(self, *arguments, cwd=None, env=None, command=None, no_gui=True):
        """Starts the program and does not wait for anything."""
        server = Server(self, [*(["--no-gui"] if no_gui else []), *arguments], cwd or self.folder, env or {}, command)
        self.servers.append(server)
        return server

    def serve(self, *arguments, app=None, cwd=None, env=None, uwsgi=False, target="/"):
        """Starts the program on a free port (put as {port} or {host}) and waits for its first answer.

        app="probe:app" stands for `--http 127.0.0.1:PORT -w probe:app` in tests/apps.
        """
        port = free_port()
        address = ("127.0.0.1", port)
        if app is not None:
            arguments = ["--http", f"127.0.0.1:{port}", "-w", app, *arguments]
            cwd = cwd or APPS
        arguments = [str(argument).replace("{port}", str(port)).replace("{folder}", str(self.folder)) for argument in arguments]
        server = self.start(*arguments, cwd=cwd, env=env)
        server.port = port
        return server.wait_ready(address, target, uwsgi)

    def run_retort(self, *arguments, cwd=None, env=None, within_s=30):
        """Runs the program to its end, for commands and for starts that fail: (exit code, everything printed)."""
        done = subprocess.run([RETORT, *map(str, arguments)], cwd=cwd or self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=within_s,
                              env={**self.environment(), **(env or {})})
        return done.returncode, done.stdout.decode(errors="replace")

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return path


class SharedCase(RetortCase):
    """Holds the folder of a server that a whole class shares."""

    def runTest(self):
        pass


def main():
    if not os.path.isdir("/proc/self/fd"):
        print("skipped: these tests look into /proc, which this system does not have")
        sys.exit(77)
    if not os.access(RETORT, os.X_OK):
        print(f"skipped: no program at {RETORT}; build it, or set RETORT_BIN")
        sys.exit(77)
    unittest.main(verbosity=2)
