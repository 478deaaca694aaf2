#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long a person waits for the window: from the start of the program to the first painted window, and from handing over a folder to
the first 200 of its app, with one Enter. Measured from outside, on the frame buffer of an X server that nobody else uses."""

import mmap
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from servers import needs, median, retorttest
import wire

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
WIDTH, HEIGHT = 1280, 900
FIRST_PAINT_AIM_S, FIRST_ANSWER_AIM_S = 0.4, 3.0
FLASK_HELLO = "from flask import Flask\napp = Flask(__name__)\n\n@app.get('/')\ndef hello():\n    return 'hello'\n"


class Screen:
    """Xvfb with its pixels in a file."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp()
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-fbdir", self.folder, "-screen", "0", f"{WIDTH}x{HEIGHT}x24",
                                        "-nolisten", "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.name = ":" + number.readline().strip()
        self.file = open(Path(self.folder) / "Xvfb_screen0", "rb")
        self.pixels = mmap.mmap(self.file.fileno(), 0, prot=mmap.PROT_READ)
        self.offset = len(self.pixels) - WIDTH * HEIGHT * 4
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()
        self.pixels.close()
        self.file.close()
        shutil.rmtree(self.folder)

    def colours(self):
        """How many different pixels there are in the middle of the screen, where the first page is: one while nothing is painted."""
        middle = HEIGHT // 2
        row = b"".join(self.pixels[self.offset + y * WIDTH * 4:self.offset + (y + 1) * WIDTH * 4] for y in range(middle - 120, middle, 8))
        return len({row[at:at + 4] for at in range(0, len(row), 4)})

    def wait(self, seen, what):
        deadline = time.perf_counter() + 30
        while not seen():
            if time.perf_counter() > deadline:
                raise TimeoutError(what)
            time.sleep(0.001)
        return time.perf_counter()


class Window:
    """One start of the program with a home of its own."""

    def __init__(self, screen):
        self.home = Path(tempfile.mkdtemp())
        (self.home / "run").mkdir(mode=0o700)
        self.environment = {"PATH": retorttest.SYSTEM_PATH, "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home / "run"),
                            "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        self.begin = time.perf_counter()
        self.process = self.start()

    def start(self, *arguments):
        return subprocess.Popen([retorttest.RETORT, *arguments], env=self.environment, cwd=self.home, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def run(self, *command):
        return subprocess.run(command, env=self.environment, cwd=self.home, capture_output=True, text=True, timeout=30, check=False).stdout

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self.run(retorttest.RETORT, "stop", "--now", "shop")
        shutil.rmtree(self.home, ignore_errors=True)


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def first_free_port():
    """As the window looks for one."""
    return next(port for port in range(8000, 8200) if is_free(port))


def measure(screen):
    screen.wait(lambda: screen.colours() == 1, "an empty screen")
    window = Window(screen)
    try:
        painted = screen.wait(lambda: screen.colours() > 8, "the window")
        (window.home / "shop").mkdir()
        (window.home / "shop" / "app.py").write_text(FLASK_HELLO, encoding="utf-8")
        time.sleep(0.5)
        port = first_free_port()
        dropped = time.perf_counter()
        window.start(str(window.home / "shop"))  # handed to the window that is open, which does what it does with a drop
        screen.wait(lambda: window.run("xdotool", "search", "--onlyvisible", "--name", "New site"), "the dialog")
        window.run("xdotool", "search", "--onlyvisible", "--name", "New site", "windowfocus", "--sync", "key", "Return")
        answered = screen.wait(lambda: answers(port), "the first answer")
        return painted - window.begin, answered - dropped
    finally:
        window.close()


def answers(port):
    try:
        return wire.fetch(("127.0.0.1", port)).status == 200
    except OSError:
        return False


def main():
    needs(retorttest.RETORT, "Xvfb", "xdotool")
    paints, first_answers = [], []
    with Screen() as screen:
        for _ in range(ROUNDS):
            paint, answer = measure(screen)
            paints.append(paint)
            first_answers.append(answer)
    print(f"{'of ' + str(ROUNDS) + ' rounds':44}{'least':>8}{'median':>8}{'most':>8}{'aim':>8}   (ms; load {os.getloadavg()[0]:.1f})")
    for name, values, aim in (("program started -> first window painted", paints, FIRST_PAINT_AIM_S),
                              ("folder handed over -> first 200, one Enter", first_answers, FIRST_ANSWER_AIM_S)):
        print(f"{name:44}{min(values) * 1000:>8.0f}{median(values) * 1000:>8.0f}{max(values) * 1000:>8.0f}{aim * 1000:>8.0f}"
              f"   {'met' if median(values) <= aim else 'NOT met'}")


if __name__ == "__main__":
    main()
