#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""From saving a file to the first answer of the new code, side by side with flask run --debug, uWSGI and gunicorn."""

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

from servers import PYTHON, Running, median, needs, retorttest, wire

APPS = {
    "Flask hello": "",
    "+ pandas, sqlalchemy": "import pandas, sqlalchemy\n",
    # What Debian's python3 has when the two above are not installed; as many modules.
    "+ django, pyramid": "import django.template, django.db.models, django.forms, pyramid.config\n",
}
SOURCE = "from flask import Flask\n%simport views\napp = Flask(__name__)\n\n\n@app.route('/')\ndef hello():\n    return views.TEXT\n"

COMMANDS = {
    "retort": lambda port: [retorttest.RETORT, "--no-gui", "--http-socket", f"127.0.0.1:{port}", "-w", "app:app", "--reload"],
    "retort, no standby": lambda port: [retorttest.RETORT, "--no-gui", "--http-socket", f"127.0.0.1:{port}", "-w", "app:app",
                                        "--reload", "--standby", "false"],
    "flask run --debug": lambda port: [PYTHON, "-m", "flask", "--debug", "run", "-p", str(port)],
    "uwsgi --py-autoreload 1": lambda port: ["uwsgi", "--plugin", "http,python3", "--http-socket", f"127.0.0.1:{port}", "-w", "app:app",
                                             "--master", "--die-on-term", "--py-autoreload", "1", "--threads", "4"],
    "gunicorn --reload": lambda port: [PYTHON, "-m", "gunicorn", "--reload", "-b", f"127.0.0.1:{port}", "app:app"],
}


def answer(address):
    try:
        response = wire.fetch(address)
        return response.body if response.status == 200 else None
    except (OSError, wire.Closed):
        return None


def seconds_to(address, body, within_s=20):
    begin = time.perf_counter()
    while answer(address) != body:
        if time.perf_counter() - begin > within_s:
            raise RuntimeError(f"no {body!r} within {within_s} s")
        time.sleep(0.001)
    return time.perf_counter() - begin


def save(folder, text):
    beside = folder / "views.py~"
    beside.write_text(f"TEXT = '{text}'\n")
    os.replace(beside, folder / "views.py")


def measure(command, imports, saves):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "app.py").write_text(SOURCE % imports)
        save(folder, "first")
        port = retorttest.free_port()
        with Running(command(port), port, folder=folder) as server:
            time.sleep(2)  # all of them get ready for the next save meanwhile
            times = []
            for number in range(saves):
                # Lengths and seconds differ: the .pyc files of others could not tell the saves apart.
                text = f"{'x' * number}v{number}"
                save(folder, text)
                times.append(seconds_to(server.address, text.encode()))
                time.sleep(1.1)
        return times


def import_seconds(imports):
    begin = time.perf_counter()
    subprocess.run([PYTHON, "-c", f"import flask\n{imports}"], check=True, env={"PATH": retorttest.SYSTEM_PATH})
    return time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=30, help="of each server")
    saves = parser.parse_args().saves
    needs(retorttest.RETORT, "uwsgi")
    for title, imports in APPS.items():
        modules = [name.split(".")[0].strip() for name in imports.removeprefix("import ").split(",") if name.strip()]
        if not all(retorttest.has_module(name) for name in modules):
            print(f"{title}: not installed here")
            continue
        cold = median([import_seconds(imports) for _ in range(5)])
        print(f"{title}; the import alone in a new python: {cold * 1000:.0f} ms")
        results = {name: measure(command, imports, saves if name.startswith("retort") else max(3, saves // 3))
                   for name, command in COMMANDS.items()}
        for name, times in results.items():
            times = sorted(times)
            print(f"  {name:26}{median(times) * 1000:>8.0f} ms   {times[0] * 1000:.0f} to {times[-1] * 1000:.0f}   {len(times)} saves")
        best = min(median(times) for name, times in results.items() if not name.startswith("retort"))
        ratio = best / median(results["retort"])
        first = median(results["retort, no standby"]) / cold
        print(f"  {ratio:.1f} x ahead of the best of the others (aim 10); without a standby {first:.2f} x the import (aim 1.2)")


if __name__ == "__main__":
    main()
