#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same ini, app and requests for real uWSGI and for Retort, over HTTP, in uwsgi packets and through a real nginx: status,
headers, body and the environ key by key must be the same, but for the differences in differential_allowed.py.

DIFFERENTIAL_ONLY="text" runs only the variants with that text in their name.
"""

import collections
import os
import queue
import threading
import traceback
import unittest

import retorttest
from differential_allowed import MISSING, TABLE
from differential_projects import initialised, projects
from differential_requests import REQUESTS
from differential_servers import NGINX, UWSGI, UWSGI_PARAMS, WHO, Pair, Places, Ports, start_nginx, write_files
from differential_variants import VARIANTS

ONLY = os.environ.get("DIFFERENTIAL_ONLY", "")
LANES = 2
SHOWN = 60  # groups of differences in the message of a failure


class Findings:
    """What all lanes have found. Any thread."""

    def __init__(self):
        self.lock = threading.Lock()
        self.unexpected = collections.defaultdict(list)
        self.broken = []
        self.matched = collections.Counter()
        self.answers = self.facts = 0

    def compare(self, variant, request, entrance, uwsgi, retort):
        with self.lock:
            self.answers += 1
            for what in sorted(uwsgi.keys() | retort.keys(), key=lambda what: (what != "status", what)):
                self.facts += 1
                pair = uwsgi.get(what, MISSING), retort.get(what, MISSING)
                if pair[0] == pair[1]:
                    continue
                number, row = next(((number, row) for number, row in enumerate(TABLE)
                                    if row.allows(variant, request, entrance, what, *pair)), (0, None))
                if row is None:
                    self.unexpected[what, short(pair[0]), short(pair[1])].append(f"{variant.name} / {request.name} / {entrance}")
                    if what == "status":
                        return
                else:
                    self.matched[number] += 1
                    if row.whole:
                        return

    def report(self):
        lines = list(self.broken)
        groups = sorted(self.unexpected.items(), key=lambda group: (group[0][0], -len(group[1])))
        for (what, uwsgi, retort), where in groups[:SHOWN]:
            lines.append(f"{what}\n    uWSGI:  {uwsgi}\n    Retort: {retort}\n    {len(where)} times: " + "; ".join(where[:4]))
        if len(groups) > SHOWN:
            lines.append(f"and {len(groups) - SHOWN} more")
        return "\n".join(lines)

    def dead_rows(self):
        return [row for number, row in enumerate(TABLE) if not self.matched[number]]


def short(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) < 400 else text[:200] + f"… ({len(text)} characters)"


@unittest.skipUnless(UWSGI, "uWSGI is not installed")
@unittest.skipUnless(NGINX and os.path.exists(UWSGI_PARAMS), "nginx is not installed")
class Differential(retorttest.RetortCase):
    def setUp(self):
        super().setUp()
        self.folder.chmod(0o755)
        ports = Ports()
        self.lanes = [{who: Places(self.folder / f"{lane}{who[0]}", ports) for who in WHO} for lane in range(LANES)]
        self.front = start_nginx(self.folder, [lane[who] for lane in self.lanes for who in WHO])
        self.addCleanup(self.front.stop)
        self.findings = Findings()

    def test_the_same_answers(self):
        variants = [variant for variant in [*VARIANTS, *self.initialised_projects()] if ONLY in variant.name]
        waiting = queue.SimpleQueue()
        for job in enumerate(variants):
            waiting.put(job)
        threads = [threading.Thread(target=self.run_lane, args=(lane, waiting)) for lane in self.lanes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = self.findings
        print(f"\n{len(variants)} variants, {len(REQUESTS)} requests, {found.answers} pairs of answers, {found.facts} comparisons, "
              f"{sum(found.matched.values())} allowed differences by {len(found.matched)} of {len(TABLE)} rows")
        if found.unexpected or found.broken:
            self.fail("differences that nobody allowed:\n" + found.report())
        if not ONLY:
            self.assertFalse(found.dead_rows(), "rows of the table that matched nothing")

    def test_every_allowed_difference_is_documented(self):
        text = (retorttest.REPOSITORY / "ARCHITECTURE.md").read_text()
        self.assertEqual([row.documented for row in TABLE if row.documented not in text], [])

    def initialised_projects(self):
        folder = self.folder / "init"
        for number, (name, files) in enumerate(projects().items()):
            yield initialised(name, files, folder / f"project{number}", write_files)

    def run_lane(self, lane, waiting):
        while True:
            try:
                number, variant = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                self.run_variant(lane, number, variant)
            except Exception as error:  # noqa: a lane must go on
                self.findings.broken.append(f"{variant.name}: {error}\n{traceback.format_exc()[-600:]}")

    def run_variant(self, lane, number, variant):
        folder = self.folder / f"v{number}"
        folder.mkdir()
        requests = [request for request in REQUESTS if request.name not in variant.without]
        with Pair(self, lane, variant, folder) as pair:
            for entrance in pair.entrances():
                for request in requests:
                    if entrance in request.over:
                        self.findings.compare(variant, request, entrance, *pair.ask(request, entrance))


if __name__ == "__main__":
    retorttest.main()
