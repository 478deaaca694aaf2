#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A file over 600 lines has two subjects. (Functions over 80 lines are clang-tidy's.)"""

import common

MOST_LINES = 600
SUFFIXES = (".cpp", ".h", ".py", ".cmake", ".sh", "CMakeLists.txt", "dev")


def problems(root):
    return [f"{path}: {lines} lines, more than {MOST_LINES}"
            for path in common.files(root, *SUFFIXES)
            if (lines := common.text(root, path).count("\n")) > MOST_LINES]


def selftest(make):
    assert problems(make({"a.cpp": "\n" * MOST_LINES, "notes.md": "\n" * 9999})) == []
    for name in ("a.cpp", "x/b.h", "c.py", "x/CMakeLists.txt"):
        assert len(problems(make({name: "\n" * (MOST_LINES + 1)}))) == 1, name


if __name__ == "__main__":
    common.main(problems, selftest)
