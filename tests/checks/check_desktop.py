#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The desktop entry and the AppStream metainfo are what desktops and stores accept, and speak of the same program."""

import re
import shutil
import subprocess
import sys

import common

TOOLS = {".desktop": ["desktop-file-validate"], ".metainfo.xml": ["appstreamcli", "validate", "--no-net", "--no-color"]}
# The id has no domain in front, since the project has none.
ACCEPTED = {"cid-desktopapp-is-not-rdns", "cid-is-not-rdns", "url-homepage-missing"}
APPSTREAM = re.compile(r"^([EW]): \S+ ([\w-]+)")
ICON = "resources/icons/{}.svg"


def complaints(root, path, command):
    done = subprocess.run([*command, str(root / path)], capture_output=True, text=True, timeout=60, check=False)
    lines = (done.stdout + done.stderr).splitlines()
    if command[0] == "appstreamcli":
        found = [match[0] for match in map(APPSTREAM.match, lines) if match and match[2] not in ACCEPTED]
        return [f"{path}: {line}" for line in found] or ([] if done.returncode in (0, 3) else [f"{path}: {' '.join(lines)}"])
    return [line.replace(str(root) + "/", "") for line in lines] if done.returncode else []


def problems(root):
    found = []
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
        if name.endswith(".desktop"):
            for icon in re.findall(r"^Icon=(\S+)$", text, re.MULTILINE):
                if not (root / ICON.format(icon)).is_file():
                    found.append(f"{path}: there is no icon {icon}")
    return found


def selftest(make):
    entry = "[Desktop Entry]\nType=Application\nName=A\nExec=a\nIcon=a\nCategories=Development;\n"
    info = ('<?xml version="1.0" encoding="UTF-8"?>\n<component type="desktop-application"><id>a</id><metadata_license>FSFAP'
            "</metadata_license><name>A</name><summary>Does it</summary><description><p>It does what it does, and does it so that "
            'nobody has to wait.</p></description><launchable type="desktop-id">{}</launchable></component>\n')
    right = {"a.desktop": entry, "resources/icons/a.svg": "<svg/>", "a.metainfo.xml": info.format("a.desktop")}
    assert problems(make(right)) == []
    assert problems(make({**right, "a.desktop": entry.replace("Type=Application\n", "")}))
    assert problems(make({**right, "a.desktop": entry.replace("Icon=a", "Icon=b")}))
    assert problems(make({**right, "a.metainfo.xml": info.format("b.desktop")}))
    assert problems(make({**right, "a.metainfo.xml": info.format("a.desktop").replace("<summary>Does it</summary>", "")}))


if __name__ == "__main__":
    missing = [command[0] for command in TOOLS.values() if not shutil.which(command[0])]
    if missing:
        print("check_desktop.py: skipped, not installed:", ", ".join(missing))
        sys.exit(common.SKIPPED)
    common.main(problems, selftest)
