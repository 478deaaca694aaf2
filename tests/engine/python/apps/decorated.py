# SPDX-License-Identifier: Apache-2.0
"""What applications do with uwsgidecorators; the view answers with what has run."""

import uwsgi
import uwsgidecorators
from uwsgidecorators import *  # noqa: F403  as many applications do

ran = set()


@uwsgidecorators.postfork
def after_fork():
    ran.add("postfork")
    in_background()
    later.spool(key="value")
    uwsgi.signal(17)


@uwsgidecorators.timer(0.05)
def on_timer(number):
    ran.add("timer")


@uwsgidecorators.signal(17)
def on_signal(number):
    ran.add("signal%d" % number)


@uwsgidecorators.thread
def in_background():
    ran.add("thread")


@uwsgidecorators.spool
def later(task):
    if task["key"] == "value":
        ran.add("spool")


@uwsgidecorators.cron(-1, -1, -1, -1, -1)
def every_minute(number):
    pass


uwsgi.after_req_hook = lambda: ran.add("after_req")
uwsgi.atexit = lambda: print("uwsgi.atexit ran", flush=True)


def application(environ, start_response):
    start_response("200 OK", [])
    return [" ".join(sorted(ran)).encode()]
