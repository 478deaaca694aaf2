# SPDX-License-Identifier: Apache-2.0
"""Which modules are the project's own and which are libraries; what a load used, for the watcher and the standby.

A library is what lies in the standard library or in a site-packages or dist-packages folder of the interpreter.
Everything else is project code: also an editable install, and a namespace package with all beneath it, since the project may add to it.
"""

import os
import sys

RUNTIME = os.path.dirname(os.path.abspath(__file__))
BASE = frozenset(sys.modules)  # what the interpreter and the worker itself needed, before anything of the app


def library_folders():
    """site-packages and dist-packages folders on sys.path; their order does not matter."""
    return [folder for folder in dict.fromkeys(map(os.path.abspath, filter(None, sys.path)))
            if os.path.basename(folder) in ("site-packages", "dist-packages")]


def standard_folder():
    return os.path.dirname(os.path.abspath(os.__file__))


class Places:
    """Tells where a file belongs; made once a load, since sys.path may change."""

    def __init__(self):
        self.libraries = library_folders()
        self._beneath = tuple(folder + os.sep for folder in self.libraries)
        self._standard = standard_folder() + os.sep
        self._dynload = tuple(os.path.abspath(folder) + os.sep for folder in sys.path if folder.endswith("lib-dynload"))

    def is_library(self, file):
        if file.startswith(self._beneath) or file.startswith(self._dynload):
            return True
        return file.startswith(self._standard) and "-packages" + os.sep not in file[len(self._standard):]

    def library_name(self, file):
        """What a person calls the library of that file: the folder or module right beneath site-packages."""
        for folder in self._beneath:
            if file.startswith(folder):
                return file[len(folder):].split(os.sep)[0].split(".")[0]
        return "Python"


def file_of(module):
    """The file a module was loaded from; "" for built-in ones and for what only poses as a module."""
    spec = getattr(module, "__spec__", None)
    origin = getattr(spec, "origin", None) if getattr(spec, "has_location", False) else None
    file = origin or getattr(module, "__file__", None)
    return file if isinstance(file, str) else ""


def is_namespace(module):
    spec = getattr(module, "__spec__", None)
    return spec is not None and getattr(spec, "origin", None) is None and getattr(spec, "submodule_search_locations", None) is not None


class LoadWatch:
    """Notes in which order project code imports modules for the first time, and what it changes in os.environ between
    imports: a library that is imported after that may have read it (DJANGO_SETTINGS_MODULE). sys.modules itself tells the order
    in which imports ended. Used as a context; only one at a time."""

    def __init__(self):
        self.steps = []  # (module name,) or (name of a variable, value or None)

    def __enter__(self):
        self._putenv, self._unsetenv = os.putenv, os.unsetenv

        def putenv(name, value):
            self._putenv(name, value)
            self.steps.append((os.fsdecode(name), os.fsdecode(value)))

        def unsetenv(name):
            self._unsetenv(name)
            self.steps.append((os.fsdecode(name), None))

        # os.environ looks these two up by name whenever it is changed.
        os.putenv, os.unsetenv = putenv, unsetenv
        sys.meta_path.insert(0, self)
        return self

    def __exit__(self, *_):
        os.putenv, os.unsetenv = self._putenv, self._unsetenv
        sys.meta_path.remove(self)

    def find_spec(self, name, path=None, target=None):
        self.steps.append((name,))
        return None


def report(steps, apps, known=()):
    """The payload of a Modules frame: what the app is made of. `known`: names of libraries in the order of an earlier load,
    of which this one may have used some without importing them by name."""
    places = Places()
    namespaces = {name for name, module in list(sys.modules.items()) if is_namespace(module)}
    libraries, own = {}, []
    for name in dict.fromkeys((*known, *(step[0] for step in steps if len(step) == 1), *list(sys.modules))):
        module = sys.modules.get(name)
        file = os.path.abspath(file_of(module)) if module is not None and file_of(module) else ""
        if not file or name in BASE or name == "__main__" or file.startswith(RUNTIME):
            continue
        if not places.is_library(file):
            own.append(file)
        elif name.partition(".")[0] not in namespaces and getattr(getattr(module, "__spec__", None), "name", None) == name:
            libraries[name] = file
    return {
        "libraries": list(map(list, libraries.items())),
        "environment": _environment_changes(steps, list(libraries)),
        "modules": list(dict.fromkeys(own)),
        "libraryFolders": places.libraries,
        "pathFolders": path_folders(places),
        "templatesReloadThemselves": _templates_reload(apps),
        "noStandby": _reason_against_standby(),
    }


def _environment_changes(steps, libraries):
    """[index of the library that was imported next, name, value or None]"""
    positions = {name: index for index, name in enumerate(libraries)}
    following = len(libraries)
    changes = []
    for step in reversed(steps):
        if len(step) == 1:
            following = positions.get(step[0], following)
        else:
            changes.insert(0, [following, *step])
    return changes


def failure_report():
    """Where the cure of a failed load may come from: the modules that were loaded, the folders Python searches."""
    places = Places()
    files = [os.path.abspath(file_of(module)) for name, module in list(sys.modules.items()) if name not in BASE and file_of(module)]
    return {
        "modules": [file for file in dict.fromkeys(files) if not places.is_library(file) and not file.startswith(RUNTIME)],
        "libraryFolders": places.libraries,
        "pathFolders": path_folders(places),
    }


def path_folders(places):
    """Folders of sys.path that hold neither libraries nor the standard library."""
    folders = []
    for entry in dict.fromkeys(os.path.abspath(entry) for entry in sys.path if isinstance(entry, str)):
        if os.path.isdir(entry) and not places.is_library(entry + os.sep) and not entry.startswith(RUNTIME):
            folders.append(entry)
    return folders


def _templates_reload(apps):
    """Whether Jinja looks at the templates of every app again by itself. Touches nothing that is made on first use."""
    if not apps:
        return False
    for app in apps:
        config = getattr(app.callable, "config", None)
        flask = sys.modules.get("flask")
        if flask is None or not isinstance(app.callable, getattr(flask, "Flask", ())) or not isinstance(config, dict):
            return False
        wanted = config.get("TEMPLATES_AUTO_RELOAD")
        if not (wanted or (wanted is None and config.get("DEBUG"))):
            return False
    return True


def _reason_against_standby():
    """Libraries that change others when they are told to, so that the order of imports is part of what they do."""
    gevent = sys.modules.get("gevent.monkey")
    if gevent is not None and getattr(gevent, "saved", None):
        return "gevent has patched the standard library"
    eventlet = sys.modules.get("eventlet.patcher")
    if eventlet is not None and getattr(eventlet, "already_patched", None):
        return "eventlet has patched the standard library"
    return ""
