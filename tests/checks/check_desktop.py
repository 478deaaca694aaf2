#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The desktop entry, the file type and the AppStream metainfo are what desktops and stores accept, and speak of the same program.

The metainfo is looked at as it is, and as packaging/linux/metainfo.cmake makes it for a build that knows its home page.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import common

TOOLS = {".desktop": ["desktop-file-validate"], ".metainfo.xml": ["appstreamcli", "validate", "--pedantic", "--no-net", "--no-color"]}
# The id has no domain in front, since the project has none.
ACCEPTED = {"cid-desktopapp-is-not-rdns", "cid-is-not-rdns", "url-homepage-missing"}
HOME = "https://retort.example"
APPSTREAM = re.compile(r"^([EWIP]): \S+ ([\w-]+)")
ICON = "resources/icons/{}.svg"


def complaints(root, path, command):
    done = subprocess.run([*command, str(root / path)], capture_output=True, text=True, timeout=60, check=False)
    lines = (done.stdout + done.stderr).splitlines()
    if command[0] == "appstreamcli":
        found = [match[0] for match in map(APPSTREAM.match, lines) if match and match[2] not in ACCEPTED]
        return [f"{path}: {line}" for line in found] or ([] if done.returncode in (0, 3) else [f"{path}: {' '.join(lines)}"])
    return [line.replace(str(root) + "/", "") for line in lines] if done.returncode else []


def with_home(root, path):
    """What a build with a home page installs: accepted too, with both in it."""
    script = (root / path).with_name("metainfo.cmake")
    if not script.is_file() or not shutil.which("cmake"):
        return []
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / path.name
        subprocess.run(["cmake", f"-DOUTPUT={made}", f"-DRETORT_HOMEPAGE={HOME}/", "-P", str(script)], check=True)
        text = made.read_text(encoding="utf-8")
        found = [f"{path} with a home page: no {tag}" for tag in (f">{HOME}<", f"<image>{HOME}/docs/images/") if tag not in text]
        for name in re.findall(rf"<image>{HOME}/(\S+)</image>", text):
            if not (root / name).is_file():
                found.append(f"{path} with a home page: there is no {name}")
        return found + complaints(Path(folder), Path(path.name), TOOLS[".metainfo.xml"])


def media_types(root, path):
    """The types of a definition, as update-mime-database understands it: it must not complain, and know each name."""
    text = common.text(root, path)
    types = re.findall(r'<mime-type type="([^"]+)"', text)
    if not shutil.which("update-mime-database"):
        return types, []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "mime"
        (database / "packages").mkdir(parents=True)
        shutil.copy(root / path, database / "packages")
        done = subprocess.run(["update-mime-database", str(database)], capture_output=True, text=True, timeout=60, check=False,
                              env={**os.environ, "XDG_DATA_HOME": folder})
        found = [f"{path}: {line}" for line in (done.stdout + done.stderr).splitlines()]
        globs = (database / "globs2").read_text(encoding="utf-8") if not found else ""
        for pattern in re.findall(r'<glob pattern="([^"]+)"', text):
            if not found and f":{pattern}\n" not in globs:
                found.append(f"{path}: the pattern {pattern} does not count")
    return types, found


def problems(root):
    found = []
    known = set()
    for path in common.files(root, ".xml"):
        if "<mime-info" in common.text(root, path):
            types, wrong = media_types(root, path)
            known.update(types)
            found += wrong
    for path in common.files(root, ".desktop", ".xml"):
        name = str(path)
        for ending, command in TOOLS.items():
            if name.endswith(ending):
                found += complaints(root, path, command)
        text = common.text(root, path)
        if name.endswith(".metainfo.xml"):
            for entry in re.findall(r'<launchable type="desktop-id">([^<]+)<', text):
                if not (root / path).with_name(entry).is_file():
                    found.append(f"{path}: {entry} is not beside it")
            found += with_home(root, path)
        if name.endswith(".desktop"):
            for icon in re.findall(r"^Icon=(\S+)$", text, re.MULTILINE):
                if not (root / ICON.format(icon)).is_file():
                    found.append(f"{path}: there is no icon {icon}")
        wanted = re.findall(r"^MimeType=(\S+);$", text, re.MULTILINE) + re.findall(r"<mediatype>([^<]+)<", text)
        found += [f"{path}: nothing here says what {kind} is" for kind in ";".join(wanted).split(";") if kind and kind not in known]
    return found


def selftest(make):
    entry = "[Desktop Entry]\nType=Application\nName=A\nExec=a\nIcon=a\nCategories=Development;\n"
    info = ('<?xml version="1.0" encoding="UTF-8"?>\n<component type="desktop-application"><id>a</id><metadata_license>FSFAP'
            "</metadata_license><name>A</name><summary>Does it</summary><description><p>It does what it does, and does it so that "
            'nobody has to wait, neither for it nor for anything else that it could have to do with.</p></description>'
            '<launchable type="desktop-id">{}</launchable><content_rating type="oars-1.1"/><releases><release version="1" date="2026-01-01"/></releases></component>\n')
    right = {"a.desktop": entry, "resources/icons/a.svg": "<svg/>", "a.metainfo.xml": info.format("a.desktop")}
    assert problems(make(right)) == [], problems(make(right))
    assert problems(make({**right, "a.desktop": entry.replace("Type=Application\n", "")}))
    assert problems(make({**right, "a.desktop": entry.replace("Icon=a", "Icon=b")}))
    assert problems(make({**right, "a.metainfo.xml": info.format("b.desktop")}))
    assert problems(make({**right, "a.metainfo.xml": info.format("a.desktop").replace("<summary>Does it</summary>", "")}))
    kind = ('<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info"><mime-type type="text/x-a"><comment>A</comment>'
            '<glob pattern="a.ini"/></mime-type></mime-info>\n')
    opens = {**right, "a.desktop": entry + "MimeType=text/x-a;\n"}
    assert problems(make(opens))
    assert problems(make({**opens, "a.xml": kind})) == []
    assert problems(make({**opens, "a.xml": kind.replace("</mime-type>", "")}))


if __name__ == "__main__":
    missing = [command[0] for command in TOOLS.values() if not shutil.which(command[0])]
    if missing:
        print("check_desktop.py: skipped, not installed:", ", ".join(missing))
        sys.exit(common.SKIPPED)
    common.main(problems, selftest)
