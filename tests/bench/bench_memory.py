#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proportional memory (PSS) of engine and hello worker, and what an idle keep-alive connection costs."""

import re
import resource
import time
from pathlib import Path

from servers import FOLDER, Running, needs, retort, retorttest, uwsgi, wire

IDLE = 1000


def pss_kib(pid):
    return int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])


def show(name, value, aim, unit):
    print(f"{name:44}{value:>9.1f} {unit}   aim: at most {aim} {'(met)' if value <= aim else '(NOT met)'}")


def main():
    needs(retorttest.RETORT)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    port = retorttest.free_port()
    with Running(retort(port, "hello:app", 1), port, FOLDER) as server:
        for _ in range(200):
            wire.fetch(server.address)
        engine = pss_kib(server.process.pid)
        show("engine, PSS", engine / 1024, 25, "MB")
        for pid in server.workers():
            show("hello worker, PSS", pss_kib(pid) / 1024, 16, "MB")
        clients = [wire.Wire(server.address) for _ in range(IDLE)]
        for client in clients:
            client.request()
        time.sleep(0.3)
        show(f"engine, each of {IDLE} idle connections", (pss_kib(server.process.pid) - engine) / IDLE, 20, "KiB")
        for client in clients:
            client.close()
        time.sleep(0.5)
        print(f"{'engine, PSS after they have left':44}{pss_kib(server.process.pid) / 1024:>9.1f} MB")
    port = retorttest.free_port()
    with Running(uwsgi("--http-socket")(port, "hello:app", 1), port, FOLDER) as server:
        print(f"{'for comparison: uwsgi, all processes':44}{sum(map(pss_kib, server.pids)) / 1024:>9.1f} MB")


if __name__ == "__main__":
    main()
