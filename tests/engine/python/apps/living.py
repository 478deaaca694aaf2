# SPDX-License-Identifier: Apache-2.0
"""Views for the life of a worker: slow, spinning, ending."""

import atexit
import os
import threading
import time

atexit.register(lambda: print("atexit ran", flush=True))


def application(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [])
    if path == "/slow":
        time.sleep(0.3)
    elif path == "/spin":
        # In C and without ever letting go of the GIL.
        sum(range(10**12))
    elif path == "/stray":
        threading.Thread(target=time.sleep, args=(3600,), name="stray").start()
    elif path == "/fork":
        if os.fork() == 0:
            time.sleep(3)
            os._exit(0)
    elif path == "/partial":
        print("progress", end="", flush=True)
    elif path == "/signal":
        import signal
        os.kill(os.getpid(), signal.SIGUSR1)
        for _ in range(100):
            if signals:
                break
            time.sleep(0.01)
        return [b"%d" % len(signals)]
    return [path.encode()]


signals = []
if threading.current_thread() is threading.main_thread():
    import signal
    signal.signal(signal.SIGUSR1, lambda number, frame: signals.append(number))
