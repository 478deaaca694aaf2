# SPDX-License-Identifier: Apache-2.0
"""Tables of what a document may hold, and the reader that compares. A check is a function of a value and its place that
yields complaints; the functions here make such checks. What a table does not name is a complaint."""

import json
import re
import subprocess

import retorttest

# PyYAML takes the last of two equal keys without a word; the programs that read these files do not.
LOADER = """
import json, sys, yaml
class Strict(yaml.SafeLoader):
    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if not isinstance(key, str) or keys.count(key) > 1:
                raise yaml.YAMLError(f"line {node.start_mark.line + 1}: the key {key!r} is no text or there twice")
        return super().construct_mapping(node, deep)
json.dump(list(yaml.load_all(sys.stdin, Strict)), sys.stdout)
"""


def documents(text):
    """The documents of a YAML file. Read by the Python that has the packages, which need not be the one running this."""
    done = subprocess.run([retorttest.python_for_apps(), "-c", LOADER], input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def text(pattern=None, most=None):
    def check(value, at):
        if not isinstance(value, str):
            yield f"{at}: {value!r} is no text"
        elif pattern and not re.fullmatch(pattern, value):
            yield f"{at}: {value!r} is not of the form {pattern}"
        elif most and len(value) > most:
            yield f"{at}: {value!r} is longer than {most}"
    return check


def choice(*values):
    def check(value, at):
        if value not in values:
            yield f"{at}: {value!r} is none of {', '.join(map(repr, values))}"
    return check


def number(least=0, most=2**31 - 1):
    def check(value, at):
        if not isinstance(value, int) or isinstance(value, bool):
            yield f"{at}: {value!r} is no number"
        elif not least <= value <= most:
            yield f"{at}: {value} is not between {least} and {most}"
    return check


def flag(value, at):
    if not isinstance(value, bool):
        yield f"{at}: {value!r} is neither true nor false"


def either(*checks):
    """One of several forms. The complaints are those of the nearest: with fewest, and inside of the value."""
    def check(value, at):
        said = (list(one(value, at)) for one in checks)
        yield from min(said, key=lambda found: (len(found), sum(one.startswith(f"{at}:") for one in found)))
    return check


def every(*checks):
    def check(value, at):
        for one in checks:
            yield from one(value, at)
    return check


def listing(of, least=0, key=None):
    """A list; with a key, no two items may have the same value of it."""
    def check(value, at):
        if not isinstance(value, list):
            yield f"{at}: {value!r} is no list"
            return
        if len(value) < least:
            yield f"{at}: fewer than {least}"
        for index, item in enumerate(value):
            yield from of(item, f"{at}[{index}]")
        names = [item.get(key) for item in value if isinstance(item, dict)] if key else []
        for name in {name for name in names if name is not None and names.count(name) > 1}:
            yield f"{at}: {key} {name!r} is there twice"
    return check


def table(keys, values):
    """A mapping whose keys are free."""
    def check(value, at):
        if not isinstance(value, dict):
            yield f"{at}: {value!r} is no mapping"
            return
        for name, item in value.items():
            yield from keys(name, f"{at}.{name}")
            yield from values(item, f"{at}.{name}")
    return check


def mapping(required=None, /, **optional):
    """A mapping whose keys are these and no others; those of the first argument must be there."""
    required = required or {}
    known = {**required, **optional}

    def check(value, at):
        if not isinstance(value, dict):
            yield f"{at}: {value!r} is no mapping"
            return
        for name in required:
            if name not in value:
                yield f"{at}: {name} is missing"
        for name, item in value.items():
            if name in known:
                yield from known[name](item, f"{at}.{name}")
            else:
                yield f"{at}: there is no {name}"
    return check


def exactly_one(*names):
    def check(value, at):
        given = [name for name in names if isinstance(value, dict) and name in value]
        if len(given) != 1:
            yield f"{at}: one of {', '.join(names)} must be there, not {len(given)}"
    return check
