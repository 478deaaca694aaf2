# SPDX-License-Identifier: Apache-2.0
"""What surrounds the application: working folder, environment variables, sys.path, sys.argv, and the part of the
WSGI environ that is the same for every request (UWSGI.md sections 5.1 and 5.6)."""

import os
import sys


def prepare(settings, notes):
    """Sets everything up before the application is imported. Raises LoadFailure when a folder is missing."""
    app = settings["app"]
    if app.get("chdir"):
        change_folder(app["chdir"], "chdir")
    for name in app.get("unsetEnvironment", ()):
        os.environ.pop(name, None)
    for name, value in app.get("environment", ()):
        os.environ[name] = value
    for folder in app.get("environmentFolders", ()):
        _read_environment_folder(folder)
    if app.get("loadDotenv", True):
        from . import dotenv
        dotenv.load(settings.get("projectFolder") or os.getcwd(), notes)
    _prepare_path(app, notes)
    sys.argv[:] = ["uwsgi"] + _split(app.get("pyargv", ""))


def _read_environment_folder(folder):
    """daemontools' envdir as uWSGI reads it: a file per variable, its end trimmed; an empty file removes one."""
    try:
        files = [entry for entry in os.scandir(folder) if entry.is_file() and not entry.name.startswith(".")]
        contents = {entry.name: _content(entry.path) for entry in files}
    except OSError as error:
        from .loader import LoadFailure
        raise LoadFailure("no-folder", "envdir: %s cannot be read: %s." % (error.filename, error.strerror)) from None
    for name, content in contents.items():
        if content:
            os.environ[name] = os.fsdecode(content.rstrip().replace(b"\0", b"\n"))
        else:
            os.environ.pop(name, None)


def _content(path):
    with open(path, "rb") as file:
        return file.read()


def change_folder(folder, option):
    try:
        os.chdir(folder)
    except OSError as error:
        from .loader import LoadFailure
        raise LoadFailure("no-folder", "%s: the folder %s cannot be entered: %s." % (option, folder, error.strerror)) from None


def prepend_to_path(folder):
    if folder not in sys.path:
        sys.path.insert(0, folder)


def _prepare_path(app, notes):
    # uWSGI puts "." and "" behind the pythonpath entries, of which the last given comes first.
    for entry in ("", "."):
        if entry not in sys.path[:2]:
            sys.path.insert(0, entry)
    for pattern in app.get("pythonPath", ()):
        folders = [pattern]
        if any(character in pattern for character in "*?["):
            import glob
            folders = sorted(glob.glob(pattern))
        if not any(os.path.exists(folder) for folder in folders):
            notes.append("pythonpath: %s does not exist" % pattern)
        for folder in folders:
            sys.path.insert(0, os.path.abspath(folder))


def _split(text):
    if not text:
        return []
    if not any(character in text for character in "'\"\\"):
        return text.split()
    import shlex
    return shlex.split(text)


def constants(settings):
    """The environ keys that never change; the C++ side copies them and adds the rest."""
    values = {
        "SCRIPT_NAME": "",  # nginx sends none, and applications rely on it
        "wsgi.version": (1, 0),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": settings.get("threads", 1) > 1,
        "wsgi.multiprocess": settings.get("processes", 1) != 1,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
        "uwsgi.version": version().encode(),
        "uwsgi.node": settings.get("node", "").encode("utf-8", "surrogateescape"),
    }
    if settings["app"].get("fileWrapper", True):
        from . import filewrapper
        values["wsgi.file_wrapper"] = filewrapper.FileWrapper
    return {sys.intern(key): value for key, value in values.items()}


def version():
    import _retort
    return "2.0.30-retort-" + _retort.version
