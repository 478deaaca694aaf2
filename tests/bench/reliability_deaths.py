# SPDX-License-Identifier: Apache-2.0
"""Rows about processes that end: killed workers, crashing apps, reloads, starts and stops."""

import contextlib
import os
import random
import shutil
import signal
import socket
import time
from pathlib import Path

from reliability_load import Load, percentile, runs_of, verdict
from servers import FOLDER, Running, retort, retorttest, wire


class Site:
    """A running retort with the app of these rows, in a folder of its own when `copy` is set."""

    def __init__(self, folder, *options, processes=2, threads=2, copy=False):
        self.folder, self.processes, self.threads = Path(folder), processes, threads
        self.runs = self.folder / "runs"
        self.runs.write_bytes(b"")
        place = FOLDER
        if copy:
            shutil.copy(FOLDER / "reliability_app.py", self.folder)
            place = self.folder
        port = retorttest.free_port()
        command = retort(port, "reliability_app:app", threads)
        command[command.index("--processes") + 1] = str(processes)
        self.server = Running([*command, *options], port, place, {"RELIABILITY_RUNS": str(self.runs), "XDG_RUNTIME_DIR": str(self.folder)}.items())
        self.address = self.server.address

    def __enter__(self):
        self.server.__enter__()
        self.pid = self.server.process.pid
        retorttest.eventually(lambda: len(self.serving()) == self.processes, 30, "all workers")
        return self

    def __exit__(self, *_):
        self.server.__exit__()

    def workers(self):
        return [pid for pid in retorttest.marked_processes(self.server.mark) if retorttest.parent(pid) == self.pid]

    def serving(self):
        """Workers that have come far enough to have all their threads: one for each slot and two more."""
        return [pid for pid in children(self.pid) if task_count(pid) >= self.threads + 2]

    def runs_the_same_engine(self):
        return self.server.process.poll() is None


def kill_quietly(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def task_count(pid):
    with contextlib.suppress(OSError):
        return len(list(Path(f"/proc/{pid}/task").iterdir()))
    return 0


def children(pid):
    """Direct children without looking at every process of the machine."""
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def worker_kills(table, folder, size):
    kills = size(20, 1000)
    with Site(folder, processes=2, threads=2) as site:
        load = Load(site.address, clients=8, query="?0.001")
        moments = []
        for _ in range(kills):
            kill_quietly(random.choice(retorttest.eventually(site.serving, 10, "a worker to kill")))
            moments.append(time.perf_counter())
            time.sleep(random.uniform(0.02, 0.2))
        time.sleep(0.5)
        load.stop()
        total, _, bad, lost, twice = verdict(load, runs_of(site.runs))
        statuses = load.statuses()
        # 2 threads run at most one request each in the killed worker.
        most = 2 * len(moments)
        after = []
        answered = sorted((o.begin_s, o.took_s) for o in load.outcomes if o.kind == "answered")
        index = 0
        for moment in moments:
            while index < len(answered) and answered[index][0] < moment:
                index += 1
            if index < len(answered):
                after.append(answered[index][0] + answered[index][1] - moment)
        table.row("worker kills", f"{len(moments)} SIGKILLs, {total} requests: {bad} not 200 {statuses}, {lost} without an answer, {twice} run twice",
                  f"at most {most} (in flight), 0, 0", bad <= most and lost == 0 and twice == 0 and site.runs_the_same_engine())
        table.row("  next request", f"p99 {percentile(after, 0.99) * 1000:.0f} ms after a kill", "250 ms", percentile(after, 0.99) < 0.25)


def uploads(table, folder, size):
    """Bodies too long to be kept for a second try: a lost one is a 502, never a request with half of it."""
    rounds = size(5, 200)
    with Site(folder, processes=2, threads=2) as site:
        load = Load(site.address, clients=6, body_bytes=100_000)
        for index in range(rounds):
            if index % 2:
                os.kill(site.pid, signal.SIGHUP)
            else:
                kill_quietly(random.choice(retorttest.eventually(site.serving, 10, "a worker to kill")))
            time.sleep(random.uniform(0.05, 0.3))
        load.stop()
        total, _, bad, lost, twice = verdict(load, runs_of(site.runs))
        wrong = load.counts()["wrong"]
        table.row("uploads of 100 kB", f"{rounds} SIGKILLs and SIGHUPs, {total} requests: {bad} not 200 {load.statuses()}, {wrong} with half a body, "
                  f"{lost - wrong} cut in the answer, {twice} run twice", f"at most {rounds} (in flight) in all, 0 half, 0 twice",
                  bad <= rounds and wrong == 0 and twice == 0 and site.runs_the_same_engine())


def app_crashes(table, folder, size):
    crashes = size(20, 1000)
    kinds = ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE"]
    with Site(folder, processes=1, threads=1) as site:
        nexts, wrong = [], 0
        for index in range(crashes):
            wrong += wire.fetch(site.address, f"/crash/{kinds[index % 4]}").status != 502
            begin = time.perf_counter()
            wrong += wire.fetch(site.address).status != 200
            nexts.append(time.perf_counter() - begin)
        table.row("app crashes", f"{crashes} in a row, {wrong} wrong answers, next request worst {max(nexts) * 1000:.0f} ms, "
                  f"p99 {percentile(nexts, 0.99) * 1000:.0f} ms", "0 wrong, 500 ms", wrong == 0 and max(nexts) < 0.5 and site.runs_the_same_engine())


def reloads(table, folder, size):
    count = size(10, 500)
    with Site(folder, processes=2, threads=2) as site:
        kept, fresh = Load(site.address, clients=4), Load(site.address, clients=4, keep_alive=False, pause_s=0.001)
        gaps = reload_often(site, count)
        kept.stop(), fresh.stop()
        judge_reloads(table, "reloads", site, kept, fresh, f"{count} SIGHUPs, each done in {percentile(gaps, 0.5) * 1000:.0f} ms")


def reload_often(site, count):
    gaps = []
    for _ in range(count):
        before, begin = set(children(site.pid)), time.perf_counter()
        os.kill(site.pid, signal.SIGHUP)
        retorttest.eventually(lambda: (now := set(children(site.pid))) and not now & before, 30, "new workers")
        gaps.append(time.perf_counter() - begin)
    return gaps


def judge_reloads(table, name, site, kept, fresh, what):
    runs = runs_of(site.runs)
    bad = sum(verdict(load, runs)[2] for load in (kept, fresh))
    total = len(kept.outcomes) + len(fresh.outcomes)
    kinds = {"kept": dict(kept.counts()), "new": dict(fresh.counts())} if bad else ""
    table.row(name, f"{what}; {total} requests, {bad} dropped, reset or refused {kinds}", "0",
              bad == 0 and total > 0 and site.runs_the_same_engine())
    table.row("  slowest answer", f"{max(kept.took_s(1), fresh.took_s(1)) * 1000:.0f} ms, p99 {kept.took_s(0.99) * 1000:.1f} ms", "", None)


def broken_reloads(table, folder, size):
    count = size(5, 100)
    with Site(folder, processes=2, threads=2, copy=True) as site:
        module = site.folder / "reliability_app.py"
        good = module.read_text()
        kept, fresh = Load(site.address, clients=4), Load(site.address, clients=4, keep_alive=False, pause_s=0.001)
        old = set(children(site.pid))
        module.write_text("import no_such_module\n" + good)
        for _ in range(count):
            os.kill(site.pid, signal.SIGHUP)
            retorttest.eventually(lambda: set(children(site.pid)) - old, 10, "a worker that tries the new code")
            retorttest.eventually(lambda: set(children(site.pid)) == old, 10, "the end of the failed load")
        module.write_text(good)
        kept.stop(), fresh.stop()
        judge_reloads(table, "broken reloads", site, kept, fresh, f"{count} SIGHUPs onto code that does not import")
        table.row("  old code serves on", f"{len(old & set(children(site.pid)))} of {len(old)} workers are the first ones", str(len(old)),
                  old == set(children(site.pid)))


def start_stop(table, folder, size):
    cycles = size(5, 200)
    port, path = retorttest.free_port(), Path(folder) / "site.sock"
    stale = orphans = refused = 0
    for index in range(cycles):
        command = [*retort(port, "reliability_app:app", 1), "--uwsgi-socket", str(path)]
        server = Running(command, port, FOLDER, {"XDG_RUNTIME_DIR": str(folder)}.items())
        server.__enter__()
        server.process.send_signal([signal.SIGTERM, signal.SIGINT][index % 2])
        refused += server.process.wait(10) not in (0, 130)
        stale += sum(1 for left in Path(folder).rglob("*") if left.is_socket() and left != path) + path.exists()
        orphans += len(retorttest.marked_processes(server.mark))
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the time-wait of its own connections is the system's
            probe.bind(("127.0.0.1", port))
    table.row("start and stop", f"{cycles} cycles: {stale} stale sockets, {orphans} processes left, {refused} wrong exit codes", "0, 0, 0",
              stale + orphans + refused == 0)


def engine_kill(table, folder, size):
    worst = 0.0
    for _ in range(size(1, 5)):
        with Site(folder, processes=4, threads=2) as site:
            pids = site.workers()
            load = Load(site.address, clients=4)
            time.sleep(0.3)
            begin = time.perf_counter()
            os.kill(site.pid, signal.SIGKILL)
            retorttest.eventually(lambda: not any(map(retorttest.alive, pids)), 10, "the end of all workers")
            worst = max(worst, time.perf_counter() - begin)
            load.going = False
    table.row("SIGKILL of the engine", f"4 workers gone after {worst * 1000:.0f} ms at worst", "2 s", worst < 2)


ROWS = {"kills": worker_kills, "uploads": uploads, "crashes": app_crashes, "reloads": reloads, "broken": broken_reloads, "cycles": start_stop, "engine": engine_kill}
