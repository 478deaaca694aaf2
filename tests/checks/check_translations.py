#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each translation is complete: every text has one, and it keeps the places %1, {file} and `code`.

RETORT_OPTION_TEXTS names the texts of the option table, which only a build can list; then they are looked for as well.
"""

import os
import re
import xml.etree.ElementTree as ElementTree

import common

PLACES = re.compile(r"%\d|\{\w+\}|`")


TEXT = re.compile(r'QT_TRANSLATE_NOOP\("Options", "((?:[^"\\]|\\.)*)"\)')


def option_texts():
    listing = os.environ.get("RETORT_OPTION_TEXTS")
    if not listing:
        return set()
    with open(listing, encoding="utf-8") as file:
        return {re.sub(r"\\(.)", r"\1", text) for text in TEXT.findall(file.read())}


def problems(root):
    found = []
    options = option_texts()
    for path in common.files(root, ".ts"):
        tree = ElementTree.fromstring(common.text(root, path))
        known = {message.findtext("source") for message in tree.iter("message")}
        found += [f"{path}: no text “{text}”; run lupdate" for text in sorted(options - known)]
        for message in tree.iter("message"):
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
    listing = make({"texts.cpp": 'QT_TRANSLATE_NOOP("Options", "a \\"b\\"")\n'}) / "texts.cpp"
    os.environ["RETORT_OPTION_TEXTS"] = str(listing)
    assert problems(tree("a &quot;b&quot;", "c")) == []
    assert len(problems(tree("other", "c"))) == 1


if __name__ == "__main__":
    common.main(problems, selftest)
