#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What watching costs: requests a second and CPU per request of Flask on 2 processes x 2 threads, headless, with a control
client that records and follows, and with the real window on a display of its own (needs Xvfb). All run at once and take turns
in short rounds, so that a busy moment of the machine hits them alike. The window and wrk share the cores with the server."""

import argparse
import contextlib
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from servers import FOLDER, Running, TICKS, median, needs, retorttest, wrk

PARTS = ("window", "engine", "workers")
AIM = 0.95  # of the requests a second of the headless server
WINDOW = Path(retorttest.RETORT).with_name("retort-window")


def command(port, *more):
    return [retorttest.RETORT, *more, "--http", f"127.0.0.1:{port}", "-w", "helloflask:app", "--processes", "2", "--threads", "2", "-L"]


class Recorder(threading.Thread):
    """Follows and records, and only reads what comes."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        for question in ({"id": 1, "do": "record", "on": True}, {"id": 2, "do": "requests", "last": 0, "follow": True}):
            self._socket.sendall(json.dumps(question).encode() + b"\n")

    def run(self):
        while self._socket.recv(65536):
            pass


def display(stack):
    """A display of our own: the first number that is free."""
    for number in itertools.count(170):
        if not os.path.exists(f"/tmp/.X11-unix/X{number}"):
            server = subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", "1280x900x24"], stderr=subprocess.DEVNULL)
            stack.callback(server.wait)
            stack.callback(server.terminate)
            retorttest.eventually(lambda: os.path.exists(f"/tmp/.X11-unix/X{number}"), what="the display")
            return f":{number}"
    raise AssertionError("no display")


def start(stack, name, folder):
    runtime = folder / name
    runtime.mkdir(mode=0o700)
    port = retorttest.free_port()
    environment = {"XDG_RUNTIME_DIR": str(runtime), "HOME": str(runtime), "DISPLAY": ""}
    if name == "window":
        environment["DISPLAY"] = display(stack)
    running = Running(command(port, *(() if name == "window" else ("--no-gui",))), port, FOLDER, environment.items())
    stack.callback(running.__exit__)
    running.__enter__()
    if name == "window":
        time.sleep(1)  # it connects, and has been painted once
    if name == "recorder":
        recorder = Recorder(next(runtime.rglob("*.sock")))
        recorder.start()
    running.pids = retorttest.marked_processes(running.mark)
    return running


def cpu_by_part(running):
    """Seconds of CPU so far of window, engine and workers."""
    sums = dict.fromkeys(PARTS, 0.0)
    for pid in running.pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            program = Path(os.readlink(f"/proc/{pid}/exe")).name
            sums[{"retort": "engine", "retort-window": "window"}.get(program, "workers")] += sum(map(int, fields[11:13])) / TICKS
    return sums


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seconds", type=int, default=1)
    arguments = parser.parse_args()
    needs("wrk", retorttest.RETORT)
    names = ["headless", "recorder"]
    if WINDOW.exists() and shutil.which("Xvfb"):
        names.append("window")
    rates, costs = {name: [] for name in names}, {name: [] for name in names}
    parts = {name: {part: [] for part in PARTS} for name in names}
    folder = Path(tempfile.mkdtemp(prefix="rt-", dir="/tmp"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, True)
        running = {name: start(stack, name, folder) for name in names}
        for number in range(arguments.rounds):
            for name in (names if number % 2 == 0 else names[::-1]):
                server = running[name]
                before = cpu_by_part(server)
                rate, count, wrong = wrk(server.address, arguments.seconds)
                if wrong:
                    print(f"  {name}: {wrong} answers were not 2xx")
                rates[name].append(rate)
                time.sleep(0.2)  # what a window still has to show counts too
                spent = {part: (us - before[part]) / max(count, 1) * 1e6 for part, us in cpu_by_part(server).items()}
                costs[name].append(sum(spent.values()))
                for part, us in spent.items():
                    parts[name][part].append(us)
    print(f"{arguments.rounds} rounds of {arguments.seconds} s, wrk -c32, Flask 2 x 2, {os.cpu_count()} cores")
    print(f"{'':12}{'req/s':>9}{'ratio':>8}{'CPU us/req':>12}{'ratio':>8}" + "".join(f"{part:>9}" for part in PARTS))
    for name in names:
        # Rounds are neighbours in time: the ratio of each pair says more than that of two medians.
        rate = median([mine / base for mine, base in zip(rates[name], rates["headless"])])
        cost = median([mine / base for mine, base in zip(costs[name], costs["headless"])])
        print(f"{name:12}{median(rates[name]):>9,.0f}{rate:>8.2f}{median(costs[name]):>12.1f}{cost:>8.2f}"
              + "".join(f"{median(parts[name][part]):>9.1f}" for part in PARTS))
        if name == "window":
            print(f"aim: {AIM} of headless; reached {rate:.2f} {'(met)' if rate >= AIM else '(NOT met)'}")


if __name__ == "__main__":
    sys.exit(main())
