# SPDX-License-Identifier: Apache-2.0
"""The module `uwsgi` (UWSGI.md section 6). It exists before the application is imported, because applications find out
by importing it whether they run under uWSGI. What applications really use works; of the rest, what can do no harm is
accepted with one warning, and what cannot work is not there and says why."""

import os
import sys
from time import time
from types import ModuleType

from . import environment
from .background import RETRY_SECONDS, Background
from .calls import Engine
from .wire import text

SPOOL_OK, SPOOL_RETRY, SPOOL_IGNORE = -2, -1, 0

# Name -> why there is no such thing here.
NOT_AVAILABLE = {
    "websocket": "WebSockets need uWSGI's own request loop",
    "mule": "there are no mules; use uwsgidecorators.spool or a thread",
    "farm": "there are no mules",
    "route": "there is no internal routing",
    "sendfile": "use wsgi.file_wrapper",
    "offload": "use wsgi.file_wrapper",
    "wait_fd": "there are no async cores; use threads",
    "alarm": "there are no alarms",
    "queue": "there is no shared queue; use the cache",
    "sharedarea": "there is no shared area; use the cache",
    "snmp": "there is no SNMP agent",
    "green_schedule": "there are no async cores; use threads",
    "embedded_data": "there is no embedded data",
    "extract": "use Python's own files",
    "parsefile": "use Python's own files",
    "legion": "there are no legions",
    "scroll": "there is no legion or emperor",
}


def install(module, settings, worker_id):
    uwsgi = Uwsgi(module, settings, worker_id)
    sys.modules["uwsgi"] = uwsgi
    sys.modules.setdefault("uwsgidecorators", LazyDecorators("uwsgidecorators"))
    return uwsgi


class LazyDecorators(ModuleType):
    """uwsgidecorators, read when it is first used. It hides a copy from pip, which does not work without uWSGI."""

    def __getattr__(self, name):
        if name in ("__path__", "__file__", "__spec__"):
            raise AttributeError(name)
        path = os.path.join(os.path.dirname(__file__), "uwsgidecorators.py")
        with open(path, encoding="utf-8") as file:
            code = compile(file.read(), path, "exec")
        self.__class__ = ModuleType
        exec(code, self.__dict__)
        return getattr(self, name)


def _bytes(value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")


class Uwsgi(ModuleType):
    """A module whose functions know their worker. The methods are what applications call."""

    SPOOL_OK, SPOOL_RETRY, SPOOL_IGNORE = SPOOL_OK, SPOOL_RETRY, SPOOL_IGNORE
    _after_req_hook = None
    post_fork_hook = None
    atexit = None
    spooler = None

    def __init__(self, module, settings, worker_id):
        super().__init__("uwsgi", "uWSGI's Python interface, as Retort provides it.")
        self._retort = module
        self._engine = Engine(module)
        self._background = Background()
        self._worker_id = worker_id
        self._master_pid = settings.get("masterPid", 0)
        self._signals = {}
        self._rpc = {}
        self._warned = set()
        self.opt = {key: True if value is None else _bytes(value) for key, value in settings.get("options", ())}
        self.version = environment.version().encode()
        self.version_info = (2, 0, 30, 0, b"retort")
        self.hostname = _bytes(settings.get("node", ""))
        self.numproc = settings.get("processes", 1)
        self.cores = settings.get("threads", 1)
        self.buffer_size = settings.get("bufferSize", 65536)
        self.has_threads = True
        self.started_on = settings.get("startedOn", int(time()))
        self.is_a_reload = settings.get("isReload", False)
        self.applications = {}
        self.sockets = []
        self.magic_table = {}
        self.unbit = False

    def __getattr__(self, name):
        for beginning, reason in NOT_AVAILABLE.items():
            if name.startswith(beginning):
                raise AttributeError("uwsgi.%s is not available in Retort: %s." % (name, reason))
        raise AttributeError("uwsgi.%s is not available in Retort: it is not known here." % name)

    # --- the worker and its server ---
    def worker_id(self):
        return self._worker_id

    def mule_id(self):
        return 0

    def masterpid(self):
        return self._master_pid

    def request_id(self):
        request = self._retort.current_request()
        return request[1] if request else 0

    @property
    def env(self):
        request = self._retort.current_request()
        return request[2] if request else {}

    def total_requests(self):
        return self._engine.ask("total_requests")

    def listen_queue(self, socket=0):
        return self._engine.ask("listen_queue")

    def micros(self):
        return int(time() * 1_000_000)

    def mem(self):
        return self._retort.memory()

    def ready(self):
        return True

    def logsize(self):
        return self._engine.ask("log_size")

    def reload(self):
        return self._engine.ask("reload")

    def stop(self):
        return self._engine.ask("stop")

    def workers(self):
        return tuple(_uwsgi_worker(worker) for worker in self._engine.ask("workers"))

    # --- log ---
    def log(self, message):
        sys.stderr.write((message.decode("utf-8", "backslashreplace") if isinstance(message, bytes) else str(message)) + "\n")
        return True

    def set_logvar(self, key, value):
        self._retort.set_log_var(_bytes(key), _bytes(value))

    def get_logvar(self, key):
        return self._retort.log_var(_bytes(key))

    def log_this_request(self):
        self._retort.set_log_var(b"log_this_request", b"1")

    # --- locks and cache, shared by all workers ---
    def lock(self, number=0):
        self._engine.ask("lock", None, number=number)

    def unlock(self, number=0):
        self._engine.ask("unlock", number=number)

    def is_locked(self, number=0):
        return self._engine.ask("is_locked", number=number)

    def _cache(self, call, key, cache, **more):
        return self._engine.ask("cache_" + call, key=text(_bytes(key)), cache=text(_bytes(cache)), **more)

    def cache_get(self, key, cache=""):
        value = self._cache("get", key, cache)
        return None if value is None else value.encode("latin-1")

    def cache_set(self, key, value, expires=0, cache=""):
        return self._cache("set", key, cache, value=text(_bytes(value)), expires=expires, update=False) or None

    def cache_update(self, key, value, expires=0, cache=""):
        return self._cache("set", key, cache, value=text(_bytes(value)), expires=expires, update=True) or None

    def cache_del(self, key, cache=""):
        return self._cache("del", key, cache) or None

    def cache_exists(self, key, cache=""):
        return self._cache("exists", key, cache) or None

    def cache_inc(self, key, by=1, expires=0, cache=""):
        self._cache("inc", key, cache, by=by, expires=expires)
        return True

    def cache_dec(self, key, by=1, expires=0, cache=""):
        return self.cache_inc(key, -by, expires, cache)

    def cache_clear(self, cache=""):
        return self._engine.ask("cache_clear", cache=text(_bytes(cache))) or None

    def cache_keys(self, cache=""):
        return [key.encode("latin-1") for key in self._engine.ask("cache_keys", cache=text(_bytes(cache)))]

    # --- the request ---
    def chunked_read(self, timeout=0):
        request = self._retort.current_request()
        if request is None:
            raise OSError("uwsgi.chunked_read() needs a request")
        return request[2]["wsgi.input"].read1()

    chunked_read_nb = chunked_read

    def connection_fd(self):
        return -1  # the client's connection belongs to Retort's engine, never to a worker

    # --- hooks ---
    @property
    def after_req_hook(self):
        return self._after_req_hook

    @after_req_hook.setter
    def after_req_hook(self, function):
        self._after_req_hook = function
        self._retort.set_after_request(function)

    def _loaded(self, apps):
        """The application is imported: what uWSGI does after the fork."""
        self.applications.update((app.mountpoint, app.callable) for app in apps)
        if callable(self.post_fork_hook):
            self.post_fork_hook()
        self._background.start()

    def _ended(self):
        self._engine.finish()
        if callable(self.atexit):
            self.atexit()

    # --- signals, timers, files: in the first worker only, as uWSGI sends them to one worker ---
    def register_signal(self, number, who, handler):
        if number in self._signals:
            raise ValueError("unable to register signal %d: it is taken" % number)
        self._signals[number] = handler

    def signal_registered(self, number):
        return number in self._signals

    def signal(self, number=0, *remote):
        handler = self._signals.get(number)
        if handler is None:
            raise ValueError("signal %d has no handler" % number)
        self._background.soon(lambda: handler(number))

    def _fires(self, number):
        def fire():
            handler = self._signals.get(number)
            if handler is not None:
                handler(number)
        return fire

    def _is_first(self):
        return self._worker_id == 1

    def add_timer(self, number, seconds):
        if self._is_first():
            self._background.every(seconds, self._fires(number))
        return True

    def add_rb_timer(self, number, seconds, iterations=0):
        if self._is_first():
            self._background.every(seconds, self._fires(number), iterations)
        return True

    def add_cron(self, number, minute, hour, day, month, weekday):
        if self._is_first():
            self._background.at(minute, hour, day, month, weekday, self._fires(number))
        return True

    def add_file_monitor(self, number, path):
        if self._is_first():
            self._background.on_change(path, self._fires(number))
        return True

    # --- calls and tasks, inside this worker ---
    def register_rpc(self, name, function, arguments=0):
        self._rpc[text(name)] = function
        return True

    def rpc_list(self):
        return tuple(name.encode() for name in self._rpc)

    def rpc(self, node, name, *arguments):
        if node:
            raise ValueError("uwsgi.rpc() reaches only this server in Retort, not %r" % (node,))
        return self.call(name, *arguments)

    def call(self, name, *arguments):
        function = self._rpc.get(text(name))
        return None if function is None else _bytes(function(*[_bytes(argument) for argument in arguments]))

    def spool(self, task=None, **more):
        task = {**(task or {}), **more}
        if not callable(self.spooler):
            raise ValueError("uwsgi.spool() needs a function in uwsgi.spooler")

        def run():
            if self.spooler(task) == SPOOL_RETRY:
                self._background.later(RETRY_SECONDS, run)
        self._background.soon(run)
        return b"retort"

    send_to_spooler = spool

    # --- accepted, without effect ---
    def _ignored(self, name):
        if name not in self._warned:
            self._warned.add(name)
            sys.stderr.write("uwsgi.%s has no effect in Retort.\n" % name)

    def setprocname(self, name):
        self._ignored("setprocname()")

    def accepting(self):
        self._ignored("accepting()")

    def set_user_harakiri(self, seconds):
        self._ignored("set_user_harakiri()")

    def suspend(self):
        self._ignored("suspend()")

    def async_sleep(self, seconds):
        import time as clock
        clock.sleep(seconds)

    def metric_get(self, name):
        self._ignored("metric_*()")
        return 0

    def metric_set(self, name, value=1):
        self._ignored("metric_*()")
        return True

    metric_inc = metric_dec = metric_mul = metric_div = metric_set


def _uwsgi_worker(worker):
    """A worker as uWSGI's workers() has it."""
    return {
        "id": worker.get("id", 0), "pid": worker.get("pid", 0), "requests": worker.get("requests", 0),
        "delta_requests": worker.get("deltaRequests", 0), "signals": 0, "exceptions": worker.get("exceptions", 0),
        "status": _bytes(worker.get("status", "idle")), "rss": worker.get("rss", 0), "vsz": worker.get("vsz", 0),
        "running_time": worker.get("runningTimeUs", 0), "last_spawn": worker.get("lastSpawn", 0),
        "respawn_count": worker.get("respawnCount", 0), "tx": worker.get("tx", 0), "avg_rt": worker.get("avgRtUs", 0),
        "apps": (),
    }
