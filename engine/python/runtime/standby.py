# SPDX-License-Identifier: Apache-2.0
"""The warm standby: libraries imported ahead of time, project code never (ARCHITECTURE.md, "The warm standby").

Prepare imports the libraries that the last load used, in the same order and with the same environment. When the app is
to be loaded, they leave sys.modules for a stash, and come back one by one as the app imports them: so sys.modules holds
what a cold start would hold, and a library the new code no longer uses does not show. A library that would now be found
elsewhere (a new file of the project hides it, sys.path was changed) or with another environment than it was imported with makes the
standby stale: then the engine starts cold.
"""

import os
import sys
import threading
from types import FunctionType, ModuleType

from . import modules

_RUNTIME_PACKAGE = __name__.partition(".")[0]


class Stale(BaseException):
    """The standby does not fit the new code. No `except Exception` of the app may keep it."""


class Unsafe(Exception):
    """Importing a library ahead has effects that a waiting process must not have."""

    def __init__(self, names, reason):
        super().__init__(reason)
        self.names = names


class Standby:
    """Made before anything else of the site, so that it knows what every worker has loaded by then."""

    def __init__(self):
        self._base = frozenset(sys.modules)
        self._lock = threading.Lock()  # of the stash and what comes back from it
        self._loading = False
        self.names = []          # of the libraries, in the order of the load they were learned from
        self._environments = {}  # library -> what the project had set in the environment when it was imported
        self._names = ()         # variables the project sets at all
        self._edges = {}
        self._stash = {}
        self._places = modules.Places()
        self.stale = ""

    # --- ahead of time ---

    def prepare(self, libraries, environment, excluded):
        """Imports the libraries; raises Unsafe when one of them cannot be imported ahead."""
        self.names = [name for name, _ in libraries]
        self._names = tuple({name for _, name, _ in environment})
        before = {name: os.environ.get(name) for name in self._names}
        changes = list(environment)
        excluded = set(excluded)
        with _ThreadWatch() as threads, _ImportTree() as tree:
            for index, (name, file) in enumerate(libraries):
                while changes and changes[0][0] <= index:
                    _, key, value = changes.pop(0)
                    _set_environment(key, value)
                if name not in sys.modules and name not in excluded:
                    self._import(name, file, threads)
        for key, value in before.items():
            _set_environment(key, value)
        self._edges = {name: (*_references(module), *tree.caused.get(name, ())) for name, module in self._ahead()}

    def _ahead(self):
        """What was imported ahead: (name, module)."""
        return [(name, module) for name, module in list(sys.modules.items())
                if name not in self._base and not name.startswith(_RUNTIME_PACKAGE)]

    def _import(self, name, file, threads):
        if not self._is_found_at(name, file):
            return
        known = len(sys.modules)
        sockets = _sockets()
        try:
            __import__(name)
        except BaseException:
            return  # the app will see it, or has stopped needing it
        finally:
            environment = self._environment()
            for new in list(sys.modules)[known:]:
                self._environments[new] = environment
        if threads.chain:
            raise Unsafe(threads.chain, "%s starts a thread when it is imported" % threads.chain[0])
        if _sockets() - sockets:
            raise Unsafe([name], "%s opens a socket when it is imported" % name)
        for new, module in list(sys.modules.items())[known:]:
            found = modules.file_of(module)
            if found and not found.startswith(modules.RUNTIME) and not self._places.is_library(os.path.abspath(found)):
                raise Unsafe([name], "%s imports %s, which is not a library" % (name, new))

    def _environment(self):
        return tuple(os.environ.get(name) for name in self._names)

    @staticmethod
    def _is_found_at(name, file):
        """Whether a top-level name still leads to the library's file; what is inside a package follows it."""
        if "." in name:
            return name.rpartition(".")[0] in sys.modules
        spec = _path_spec(name)
        return spec is not None and spec.origin is not None and os.path.abspath(spec.origin) == file

    # --- when the app is loaded ---

    def __enter__(self):
        for name, module in self._ahead():
            self._stash[name] = module
            del sys.modules[name]
        for folder, finder in list(sys.path_importer_cache.items()):
            if finder is not None and not self._places.is_library(os.path.abspath(folder) + os.sep):
                finder.invalidate_caches()  # the project's folders were listed when it was prepared
        sys.meta_path.insert(1, self)  # behind modules.LoadWatch
        self._loading = True
        return self

    def __exit__(self, *_):
        """What is imported later, in a request, still comes from the stash: a library has one life in a process."""
        self._loading = False

    def find_spec(self, name, path=None, target=None):
        """importlib's question for every module that is not in sys.modules."""
        with self._lock:
            module = self._stash.get(name)
            if module is None:
                # Another thread may have brought it back after this one looked.
                module = sys.modules.get(name) if self._stash else None
                return self._spec(name, module) if module is not None else None
        reason = self._reason_against(name, module)
        if not reason:
            return self._spec(name, module)
        if self._loading:
            self.stale = reason
            raise Stale(reason)
        with self._lock:
            self._stash.pop(name, None)
        return None

    def _reason_against(self, name, module):
        if self._environments.get(name, ()) != self._environment():
            return "the environment was changed before %s was imported" % name
        file = modules.file_of(module)
        if file and "." not in name and not self._is_found_at(name, os.path.abspath(file)):
            return "%s would now be found elsewhere" % name
        return ""

    def _spec(self, name, module):
        from _frozen_importlib import ModuleSpec
        return ModuleSpec(name, _Restorer(self, name, module), is_package=hasattr(module, "__path__"))

    def restore(self, name):
        """Puts all that a library refers to back into sys.modules; the library itself importlib puts there."""
        waiting = [name]
        with self._lock:
            while waiting:
                current = waiting.pop()
                module = self._stash.pop(current, None)
                if module is None:
                    continue
                if current != name:
                    sys.modules[current] = module
                waiting.extend(self._edges.get(current, ()))
                parent = current.rpartition(".")[0]
                if parent:
                    waiting.append(parent)


class _Restorer:
    """Stands in for the loader while a library comes back; the library keeps the spec and loader it had."""

    def __init__(self, standby, name, module):
        self._standby = standby
        self._name = name
        self._module = module
        self._spec = getattr(module, "__spec__", None)

    def create_module(self, spec):
        return self._module

    def exec_module(self, module):
        if self._spec is not None:
            module.__spec__ = self._spec
        self._standby.restore(self._name)


class _ThreadWatch:
    """Notes which modules were being imported when a thread was started, the innermost first."""

    def __init__(self):
        self.chain = []

    def __enter__(self):
        self._start = threading.Thread.start

        def start(thread, *arguments):
            self.chain = self.chain or _modules_being_imported(sys._getframe(1)) or ["a library"]
            return self._start(thread, *arguments)

        threading.Thread.start = start
        return self

    def __exit__(self, *_):
        threading.Thread.start = self._start


class _ImportTree:
    """Notes which import was the first to need which module: what comes back together with it."""

    def __init__(self):
        self.caused = {}
        self._running = []  # modules whose code runs, the outermost first

    def __enter__(self):
        sys.meta_path.insert(0, self)
        return self

    def __exit__(self, *_):
        sys.meta_path.remove(self)

    def find_spec(self, name, path=None, target=None):
        while self._running and not _is_initializing(self._running[-1]):
            self._running.pop()
        if self._running:
            self.caused.setdefault(self._running[-1], []).append(name)
        self._running.append(name)
        return None


def _is_initializing(name):
    return getattr(getattr(sys.modules.get(name), "__spec__", None), "_initializing", False)


def _modules_being_imported(frame):
    names = []
    while frame is not None:
        if frame.f_code.co_name == "<module>":
            name = frame.f_globals.get("__name__")
            if isinstance(name, str) and not name.startswith(_RUNTIME_PACKAGE) and name != "__main__":
                names.append(name)
        frame = frame.f_back
    return names


def _references(module):
    """Names of modules that a module's own names come from."""
    if not issubclass(type(module), ModuleType):
        return ()
    found = set()
    for value in list(vars(module).values()):
        kind = type(value)  # isinstance() would ask a lazy object for its class, and so wake it
        if issubclass(kind, ModuleType):
            found.add(vars(value).get("__name__"))
        elif issubclass(kind, (type, FunctionType)):
            found.add(value.__module__)
        else:
            found.add(kind.__module__)
    return tuple(name for name in found if isinstance(name, str) and name in sys.modules)


def _set_environment(name, value):
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def _path_spec(name):
    from _frozen_importlib_external import PathFinder
    return PathFinder.find_spec(name)


def _sockets():
    """Descriptors of this process that are sockets; none are known where there is no /dev/fd."""
    import stat
    found = set()
    try:
        names = os.listdir("/dev/fd")
    except OSError:
        return found
    for name in names:
        try:
            if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                found.add(int(name))
        except (OSError, ValueError):
            pass
    return found
