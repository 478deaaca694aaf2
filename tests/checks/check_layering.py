#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Includes point one way (ARCHITECTURE.md, "Layers"): fails on any arrow that is not drawn here."""

import re

import common

# folder: the folders it may include from. A folder may always include itself; tests may include anything.
ALLOWED = {
    "engine/base": set(),
    "engine/content": set(),
    "engine/gateway": {"engine/base"},
    "engine/net": {"engine/base"},
    "engine/ipc": {"engine/base", "engine/gateway"},
    "engine/config": {"engine/base", "engine/gateway"},
    "engine/http": {"engine/base", "engine/gateway", "engine/net"},
    "engine/uwsgi": {"engine/base", "engine/gateway", "engine/net"},
    "engine/log": {"engine/base", "engine/gateway", "engine/config"},
    "engine/control": {"engine/base", "engine/content", "engine/gateway", "engine/net", "engine/config", "engine/log"},
    "engine/workers": {"engine/base", "engine/gateway", "engine/net", "engine/ipc", "engine/config"},
    "engine/watch": {"engine/base"},
    "engine/python": {"engine/base", "engine/gateway", "engine/ipc"},
    # The façade: everything of the engine but Python.
    "engine": {"engine/base", "engine/gateway", "engine/net", "engine/ipc", "engine/config", "engine/http",
               "engine/uwsgi", "engine/log", "engine/control", "engine/workers", "engine/watch"},
    # The window is a client of the control socket: it knows no engine, only what describes one. From net it takes
    # who holds a port. The folders named here can be had without the rest of it.
    "ui/style": {"engine/base"},
    "ui/requests": {"ui/style", "engine/base", "engine/content", "engine/log"},
    "ui/settings": {"ui/style", "engine/base", "engine/gateway", "engine/config", "engine/log", "engine/control"},
    "ui": {"ui/style", "ui/requests", "ui/settings", "engine/base", "engine/config", "engine/log", "engine/control", "engine/net"},
    "app": {"ui", "ui/style", "ui/requests", "ui/settings", "engine", "engine/base", "engine/gateway", "engine/net",
            "engine/config", "engine/log", "engine/control", "engine/python"},
    "tools": {"app", "engine/base", "engine/config"},
}
# The worker links these; they and all they include know no Qt.
QT_FREE = ("engine/content", "engine/gateway", "engine/ipc", "engine/python")
PYTHON_FOLDER = "engine/python"

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def layer(path):
    """The layer of a file: the longest folder named above that holds it; None for tests and the like."""
    parts = path.split("/")[:-1]
    for length in range(len(parts), 0, -1):
        if "/".join(parts[:length]) in ALLOWED:
            return "/".join(parts[:length])
    return None


def is_qt(name):
    return re.match(r"Q[A-Z]|Qt[A-Z]\w*/|qt\w+\.h$", name) is not None


def problems(root):
    found = []
    sources = {str(path): INCLUDE.findall(common.text(root, path))
               for path in common.files(root, ".cpp", ".h") if str(path).startswith(("engine/", "app/", "ui/", "tools/"))}
    for path, includes in sources.items():
        here = layer(path)
        if here is None:
            found.append(f"{path}: its folder is not in the list of layers of check_layering.py")
            continue
        for kind, name in includes:
            if name.split("/")[-1] in ("Python.h", "pyconfig.h") and here != PYTHON_FOLDER:
                found.append(f"{path}: includes {name}; only {PYTHON_FOLDER} may")
            if kind == "<":
                continue
            if "/" not in name:
                if not name.endswith(".moc"):
                    found.append(f'{path}: includes "{name}"; write the full path from the root of the repository')
                continue
            there = layer(name)
            if there is not None and there != here and there not in ALLOWED[here]:
                found.append(f"{path}: {here} may not include {there} ({name})")
        if here in QT_FREE:
            found += qt_reached(path, sources)
    return found


def qt_reached(start, sources):
    """The Qt headers that `start` includes, itself or through headers of ours."""
    found, seen, waiting = [], {start}, [(start, "")]
    while waiting:
        path, through = waiting.pop()
        for kind, name in sources.get(path, ()):
            if kind == "<" and is_qt(name):
                found.append(f"{start}: {layer(start)} knows no Qt, but includes <{name}>{through}")
            elif kind == '"' and name not in seen:
                seen.add(name)
                waiting.append((name, f" through {name}"))
    return found


def selftest(make):
    good = make({"engine/http/a.cpp": '#include "engine/http/a.h"\n#include "engine/gateway/b.h"\n#include <QString>\n',
                 "engine/gateway/b.h": '#include "engine/base/limits.h"\n#include <string>\n',
                 "engine/base/limits.h": "#include <cstdint>\n",
                 "engine/python/m.cpp": "#include <Python.h>\n",
                 "tests/engine/http/t.cpp": '#include "engine/workers/x.h"\n'})
    assert problems(good) == [], problems(good)
    for contents, expected in (
            ({"engine/base/a.h": '#include "engine/http/b.h"\n'}, "may not include engine/http"),
            ({"engine/http/a.h": '#include "engine/workers/b.h"\n'}, "may not include engine/workers"),
            ({"engine/http/a.h": '#include "engine/engine.h"\n'}, "may not include engine "),
            ({"engine/gateway/a.h": "#include <QString>\n"}, "knows no Qt"),
            ({"engine/ipc/a.h": "#include <QtCore/QString>\n"}, "knows no Qt"),
            ({"engine/log/a.h": '#include "ui/settings/b.h"\n'}, "may not include ui/settings"),
            ({"ui/settings/a.h": '#include "engine/engine.h"\n'}, "may not include engine "),
            ({"engine/python/a.h": '#include "engine/base/r.h"\n', "engine/base/r.h": "#include <QList>\n"},
             "through engine/base/r.h"),
            ({"engine/log/a.h": '#include "ui/style/b.h"\n'}, "may not include ui/style"),
            ({"ui/requests/a.h": '#include "engine/engine.h"\n'}, "may not include engine "),
            ({"engine/http/a.cpp": "#include <Python.h>\n"}, "only engine/python may"),
            ({"engine/http/a.cpp": '#include "a.h"\n'}, "full path"),
            ({"ui/a.h": '#include "engine/workers/pool.h"\n'}, "may not include engine/workers"),
            ({"engine/log/a.h": '#include "ui/a.h"\n'}, "may not include ui")):
        result = problems(make(contents))
        assert len(result) == 1 and expected in result[0], (contents, result)


if __name__ == "__main__":
    common.main(problems, selftest)
