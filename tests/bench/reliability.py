#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The promises about failures, in numbers: worker kills, crashes, reloads, idle and slow clients, back-pressure, soak,
starts and stops. One line per promise, with what was aimed at; the exit code is 1 when one was missed.

    reliability.py --quick            every row in a few seconds
    reliability.py kills reloads      some rows in full
    reliability.py soak --minutes 60
"""

import argparse
import resource
import sys
import tempfile
import time

import reliability_clients
import reliability_deaths
from servers import needs, retorttest


class Table:
    def __init__(self):
        self.missed = 0

    def row(self, name, measured, aim, met):
        """met is None for a number without an aim."""
        self.missed += met is False
        verdict = "" if met is None else " (met)" if met else " (NOT met)"
        print(f"{name:24}{measured}{f'   aim: {aim}' if aim else ''}{verdict}", flush=True)


def main():
    rows = {**reliability_deaths.ROWS, **reliability_clients.ROWS}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(rows)}; all without any")
    parser.add_argument("--quick", action="store_true", help="small counts: a few seconds a row")
    parser.add_argument("--part", type=float, default=1, help="of the full counts, such as 0.3")
    parser.add_argument("--minutes", type=float, default=2, help="length of the soak (default 2)")
    arguments = parser.parse_args()
    if unknown := set(arguments.rows) - set(rows):
        parser.error(f"no row named {', '.join(sorted(unknown))}")
    needs(retorttest.RETORT)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65536, most), most))
    reliability_clients.soak_minutes = arguments.minutes
    table = Table()

    def size(quick, full):
        return quick if arguments.quick else max(int(full * arguments.part), quick)
    for name in arguments.rows or rows:
        begin = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="rt-", dir="/tmp") as folder:
            try:
                rows[name](table, folder, size)
            except (AssertionError, RuntimeError, OSError) as error:
                table.row(name, f"ended early: {error!r}", "to be measured", False)
        print(f"{'':24}[{name}: {time.monotonic() - begin:.1f} s]")
    sys.exit(1 if table.missed else 0)


if __name__ == "__main__":
    main()
