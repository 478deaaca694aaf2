# SPDX-License-Identifier: Apache-2.0
"""A worker's Python side: connects to the engine, loads the application, runs the slots, ends.

The main thread waits for orders (control frames); each slot is a thread that serves requests in C++.
"""

import os
import sys
import threading
from time import perf_counter

from . import wire

STRAY_THREAD_SECONDS = 5.0  # how long an application's own threads may keep a retired worker alive


def run():
    order = wire.loads(os.fsencode(os.environ.pop("RETORT_WORKER", "null")))
    if order is None:
        sys.stderr.write("This program is started by Retort; it does nothing by itself.\n")
        sys.exit(2)
    _retort = _load_module(order["module"])
    _retort.prepare_process()
    _prepare_streams(order.get("outputMark", ""))
    _retort.connect(order["channel"], order["token"], order["board"], order["slots"])
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_retort.forget_in_forked_child)
    _Worker(_retort, order).follow_orders()


def _load_module(path):
    if "_retort" in sys.builtin_module_names:  # embedded: retort-worker has registered it
        import _retort
        return _retort
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import ExtensionFileLoader
    spec = ModuleSpec("_retort", ExtensionFileLoader("_retort", path), origin=path)
    module = spec.loader.create_module(spec)
    spec.loader.exec_module(module)
    sys.modules["_retort"] = module
    return module


def _prepare_streams(mark):
    from . import streams
    streams.install(mark)
    import faulthandler
    import signal
    if sys.stderr is not None:
        # A crash shows where; and the engine asks with SIGUSR2 where a hanging request hangs. The answer is
        # written by the signal handler itself, so it comes even while another thread keeps the GIL.
        faulthandler.enable(file=sys.stderr, all_threads=True)
        if hasattr(faulthandler, "register"):
            faulthandler.register(signal.SIGUSR2, file=sys.stderr, all_threads=True, chain=False)
    # Ctrl+C in a terminal reaches the whole process group; the engine alone decides what it means.
    signal.signal(signal.SIGINT, lambda number, frame: None)


class _Worker:
    def __init__(self, module, order):
        self._retort = module
        self._id = order["id"]
        self._slots = order["slots"]
        self._threads = []
        self._uwsgi = None
        self._standby = None
        self._notes = None  # of environment.prepare(), when it has run ahead of the load

    def follow_orders(self):
        while True:
            order = self._retort.next_order()
            if order is None or order[0] == wire.RETIRE:
                break
            if order[0] == wire.LOAD:
                self._load(wire.loads(order[1]))
            elif order[0] == wire.PREPARE:
                self._prepare(wire.loads(order[1]))
            elif order[0] == wire.STACK:
                self._tell_stacks(wire.loads(order[1]))
            elif order[0] == wire.INTERRUPT:
                self._interrupt(wire.loads(order[1]))
        self._retire()

    def _tell_stacks(self, wanted):
        from . import stacks
        try:
            text = stacks.text(wanted["requests"])
        except Exception as exception:  # the app may have replaced what we use
            text = "The stacks cannot be told: %r\n" % exception
        self._retort.send(wire.STACKS, wire.dumps({"text": text}))

    def _interrupt(self, wanted):
        from . import stacks
        self._retort.interrupt(wanted["slot"], int(wanted["request"]), stacks.RequestStopped)

    def _prepare(self, settings):
        """Becomes a standby: everything but the project's code."""
        from . import environment, loader, standby
        self._notes = []
        self._standby = standby.Standby()
        answer = {"unsafe": [], "reason": ""}
        try:
            environment.prepare(settings, self._notes)
            self._standby.prepare(settings["libraries"], settings["environmentChanges"], settings["excluded"])
        except loader.LoadFailure as failure:
            answer["reason"] = failure.report["sentence"]
        except standby.Unsafe as unsafe:
            answer = {"unsafe": unsafe.names, "reason": str(unsafe)}
        self._retort.send(wire.PREPARED, wire.dumps(answer))

    def _load(self, settings):
        from . import importing, loader
        started = perf_counter()
        self._id = settings["workerId"]
        watched = settings.get("watched", False)
        if watched:
            from . import bytecode
            bytecode.write_none_for_fresh_sources()
        try:
            with importing.Watch(self._retort):
                outcome, steps = self._load_watched(settings) if watched else (self._load_app(settings), [])
        except loader.LoadFailure as failure:
            self._retort.send(wire.LOAD_FAILED, wire.dumps(failure.report))
            return
        self._become_ready(settings, outcome, started)
        if watched:
            from . import modules
            known = self._standby.names if self._standby is not None else ()
            self._retort.send(wire.MODULES, wire.dumps(modules.report(steps, outcome.apps, known)))

    def _load_app(self, settings):
        from . import loader
        return loader.load(self._retort, settings, self._id, self._notes)

    def _load_watched(self, settings):
        """(outcome, the steps of the load that modules.LoadWatch noted)."""
        from . import loader, modules
        with modules.LoadWatch() as watch:
            try:
                if self._standby is None:
                    return self._load_app(settings), watch.steps
                with self._standby:
                    outcome = self._load_app(settings)
            except loader.LoadFailure as failure:
                if self._standby is not None and self._standby.stale:
                    raise loader.LoadFailure("standby-stale", self._standby.stale) from None
                failure.report.update(modules.failure_report())
                raise
        if self._standby.stale:  # the app has swallowed it
            raise loader.LoadFailure("standby-stale", self._standby.stale)
        return outcome, watch.steps

    def _become_ready(self, settings, outcome, started):
        from . import routes
        self._uwsgi = outcome.uwsgi
        self._configure(settings, outcome)
        self._start_slots()
        self._retort.send(wire.READY, wire.dumps({
            "python": "%d.%d.%d" % sys.version_info[:3],
            "executable": sys.executable,
            "prefix": sys.prefix,
            "apps": [app.report() for app in outcome.apps],
            "loadMs": round((perf_counter() - started) * 1000, 1),
            "notes": outcome.notes,
            "routes": routes.report(outcome.apps),
        }))

    def _configure(self, settings, outcome):
        from . import environment, failure, handled, streams
        app = settings["app"]
        first = outcome.apps[0].callable if app.get("ignoreScriptName", False) else None
        self._retort.configure(
            [(found.mountpoint.rstrip("/"), found.callable if first is None else first) for found in outcome.apps],
            environment.constants(settings), failure.describe, streams.request.set, streams.request_ended, not app.get("noDefaultApp", False),
            app.get("manageScriptName", False), app.get("strictWsgi", True), settings.get("memoryReport", False),
            self._slots > 1)
        handled.watch(self._retort.note_exception)
        streams.follow_logging()

    def _start_slots(self):
        for number in range(self._slots):
            thread = threading.Thread(target=self._serve, args=(number,), name="uWSGIWorker%dCore%d" % (self._id, number))
            thread.start()
            self._threads.append(thread)

    def _serve(self, number):
        self._retort.serve_slot(number, threading.get_ident())

    def _retire(self):
        self._retort.retire()
        for thread in self._threads:
            thread.join()
        if self._uwsgi is not None:
            self._uwsgi._ended()
        # From here Python ends as usual: it waits for the application's threads and runs atexit. Threads that
        # never end would keep the old worker for ever; the engine's patience is worth more.
        watch = threading.Thread(target=_end_despite_stray_threads, name="retort-exit", daemon=True)
        watch.start()


def _end_despite_stray_threads():
    import time
    time.sleep(STRAY_THREAD_SECONDS)
    mine = {threading.current_thread(), threading.main_thread()}
    stray = [thread.name for thread in threading.enumerate() if not thread.daemon and thread not in mine]
    if not stray:
        return  # Python is already at its atexit handlers
    sys.stderr.write("Retort: the old worker ends although threads of the application still run: %s. Give them"
                     " daemon=True to avoid this wait.\n" % ", ".join(stray[:10]))
    import atexit
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
