# SPDX-License-Identifier: Apache-2.0
"""How each server of the comparison is started, and what its processes used. All with the Python of the system, all
without a request log, all with one process."""

import contextlib
import os
import re
import signal
import statistics
import subprocess
import sys
import time
import uuid
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "system"))

import retorttest  # noqa: E402
import wire  # noqa: E402

PYTHON = retorttest.python_for_apps()
TICKS = os.sysconf("SC_CLK_TCK")


def retort(port, app, threads):
    return [retorttest.RETORT, "--no-gui", "--http", f"127.0.0.1:{port}", "-w", app, "--processes", "1", "--threads", str(threads), "-L"]


def uwsgi(option, *more):
    def command(port, app, threads):
        return ["uwsgi", "--plugin", "http,python3", option, f"127.0.0.1:{port}", "-w", app, "--master", "--processes", "1",
                "--threads", str(threads), "-L", "--die-on-term", *more]
    return command


def gunicorn(port, app, threads):
    kind = ["-k", "sync"] if threads == 1 else ["-k", "gthread", "--threads", str(threads)]
    return [PYTHON, "-m", "gunicorn", "--log-level", "critical", *kind, "-w", "1", "-b", f"127.0.0.1:{port}", app]


def werkzeug(port, app, threads):
    module, name = app.split(":")
    return [PYTHON, "-c", f"import logging; logging.getLogger('werkzeug').disabled = True; from {module} import {name}; "
            f"from werkzeug.serving import run_simple; run_simple('127.0.0.1', {port}, {name}, threaded={threads > 1})"]


SERVERS = {
    "retort --http": retort,
    "uwsgi --http": uwsgi("--http"),
    "uwsgi --http + keepalive": uwsgi("--http", "--http-keepalive", "--http-auto-chunked"),
    "uwsgi --http-socket": uwsgi("--http-socket"),
    "uwsgi --http11-socket": uwsgi("--http11-socket"),
    "gunicorn": gunicorn,
    "werkzeug": werkzeug,
}


class Running:
    """A server with its whole family of processes, known by a mark in their environment."""

    def __init__(self, command, port, folder=FOLDER, environment=()):
        self.mark = uuid.uuid4().hex
        self.address = ("127.0.0.1", port)
        self.port = port
        self.begin = time.perf_counter()
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        start_new_session=True,
                                        env={"PATH": retorttest.SYSTEM_PATH, "HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
                                             retorttest.MARK: self.mark, **dict(environment)})
        self.pids = []

    def __enter__(self):
        self.first_answer_s = None
        deadline = time.perf_counter() + 30
        while time.perf_counter() < deadline:
            try:
                if wire.fetch(self.address).status == 200:
                    self.first_answer_s = time.perf_counter() - self.begin
                    break
            except (OSError, wire.Closed):
                if self.process.poll() is not None:
                    raise RuntimeError(f"{self.process.args} ended with {self.process.returncode}") from None
                time.sleep(0.001)
        if self.first_answer_s is None:
            raise RuntimeError(f"{self.process.args} does not answer")
        self.pids = retorttest.marked_processes(self.mark)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        for pid in retorttest.marked_processes(self.mark):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def cpu_s(self):
        """CPU used so far by all its processes, ended ones included."""
        total = 0
        for pid in self.pids:
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
                total += sum(map(int, fields[11:15]))
        return total / TICKS

    def workers(self):
        return [pid for pid in self.pids if pid != self.process.pid]


def wrk(address, seconds, connections=32):
    """(requests a second, number of requests, errors) of one run of wrk."""
    done = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "http://{}:{}/".format(*address)],
                          capture_output=True, text=True, check=True)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])
    count = int(re.search(r"(\d+) requests in", done.stdout)[1])
    # wrk counts a connection the server closes after each answer as a read error; answers that are wrong are "Non-2xx".
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    return rate, count, int(wrong[1]) if wrong else 0


def median(values):
    return statistics.median(values)


def needs(*programs):
    """Ends the script with a sentence when something to compare with is missing."""
    import shutil
    for program in programs:
        if not shutil.which(program) and not os.access(program, os.X_OK):
            print(f"skipped: {program} is not installed")
            sys.exit(77)
