#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Requests a second and CPU per request, side by side in one run: Retort, uWSGI, gunicorn, werkzeug, with wrk on 32
connections. All servers of a table run at once and take turns in short rounds, so that a busy moment of the machine hits
them alike; the medians are compared. Numbers of different machines are not to be compared, ratios are."""

import argparse
import subprocess

from servers import SERVERS, Running, median, needs, retorttest, wrk

TABLES = [("hello WSGI", "hello:app", 1), ("hello WSGI", "hello:app", 4), ("Flask hello", "helloflask:app", 1), ("Flask hello", "helloflask:app", 4)]
# What DESIGN asks for: (app, threads): (server to compare with, at least that many times as fast)
AIMS = {("hello WSGI", 1): ("uwsgi --http", 1.5), ("hello WSGI", 4): ("uwsgi --http", 3.0),
        ("Flask hello", 1): ("uwsgi --http-socket", 1.0), ("Flask hello", 4): ("uwsgi --http", 1.8)}


def measure(app, threads, rounds, seconds, names):
    running, rates, costs = {}, {name: [] for name in names}, {name: [] for name in names}
    try:
        for name in names:
            port = retorttest.free_port()
            server = Running(SERVERS[name](port, app, threads), port)
            try:
                running[name] = server.__enter__()
            except RuntimeError as error:
                print(f"  {name}: {error}")
                server.__exit__()
        for _ in range(rounds):
            for name, server in running.items():
                before = server.cpu_s()
                rate, count, wrong = wrk(server.address, seconds)
                if wrong:
                    print(f"  {name}: {wrong} answers were not 2xx")
                rates[name].append(rate)
                costs[name].append((server.cpu_s() - before) / max(count, 1) * 1e6)
    finally:
        for server in running.values():
            server.__exit__()
    return {name: (median(rates[name]), median(costs[name])) for name in running}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--only", default="", help="only servers whose name contains this (and uwsgi)")
    arguments = parser.parse_args()
    needs("wrk", "uwsgi", retorttest.RETORT)
    names = [name for name in SERVERS if arguments.only in name or "uwsgi" in name or "retort" in name]
    print(f"{arguments.rounds} rounds of {arguments.seconds} s each, wrk -c32, {subprocess.getoutput('nproc')} cores")
    retorts = {}
    for title, app, threads in TABLES:
        result = measure(app, threads, arguments.rounds, arguments.seconds, names)
        base = result.get("uwsgi --http", (0, 0))[0]
        print(f"\n{title}, 1 x {threads}\n{'server':28}{'req/s':>10}{'CPU us/req':>12}{'x uwsgi --http':>16}")
        for name, (rate, cost) in result.items():
            print(f"{name:28}{rate:>10,.0f}{cost:>12.1f}{rate / base if base else 0:>16.2f}")
        if "retort --http" not in result:
            continue
        retorts[title, threads] = rate = result["retort --http"][0]
        other, factor = AIMS[title, threads]
        if other in result:
            reached = rate / result[other][0]
            print(f"aim: {factor} x {other}; reached {reached:.2f} {'(met)' if reached >= factor else '(NOT met)'}")
    if ("Flask hello", 1) in retorts and ("Flask hello", 4) in retorts:
        ratio = retorts["Flask hello", 4] / retorts["Flask hello", 1]
        print(f"\naim: four threads of Flask are not slower than one; reached {ratio:.2f} {'(met)' if ratio >= 0.97 else '(NOT met)'}")


if __name__ == "__main__":
    main()
