#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each translation is complete: every text has one, and it keeps the places %1, {file} and `code`."""

import re
import xml.etree.ElementTree as ElementTree

import common

PLACES = re.compile(r"%\d|\{\w+\}|`")


def problems(root):
    found = []
    for path in common.files(root, ".ts"):
        for message in ElementTree.fromstring(common.text(root, path)).iter("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            if translation.get("type") == "unfinished" or not translation.text:
                found.append(f"{path}: no translation of “{source}”")
            elif sorted(PLACES.findall(source)) != sorted(PLACES.findall(translation.text)):
                found.append(f"{path}: “{translation.text}” has other places than “{source}”")
    return found


def selftest(make):
    def tree(source, translation, more=""):
        return make({"x_de.ts": f"<TS><context><message><source>{source}</source>"
                                f"<translation{more}>{translation}</translation></message></context></TS>\n"})

    assert problems(tree("Port %1", "Anschluss %1")) == []
    assert len(problems(tree("Port %1", "Anschluss"))) == 1
    assert len(problems(tree("Port", ""))) == 1
    assert len(problems(tree("Port", "Anschluss", ' type="unfinished"'))) == 1


if __name__ == "__main__":
    common.main(problems, selftest)
