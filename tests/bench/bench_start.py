#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""From starting the program to the first 200 of the Flask sample, against `python -c "import flask"` alone."""

import subprocess
import time

from servers import PYTHON, Running, median, needs, retorttest

ROUNDS = 9


def import_flask():
    begin = time.perf_counter()
    subprocess.run([PYTHON, "-c", "import flask"], check=True, env={"PATH": retorttest.SYSTEM_PATH})
    return time.perf_counter() - begin


def first_answer(command):
    port = retorttest.free_port()
    with Running(command(port), port, folder=retorttest.SAMPLE) as server:
        return server.first_answer_s


COMMANDS = {
    "retort --no-gui": lambda port: [retorttest.RETORT, "--no-gui", "--http", f"127.0.0.1:{port}", "-w", "app:app"],
    "uwsgi": lambda port: ["uwsgi", "--plugin", "http,python3", "--http-socket", f"127.0.0.1:{port}", "-w", "app:app", "--die-on-term", "--master"],
    "gunicorn": lambda port: [PYTHON, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "app:app"],
    "flask run": lambda port: [PYTHON, "-m", "flask", "run", "-p", str(port)],
}


def main():
    needs(retorttest.RETORT, "uwsgi")
    times = {"import flask": [], **{name: [] for name in COMMANDS}}
    for _ in range(ROUNDS):  # interleaved, so that a busy moment hits all alike
        times["import flask"].append(import_flask())
        for name, command in COMMANDS.items():
            times[name].append(first_answer(command))
    base = median(times["import flask"])
    print(f"{'start -> first 200':24}{'ms':>8}{'x import flask':>16}")
    for name, values in times.items():
        print(f"{name:24}{median(values) * 1000:>8.0f}{median(values) / base:>16.2f}")
    ratio = median(times["retort --no-gui"]) / base
    print(f"aim: at most 1.5 x import flask; reached {ratio:.2f} {'(met)' if ratio <= 1.5 else '(NOT met)'}")


if __name__ == "__main__":
    main()
