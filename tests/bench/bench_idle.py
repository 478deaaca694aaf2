#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What an idle server does: context switches and CPU of all threads of all its processes in some seconds of nothing,
with idle keep-alive connections open."""

import sys
import time
from pathlib import Path

from servers import FOLDER, Running, needs, retort, retorttest, uwsgi, wire

SECONDS = 5


def switches(pid):
    total = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        total += sum(int(line.split()[1]) for line in status.read_text().splitlines() if "ctxt_switches" in line)
    return total


def watch(name, command):
    port = retorttest.free_port()
    with Running(command(port, "hello:app", 4), port, FOLDER) as server:
        clients = [wire.Wire(server.address) for _ in range(10)]
        for client in clients:
            client.request()
        time.sleep(1.5)  # whatever follows a request
        before, cpu = {pid: switches(pid) for pid in server.pids}, server.cpu_s()
        time.sleep(SECONDS)
        woken = sum(switches(pid) - before[pid] for pid in server.pids)
        print(f"{name:24}{woken:>6} context switches, {(server.cpu_s() - cpu) * 1000:.0f} ms CPU in {SECONDS} s idle")
        for client in clients:
            client.close()
        return woken


def main():
    needs(retorttest.RETORT)
    woken = watch("retort", retort)
    watch("uwsgi --http", uwsgi("--http", "--http-keepalive"))
    print(f"aim: none; reached {woken} {'(met)' if woken <= 2 else '(NOT met)'}")
    sys.exit(0)


if __name__ == "__main__":
    main()
