#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each translation is complete: every text of the sources has one, and it keeps the places %1, {file} and `code`.

Which texts there are says lupdate; where Qt's tools are not installed, only what the file holds is looked at. RETORT_OPTION_TEXTS
names the texts of the option table, which only a build can list; then they are looked for as well.
"""

import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import common

FOLDERS = ("ui", "app/window", "engine/base", "engine/config", "engine/log")  # as in resources/translations/README.md
NAMES_ITS_CONTEXT = "engine/log/"  # its tr() says by which name lupdate knows the callers
PLACES = re.compile(r"%\d|\{\w+\}|`")


TEXT = re.compile(r'QT_TRANSLATE_NOOP\("Options", "((?:[^"\\]|\\.)*)"\)')


def option_texts():
    listing = os.environ.get("RETORT_OPTION_TEXTS")
    if not listing:
        return set()
    with open(listing, encoding="utf-8") as file:
        return {re.sub(r"\\(.)", r"\1", text) for text in TEXT.findall(file.read())}


def source_texts(root):
    """(context, text) of all that the window can show, and what lupdate does not understand: it gives those texts a context in which
    the program does not look for them. None without lupdate."""
    lupdate = shutil.which("lupdate") or shutil.which("lupdate", path="/usr/lib/qt6/bin")
    folders = [folder for folder in FOLDERS if (Path(root) / folder).is_dir()]
    if not lupdate or not folders:
        return None
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "texts.ts"
        run = subprocess.run([lupdate, "-silent", "-I", ".", *folders, "-ts", str(listing)], cwd=root, check=True,
                             stderr=subprocess.PIPE, text=True)
        complaints = [line.removeprefix(f"{Path(root).resolve()}/") for line in run.stderr.splitlines() if ": " in line]
        return texts_of(ElementTree.parse(listing)), complaints


def texts_of(tree):
    return {(context.findtext("name"), message.findtext("source"))
            for context in tree.iter("context") for message in context.iter("message")}


def problems(root):
    found = []
    options = option_texts()
    sources = source_texts(root)
    if sources is not None:
        found += [f"{complaint}; write it so that lupdate knows the class of the text" for complaint in sources[1]
                  if not complaint.startswith(NAMES_ITS_CONTEXT)]
    for path in common.files(root, ".ts"):
        tree = ElementTree.fromstring(common.text(root, path))
        known = {message.findtext("source") for message in tree.iter("message")}
        found += [f"{path}: no text “{text}”; run lupdate" for text in sorted(options - known)]
        if sources is not None:
            missing = sources[0] - texts_of(tree)
            found += [f"{path}: no text “{text}” of {context}; run lupdate" for context, text in sorted(missing)]
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
    if source_texts(make({"ui/a.cpp": 'class A { Q_OBJECT void f() { tr("Port"); } };\n'})) is not None:
        sources = {"ui/a.cpp": 'class A { Q_OBJECT void f() { tr("Port"); } };\n', "ui/x_de.ts": "<TS><context><name>B</name></context></TS>\n"}
        assert len(problems(make(sources))) == 1
        assert len(problems(make({"ui/a.cpp": 'void A::f() { tr("Port"); }\n'}))) == 1
    listing = make({"texts.cpp": 'QT_TRANSLATE_NOOP("Options", "a \\"b\\"")\n'}) / "texts.cpp"
    os.environ["RETORT_OPTION_TEXTS"] = str(listing)
    assert problems(tree("a &quot;b&quot;", "c")) == []
    assert len(problems(tree("other", "c"))) == 1


if __name__ == "__main__":
    common.main(problems, selftest)
