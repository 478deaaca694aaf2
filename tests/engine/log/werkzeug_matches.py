# SPDX-License-Identifier: Apache-2.0
"""Reads {rules: [[rule, methods or null, strict_slashes]], requests: [[method, path]]} and prints which rule Werkzeug chooses for
each, by its index; -1 for none. Prints nothing where the routing of Werkzeug 2.2 or later is not installed."""

import json
import sys

try:
    from werkzeug.exceptions import HTTPException
    from werkzeug.routing import Map, Rule
    import werkzeug.routing.matcher  # noqa: F401  the state machine came with 2.2
except ImportError:
    sys.exit(0)

question = json.load(sys.stdin)
table = Map([Rule(rule, endpoint=index, methods=methods, strict_slashes=strict)
             for index, (rule, methods, strict) in enumerate(question["rules"])])
adapter = table.bind("localhost")


def choice(method, path):
    try:
        return adapter.match(path, method)[0]
    except HTTPException:
        return -1


json.dump([choice(*request) for request in question["requests"]], sys.stdout)
