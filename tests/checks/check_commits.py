#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Commit messages: `folder: Imperative sentence`, at most 72 characters, blank line, then why (CONTRIBUTING.md)."""

import re
import subprocess
import sys

import common

SUBJECT = re.compile(r"^[a-z.][A-Za-z0-9_./, -]*: [A-Z`\"].*[^.]$")
LONGEST_SUBJECT = 72
# The words people write instead of an imperative.
NOT_IMPERATIVE = re.compile(r"^(Added|Adds|Adding|Fixed|Fixes|Fixing|Changed|Changes|Changing|Removed|Removes|"
                            r"Removing|Updated|Updates|Updating|Made|Makes|Making|Moved|Moves|Moving)\b")


def message_problems(message):
    lines = message.rstrip("\n").split("\n")
    subject, found = lines[0], []
    if not SUBJECT.match(subject):
        found.append("the subject is not “folder: Imperative sentence” without a full stop")
    elif NOT_IMPERATIVE.match(subject.split(": ", 1)[1]):
        found.append("the subject is not in the imperative (“Add”, not “Added” or “Adds”)")
    if len(subject) > LONGEST_SUBJECT:
        found.append(f"the subject has {len(subject)} characters, more than {LONGEST_SUBJECT}")
    if len(lines) < 3 or lines[1] or not "".join(lines[2:]).strip():
        found.append("after the subject: a blank line, then why")
    return found


def problems(root):
    log = subprocess.run(["git", "-C", str(root), "log", "--no-merges", "--format=%h%x00%B%x01"],
                         capture_output=True, encoding="utf-8", errors="replace")
    if log.returncode != 0:
        print("check_commits.py: skipped, this is no git repository:", log.stderr.strip())
        sys.exit(common.SKIPPED)
    found = []
    for entry in log.stdout.split("\x01"):
        if entry.strip():
            commit, message = entry.strip("\n").split("\0", 1)
            found += [f"{commit} “{message.splitlines()[0]}”: {problem}" for problem in message_problems(message)]
    return found


def selftest(_make):
    assert message_problems("http: Answer 431 early\n\nBecause a client could fill the buffer.\n") == []
    assert message_problems("engine/http, tests: Answer 431\n\nWhy.\n") == []
    for message in ("Answer 431\n\nWhy.", "http: answer 431\n\nWhy.", "http: Answer 431.\n\nWhy.", "http: Answer 431",
                    "http: Answer 431\nWhy.", "http: Answer 431\n\n", "http: Added 431\n\nWhy.",
                    "http: Answer " + "x" * 70 + "\n\nWhy."):
        assert len(message_problems(message)) == 1, message


if __name__ == "__main__":
    common.main(problems, selftest)
