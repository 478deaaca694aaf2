#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What every text file keeps to: licence line, no tabs, no stray blanks, no open ends, no path of somebody's machine."""

import re

import common

LONGEST_LINE = 180
LICENSED = (".cpp", ".h", ".py")
CODE = (*LICENSED, ".cmake", ".txt", ".json", ".yml", ".ini", ".html", ".css", ".md", "dev")
# Written in pieces so that this file passes its own check.
OPEN_END = re.compile(r"\b(%s)\b" % "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")))
MACHINE = re.compile("(?<![\\w.~*$}-])/(?:%s)/" % "|".join(("root", "work", "farm", "Users", "home/(?!user/|me/|ada/)[a-z]+")))
CORPUS = "tests/fuzz/corpus/"


def problems(root):
    found = []
    for path in common.files(root, *CODE):
        if str(path).startswith(CORPUS):
            continue
        try:
            content = common.text(root, path)
        except UnicodeDecodeError:
            found.append(f"{path}: is not UTF-8")
            continue
        if path.suffix in LICENSED and content and "SPDX-License-Identifier: Apache-2.0" not in "".join(content.splitlines(True)[:3]):
            found.append(f"{path}:1: no SPDX-License-Identifier line")
        if content and not content.endswith("\n"):
            found.append(f"{path}: no newline at the end")
        if "\r" in content:
            found.append(f"{path}: carriage returns")
        for number, line in enumerate(content.split("\n"), 1):
            at = f"{path}:{number}"
            if "\t" in line:
                found.append(f"{at}: a tab; indent with blanks, write \\t in strings")
            if line.rstrip() != line:
                found.append(f"{at}: blanks at the end of the line")
            if len(line) > LONGEST_LINE and path.suffix in LICENSED:
                found.append(f"{at}: {len(line)} characters, more than {LONGEST_LINE}")
            if match := OPEN_END.search(line):
                found.append(f"{at}: {match[1]}; do it, or file an issue")
            if match := MACHINE.search(line):
                found.append(f"{at}: {match[0]} is a path of one machine")
    return found


def selftest(make):
    licence = "// SPDX-License-Identifier: Apache-2.0\n"
    assert problems(make({"a.cpp": licence + "int a;\n", "b.py": "", "c.bin": "\t\t"})) == []
    for name, content, expected in (
            ("a.cpp", "int a;\n", "no SPDX"),
            ("a.py", "x = 1\n", "no SPDX"),
            ("a.h", licence + "\tint a;\n", "a tab"),
            ("a.h", licence + "int a; \n", "blanks at the end"),
            ("a.h", licence + "int a;", "no newline"),
            ("a.h", licence + "int a;\r\n", "carriage"),
            ("a.h", licence + "// " + "TO" + "DO: later\n", "file an issue"),
            ("a.h", licence + "x" * 200 + "\n", "200 characters"),
            ("a.md", "see /ro" + "ot/thing\n", "path of one machine"),
            ("a.md", "see /ho" + "me/somebody/thing\n", "path of one machine")):
        result = problems(make({name: content}))
        assert result and any(expected in line for line in result), (name, content, result)


if __name__ == "__main__":
    common.main(problems, selftest)
