# SPDX-License-Identifier: Apache-2.0
"""Reads .env and .flaskenv as Flask and python-dotenv do: what is set already stays, .env goes before .flaskenv."""

import os

MAX_BYTES = 1024 * 1024


def load(folder, notes):
    for name in (".env", ".flaskenv"):
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        try:
            with open(path, encoding="utf-8-sig") as file:
                content = file.read(MAX_BYTES)
        except (OSError, UnicodeDecodeError) as error:
            notes.append("%s cannot be read: %s" % (path, error))
            continue
        values, problems = parse(content)
        for line in problems:
            notes.append("%s, line %d: not understood; it should look like NAME=value." % (path, line))
        for key, value in values.items():
            if key not in os.environ:
                os.environ[key] = expand(value, values) if isinstance(value, _Expandable) else value


class _Expandable(str):
    """A value in which ${NAME} stands for another variable: all but those in single quotes."""


def parse(content):
    """({name: value}, [numbers of lines that make no sense])."""
    values = {}
    problems = []
    lines = content.split("\n")
    index = 0
    while index < len(lines):
        number = index + 1
        line = lines[index].strip()
        index += 1
        if not line or line.startswith("#"):
            continue
        if line.startswith("export "):
            line = line[7:].lstrip()
        name, equals, rest = line.partition("=")
        name = name.strip().strip("'\"")
        if not equals or not name or any(c.isspace() or c == "\0" for c in name) or "\0" in rest:
            problems.append(number)
            continue
        rest = rest.lstrip()
        if rest[:1] in ("'", '"'):
            value, index = _quoted(rest, lines, index)
            if value is None:
                problems.append(number)
                continue
        else:
            value = _Expandable(_without_comment(rest))
        values[name] = value
    return values, problems


def _quoted(rest, lines, index):
    """A quoted value, which may go on over several lines: (value or None, index of the next line)."""
    quote = rest[0]
    text = rest[1:]
    following = index
    while True:
        end = _end_of(text, quote)
        if end >= 0:
            break
        if following >= len(lines):
            return None, index
        text += "\n" + lines[following]
        following += 1
    after = text[end + 1:].strip()
    if after and not after.startswith("#"):
        return None, index
    return (text[:end].replace("\\'", "'") if quote == "'" else _Expandable(_unescaped(text[:end]))), following


def _end_of(text, quote):
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == quote:
            return at
        at += 1
    return -1


def _unescaped(text):
    escapes = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "$": "$"}
    parts = []
    at = 0
    while at < len(text):
        if text[at] == "\\" and text[at + 1:at + 2] in escapes:
            parts.append(escapes[text[at + 1]])
            at += 2
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts)


def _without_comment(text):
    for at, character in enumerate(text):
        if character == "#" and (at == 0 or text[at - 1].isspace()):
            return text[:at].strip()
    return text.strip()


def expand(value, values):
    """${NAME} and ${NAME:-default}, from the environment or from what stands before in the file."""
    parts = []
    rest = str(value)
    while True:
        before, start, rest = rest.partition("${")
        parts.append(before)
        if not start:
            return "".join(parts)
        inner, end, behind = rest.partition("}")
        if not end:
            parts.append(start + rest)
            return "".join(parts)
        name, _, default = inner.partition(":-")
        parts.append(os.environ.get(name, str(values.get(name, default))))
        rest = behind
