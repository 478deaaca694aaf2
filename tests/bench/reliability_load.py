# SPDX-License-Identifier: Apache-2.0
"""Clients that count: every request has a number, and each number ends as answered, refused, cut or reset."""

import collections
import itertools
import socket
import threading
import time

Outcome = collections.namedtuple("Outcome", "number kind status begin_s took_s")


def answer(connection):
    """(status, body, closes) of the next answer; raises EOFError when it is cut short or missing."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection, received)
    head, _, body = received.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
    length = int(fields[b"content-length"])
    while len(body) < length:
        body += _more(connection, received)
    return int(head.split()[1]), body, fields.get(b"connection", b"").strip() == b"close"


def _more(connection, received):
    piece = connection.recv(65536)
    if not piece:
        raise EOFError("cut" if received else "closed")
    return piece


class Load:
    """Threads that ask /id/N as fast as they are answered, until stop(). With keep_alive every thread keeps its
    connection as long as the server does; without it, each request has a connection of its own."""

    def __init__(self, address, clients=8, keep_alive=True, query="", pause_s=0.0, body_bytes=0):
        self.body_bytes = body_bytes
        self.address, self.keep_alive, self.query, self.pause_s = address, keep_alive, query, pause_s
        self.outcomes, self.numbers, self.going = [], itertools.count(1), True
        self.threads = [threading.Thread(target=self._run, daemon=True) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.going = False
        for thread in self.threads:
            thread.join(60)
        return self

    def _run(self):
        connection = None
        while self.going:
            connection = self._ask(connection)
            if self.pause_s:
                time.sleep(self.pause_s)
        if connection:
            connection.close()

    def _ask(self, connection):
        number, begin = next(self.numbers), time.perf_counter()
        fresh = connection is None
        kind, status, closes = "answered", 0, True
        try:
            if fresh:
                connection = socket.create_connection(self.address, 30)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ending = "" if self.keep_alive else "Connection: close\r\n"
            expected = str(number).encode()
            method, upload = "GET", b""
            if self.body_bytes:
                method, upload = "POST", (expected + b" ") * (self.body_bytes // (len(expected) + 1))
                expected, ending = upload, f"{ending}Content-Length: {len(upload)}\r\n"
            connection.sendall(f"{method} /id/{number}{self.query} HTTP/1.1\r\nHost: localhost\r\n{ending}\r\n".encode() + upload)
            status, body, closes = answer(connection)
            kind = "answered" if status == 200 and body == expected else "wrong" if status == 200 else "failed"
        except EOFError as error:
            # A kept connection may be closed between requests (RFC 9112, 9.3.1); a client asks again then.
            kind = "closed" if str(error) == "closed" and not fresh else "cut"
        except socket.timeout:
            kind = "no answer"
        except OSError as error:
            kind = "reset" if isinstance(error, ConnectionError) else type(error).__name__
        self.outcomes.append(Outcome(number, kind, status, begin, time.perf_counter() - begin))
        if closes and connection:
            connection.close()
        return None if closes else connection

    def counts(self):
        return collections.Counter(outcome.kind for outcome in self.outcomes)

    def statuses(self):
        return dict(collections.Counter(outcome.status for outcome in self.outcomes if outcome.kind == "failed"))

    def took_s(self, part):
        """The time below which this part (0.99) of the answered requests was."""
        return percentile([outcome.took_s for outcome in self.outcomes if outcome.kind == "answered"], part)


def percentile(values, part):
    values = sorted(values)
    return values[min(int(len(values) * part), len(values) - 1)] if values else float("nan")


def runs_of(path):
    """How often each number was run by the app."""
    with open(path, "rb") as file:
        return collections.Counter(file.read().split())


def verdict(load, runs):
    """(requests, answered, not answered 200, of those: lost without any answer, run twice)"""
    counts = load.counts()
    twice = sum(1 for count in runs.values() if count > 1)
    total = len(load.outcomes)
    lost = sum(counts[kind] for kind in ("cut", "closed", "reset", "no answer", "wrong"))
    return total, counts["answered"], total - counts["answered"], lost, twice
