# SPDX-License-Identifier: Apache-2.0
"""Rows about clients: idle, slow, stalled, gone, and very many requests."""

import contextlib
import re
import socket
import threading
import time
from pathlib import Path

from reliability_deaths import Site
from reliability_load import Load, answer, percentile
from servers import retorttest, wire

soak_minutes = 2


def rss_kib(pid):
    return int(re.search(r"^VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.M)[1])


def open_descriptors(pid):
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def thread_count(pid):
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def cpu_s(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def plain_times(address, seconds):
    """How long plain requests take, one after the other on one connection."""
    times, end = [], time.monotonic() + seconds
    with socket.create_connection(address, 30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.monotonic() < end:
            begin = time.perf_counter()
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer(connection)
            times.append(time.perf_counter() - begin)
            time.sleep(0.001)
    return times


def connect_many(address, count, first_bytes=b""):
    clients = []
    for _ in range(count):
        client = socket.create_connection(address, 30)
        if first_bytes:
            client.sendall(first_bytes)
        clients.append(client)
    return clients


def close_all(clients):
    for client in clients:
        client.close()


def idle(table, folder, size):
    count = size(500, 9950)
    with Site(folder, processes=1, threads=2) as site:
        wire.fetch(site.address)
        before = rss_kib(site.pid)
        clients = connect_many(site.address, count)
        times = plain_times(site.address, size(2, 5))
        each = (rss_kib(site.pid) - before) / count
        descriptors = open_descriptors(site.pid)
        close_all(clients)
        retorttest.eventually(lambda: open_descriptors(site.pid) < descriptors - count + 10, 10, "closing of idle connections")
        p99 = percentile(times, 0.99) * 1000
        table.row("idle connections", f"{count}: plain request p99 {p99:.2f} ms, {each:.2f} kB each", "20 ms, 16 kB", p99 < 20 and each < 16)


def slow_clients(table, folder, size):
    count = size(100, 1000)
    with Site(folder, processes=1, threads=2) as site:
        normal = percentile(plain_times(site.address, 1), 0.99) * 1000
        idle_ones = connect_many(site.address, count)
        begin = time.monotonic()
        heads = connect_many(site.address, count, b"GET / HTTP/1.1\r\nHost: local")
        bodies = connect_many(site.address, count, b"POST /swallow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")
        stop = threading.Event()
        drip = threading.Thread(target=drip_bytes, args=(heads + bodies, stop), daemon=True)
        drip.start()
        times = plain_times(site.address, size(2, 5))
        p99 = percentile(times, 0.99) * 1000
        table.row("slow clients", f"{count} idle, {count} slow heads, {count} slow bodies: plain request p99 {p99:.2f} ms (alone {normal:.2f} ms)",
                  "50 ms", p99 < 50)
        if size(0, 1):
            heads[0].settimeout(20)
            status = answer(heads[0])[0]
            cut = time.monotonic() - begin
            table.row("  a slow head", f"{status} after {cut:.1f} s", "408 after 10 s +- 1 s", status == 408 and 8.5 < cut < 12)
        stop.set()
        drip.join()
        close_all(idle_ones + heads + bodies)


def drip_bytes(clients, stop):
    while not stop.is_set():
        for client in clients:
            with contextlib.suppress(OSError):
                client.send(b"x")
        stop.wait(1)


def backpressure(table, folder, size):
    megabytes = size(64, 1024)
    with Site(folder, processes=1, threads=2) as site:
        wire.fetch(site.address)
        before = rss_kib(site.pid)
        stalled = socket.create_connection(site.address, 60)
        stalled.sendall(f"GET /stream/{megabytes} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(2)
        grown = (rss_kib(site.pid) - before) / 1024
        taken = drain(stalled)
        after = (rss_kib(site.pid) - before) / 1024
        complete = taken >= megabytes << 20
        table.row("stalled download", f"{megabytes} MB: engine grew {grown:.2f} MB while the client stalled, {after:.2f} MB in the end, "
                  f"{'complete' if complete else f'{taken} bytes came'}", "4 MB", grown < 4 and after < 4 and complete)
        before = rss_kib(site.pid)
        peak, received = upload(site, megabytes << 20)
        table.row("stalled upload", f"{megabytes} MB: engine grew {(peak - before) / 1024:.2f} MB, the app read {received} bytes", "4 MB",
                  (peak - before) / 1024 < 4 and received == megabytes << 20)


def drain(client):
    total = 0
    with client:
        while piece := client.recv(1 << 20):
            total += len(piece)
            if piece.endswith(b"0\r\n\r\n"):
                break
    return total


def upload(site, length):
    """(highest RSS of the engine in KiB, bytes the app says it read) of an upload that the app ignores for 2 s."""
    peak, piece, sent = 0, b"u" * (1 << 20), 0
    with socket.create_connection(site.address, 60) as client:
        client.sendall(f"POST /swallow?2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode())
        while sent < length:
            client.sendall(piece)
            sent += len(piece)
            if sent % (16 << 20) == 0 or sent < 16 << 20:
                peak = max(peak, rss_kib(site.pid))
        return max(peak, rss_kib(site.pid)), int(answer(client)[1])


def gone_clients(table, folder, size):
    """Clients that reset at every stage; what they held must be free again."""
    count = size(20, 500)
    stages = [b"", b"G", b"GET / HTTP/1.1\r\nHo", b"GET /id/1?0.01 HTTP/1.1\r\nHost: localhost\r\n\r\n",
              b"POST /swallow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n" + b"x" * 100000,
              b"POST /swallow HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
              b"GET /stream/8 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /id/2?0.005 HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20]
    with Site(folder, processes=2, threads=2) as site:
        wire.fetch(site.address)
        time.sleep(0.3)
        before = open_descriptors(site.pid)
        for index in range(count * len(stages)):
            with contextlib.suppress(OSError):
                client = wire.Wire(site.address)
                client.send(stages[index % len(stages)])
                if index % 3:
                    time.sleep(0.001 * (index % 5))
                client.reset() if index % 2 else client.close()
        status = wire.fetch(site.address).status
        retorttest.eventually(lambda: open_descriptors(site.pid) <= before, 20, f"the {before} descriptors of the start")
        begin = cpu_s(site.pid)
        time.sleep(1)
        spent = cpu_s(site.pid) - begin
        table.row("clients that vanish", f"{count * len(stages)} at {len(stages)} stages: then {status}, descriptors as before, "
                  f"{spent * 1000:.0f} ms CPU in 1 s", "200, 0 ms", status == 200 and spent <= 0.01)


def soak(table, folder, size):
    seconds = size(5, soak_minutes * 60)
    with Site(folder, processes=2, threads=2) as site:
        kept, fresh = Load(site.address, clients=4), Load(site.address, clients=2, keep_alive=False)
        time.sleep(min(seconds / 4, 30))  # logs and pools fill up first
        done, rss = len(kept.outcomes) + len(fresh.outcomes), rss_kib(site.pid)
        descriptors, threads = open_descriptors(site.pid), thread_count(site.pid)
        time.sleep(seconds * 3 / 4)
        grown, later = rss_kib(site.pid) - rss, len(kept.outcomes) + len(fresh.outcomes) - done
        kept.stop(), fresh.stop()
        more = (open_descriptors(site.pid) - descriptors, thread_count(site.pid) - threads)
        bad = sum(len(load.outcomes) - load.counts()["answered"] for load in (kept, fresh))
        slope = grown * 1024 / max(later, 1)
        table.row("soak", f"{done + later} requests in {seconds:.0f} s: {bad} errors, engine RSS {slope:+.2f} bytes a request, "
                  f"{more[0]:+d} descriptors, {more[1]:+d} threads", "0, under 1 byte", bad == 0 and (slope < 1 or not size(0, 1)) and more[0] <= 0 and more[1] <= 0)


ROWS = {"idle": idle, "slow": slow_clients, "backpressure": backpressure, "gone": gone_clients, "soak": soak}
