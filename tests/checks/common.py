# SPDX-License-Identifier: Apache-2.0
"""What the checks share: which files there are, and how a check is run and proved.

A check is a module with `problems(root)`, which returns one sentence per problem, and `selftest(make)`, which
builds small trees with `make({path: text})` and asserts that the check finds what it should and nothing else.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = 77  # exit code that ctest reads as "skipped"


def files(root, *suffixes):
    """Tracked and new files, as pathlib paths relative to root; everything below root when it is no repository."""
    try:
        listing = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"],
            capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        listing = [str(path.relative_to(root)) for path in Path(root).rglob("*") if path.is_file()]
    paths = sorted(Path(name) for name in listing if name and (Path(root) / name).is_file())
    return [path for path in paths if not suffixes or path.suffix in suffixes or path.name in suffixes]


def text(root, path):
    return (Path(root) / path).read_bytes().decode()  # read_text would hide carriage returns


def main(problems, selftest):
    if "--self-test" in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            trees = []

            def make(contents):
                tree = Path(folder) / str(len(trees))
                trees.append(tree)
                for name, content in contents.items():
                    path = tree / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content.encode())
                tree.mkdir(exist_ok=True)
                return tree

            # A temporary folder may lie inside some repository: the listing must not be asked of git there.
            os.environ["GIT_CEILING_DIRECTORIES"] = folder
            selftest(make)
        print(f"{Path(sys.argv[0]).name}: finds what it should")
        return
    found = problems(ROOT)
    for problem in found:
        print(problem)
    print(f"{Path(sys.argv[0]).name}: {len(found)} problems")
    sys.exit(1 if found else 0)
