# SPDX-License-Identifier: Apache-2.0
"""Imports the application and, when that fails, explains why (UWSGI.md sections 5.6 and 5.8)."""

import os
import sys

from . import environment


class LoadFailure(Exception):
    """The application could not be loaded; `report` is the payload of a LoadFailed frame."""

    def __init__(self, kind, sentence, **details):
        super().__init__(sentence)
        self.report = {"kind": kind, "sentence": sentence, "file": "", "line": 0, "column": 0, "text": "", "traceback": "",
                       "candidates": [], "missingModule": ""}
        self.report.update(details)


class LoadedApp:
    def __init__(self, mountpoint, module, found):
        self.mountpoint = mountpoint
        self.module = module
        self.callable = found.callable
        self._found = found

    def report(self):
        found = self._found
        return {"mountpoint": self.mountpoint, "module": self.module, "callable": found.name, "framework": found.framework,
                "file": found.file, "reason": found.reason}


class Outcome:
    def __init__(self):
        self.apps = []
        self.notes = []
        self.uwsgi = None


def load(module, settings, worker_id, notes=None):
    """Everything from the working folder to the callables. Raises LoadFailure. With `notes`, those of
    environment.prepare(), the surroundings are prepared already."""
    from . import explain
    outcome = Outcome()
    app = settings["app"]
    try:
        if notes is None:
            environment.prepare(settings, outcome.notes)
        else:
            outcome.notes.extend(notes)
        from . import uwsgi_module
        outcome.uwsgi = uwsgi_module.install(module, settings, worker_id)
        for name in app.get("imports", ()):
            __import__(name)
        for mountpoint, target in _targets(app):
            outcome.apps.append(_load_target(mountpoint, target, app, outcome.notes))
        if app.get("chdir2"):
            environment.change_folder(app["chdir2"], "chdir2")
        outcome.uwsgi._loaded(outcome.apps)
    except LoadFailure:
        raise
    except BaseException as exception:  # SystemExit too: an application that ends itself must not end the server
        raise explain.failure_of(exception, app) from None
    if not outcome.apps:
        raise LoadFailure("no-app", "No application was given: use --module, --wsgi-file or mount.")
    return outcome


def _targets(app):
    """(mountpoint, "file" or "module[:callable]") of every app; the first is the default."""
    if app.get("module"):
        yield "", app["module"]
    elif app.get("wsgiFile"):
        yield "", app["wsgiFile"]
    for mount in app.get("mounts", ()):
        yield _checked_mountpoint(mount["mountpoint"]), mount["application"]


def _checked_mountpoint(mountpoint):
    mountpoint = mountpoint.rstrip("/")
    if mountpoint and not mountpoint.startswith("/"):
        raise LoadFailure("mount", "mount: the mountpoint \"%s\" must begin with a slash, or it would match no URL."
                          % mountpoint)
    return mountpoint


def _load_target(mountpoint, target, app, notes):
    from . import finder
    wanted = app.get("callable", "")
    if _is_file(target, app):
        module = import_file(target)
        name = target
    else:
        name, _, attribute = target.partition(":")
        wanted = attribute or wanted
        module = import_module(name)
    found = finder.find(module, wanted)
    if found.reason:
        notes.append(found.reason)
    return LoadedApp(mountpoint, name, found)


def _is_file(target, app):
    if target == app.get("module"):
        return False
    return target == app.get("wsgiFile") or "/" in target or target.endswith((".py", ".wsgi")) or os.path.isfile(target)


def import_module(name):
    if name.endswith(".py") and os.path.isfile(name):
        raise LoadFailure("import", "\"%s\" is a file; a module is named without \".py\": --module %s, or use --wsgi-file %s."
                          % (name, name[:-3].replace("/", "."), name), file=os.path.abspath(name))
    __import__(name)
    return sys.modules[name]


def import_file(path):
    """A file as a module whose __name__ is uWSGI's; it stands in sys.modules, so that dataclasses, pickle and Flask's
    search for templates work in it."""
    full = os.path.abspath(path)
    if not os.path.isfile(full):
        raise LoadFailure("no-file", "The WSGI file %s does not exist." % full, file=full)
    environment.prepend_to_path(os.path.dirname(full))
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import SourceFileLoader
    name = "uwsgi_file_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in path)
    loader = SourceFileLoader(name, full)
    spec = ModuleSpec(name, loader, origin=full)
    spec.has_location = True
    module = type(sys)(name)
    module.__file__ = full
    module.__spec__ = spec
    module.__loader__ = loader
    module.__package__ = ""
    sys.modules[name] = module
    try:
        exec(loader.get_code(name) if full.endswith(".py") else _compiled(loader, full), module.__dict__)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _compiled(loader, path):
    return loader.source_to_code(loader.get_data(path), path)
