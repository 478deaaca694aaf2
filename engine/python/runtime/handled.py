# SPDX-License-Identifier: Apache-2.0
"""Exceptions that the framework answers itself, with a page of its own: the server never sees them. Flask and Django tell of
them by a signal, so that the window can show what was raised."""

import sys


def watch(note):
    """Calls note(payload of an Exception frame) in the thread of the request. After the app was loaded."""
    from . import failure

    def flask_told(_sender, exception=None, **_):
        if isinstance(exception, BaseException):
            note(failure.describe(exception, None, handled=True))

    def django_told(**_):
        exception = sys.exc_info()[1]
        if exception is not None:
            note(failure.describe(exception, None, handled=True))

    for module, told in (("flask.signals", flask_told), ("django.core.signals", django_told)):
        signal = getattr(sys.modules.get(module), "got_request_exception", None)
        try:
            if signal is not None:
                signal.connect(told, weak=False)
        except Exception as problem:  # a Flask without blinker has no signals
            sys.stderr.write("retort: exceptions that %s handles are not shown: %s\n" % (module.partition(".")[0], problem))
