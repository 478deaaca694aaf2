# SPDX-License-Identifier: Apache-2.0
"""The module `uwsgidecorators`, as applications use it under uWSGI. Timers, cron, file monitors and signals run in a
thread of the first worker; spooled tasks in a thread of the worker that spools them; rpc stays in its worker."""

import functools
import threading

import uwsgi

__all__ = ["cron", "filemon", "harakiri", "lock", "mulefunc", "postfork", "rbtimer", "rpc", "signal", "spool", "spoolforever",
           "spoolraw", "thread", "timer"]

postfork_chain = []
spool_functions = {}
_signal_numbers = iter(range(256))


def postfork(function):
    postfork_chain.append(function)
    return function


def _run_postfork_chain():
    for function in postfork_chain:
        function()


def lock(function):
    @functools.wraps(function)
    def locked(*arguments, **more):
        uwsgi.lock()
        try:
            return function(*arguments, **more)
        finally:
            uwsgi.unlock()
    return locked


def thread(function):
    @functools.wraps(function)
    def in_thread(*arguments):
        started = threading.Thread(target=function, args=arguments, daemon=True)
        started.start()
        return started
    return in_thread


mulefunc = thread


def harakiri(seconds):
    def decorate(function):
        @functools.wraps(function)
        def limited(*arguments, **more):
            uwsgi.set_user_harakiri(seconds)
            try:
                return function(*arguments, **more)
            finally:
                uwsgi.set_user_harakiri(0)
        return limited
    return decorate


class signal:
    def __init__(self, number, target="", **more):
        self.number = number
        self.target = target

    def __call__(self, function):
        uwsgi.register_signal(self.number, self.target, function)
        return function


def _with_signal(add, target="", signum=None, **more):
    """A decorator that ties a function to a free signal number, and that number to what add() arranges."""
    def decorate(function):
        number = more.get("num", signum)
        if number is None:
            number = next(free for free in _signal_numbers if not uwsgi.signal_registered(free))
        uwsgi.register_signal(number, target, function)
        add(number)
        return function
    return decorate


def timer(secs, **more):
    return _with_signal(lambda number: uwsgi.add_timer(number, secs), **more)


def rbtimer(secs, **more):
    iterations = more.pop("iterations", 0)
    return _with_signal(lambda number: uwsgi.add_rb_timer(number, secs, iterations), **more)


def cron(minute, hour, day, month, dayweek, **more):
    return _with_signal(lambda number: uwsgi.add_cron(number, minute, hour, day, month, dayweek), **more)


def filemon(path, **more):
    return _with_signal(lambda number: uwsgi.add_file_monitor(number, path), **more)


class rpc:
    def __init__(self, name):
        self.name = name

    def __call__(self, function):
        uwsgi.register_rpc(self.name, function)
        return function


def _run_spooled(task):
    function = spool_functions.get(task.pop("ud_spool_func", None))
    if function is None:
        return uwsgi.SPOOL_IGNORE
    result = function(task)
    return uwsgi.SPOOL_OK if result is None else int(result)


class _Spooled:
    """A function that runs later: f.spool(key=value) or f({"key": value}); it gets the dict."""

    def __init__(self, function, retry=False):
        functools.update_wrapper(self, function)
        self.function = function
        spool_functions[function.__name__] = self._forever if retry else function

    def _forever(self, task):
        self.function(task)
        return uwsgi.SPOOL_RETRY

    def __call__(self, task=None, **more):
        task = {**(task or {}), **more, "ud_spool_func": self.function.__name__}
        return uwsgi.spool(task)

    spool = __call__


def spool(function=None, pass_arguments=False):
    if function is None:
        return lambda f: spool(f, pass_arguments)
    if not pass_arguments:
        return _Spooled(function)

    @functools.wraps(function)
    def unpack(task):
        return function(*task["args"], **task["kwargs"])
    spooled = _Spooled(unpack)

    def later(*arguments, **more):
        return spooled({"args": arguments, "kwargs": more})
    later.spool = later
    return functools.wraps(function)(later)


spoolraw = spool


def spoolforever(function):
    return _Spooled(function, retry=True)


def __getattr__(name):
    raise AttributeError("uwsgidecorators.%s is not available in Retort: there are no mules, farms or erlang nodes." % name)


if uwsgi.post_fork_hook is None:
    uwsgi.post_fork_hook = _run_postfork_chain
if uwsgi.spooler is None:
    uwsgi.spooler = _run_spooled
