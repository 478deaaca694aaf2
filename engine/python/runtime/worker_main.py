# SPDX-License-Identifier: Apache-2.0
# The script a worker's Python runs. Short, because Python compiles it at every start; and written so that
# any Python, however old, gets far enough to say that it is too old.
import sys

if sys.version_info < (3, 11):
    sys.stderr.write("Retort needs Python 3.11 or newer, but %s is Python %d.%d. Choose another interpreter, for example with"
                     " \"virtualenv = FOLDER\".\n" % (sys.executable, sys.version_info[0], sys.version_info[1]))
    sys.exit(3)


def start():
    import os
    runtime = os.path.dirname(os.path.abspath(__file__))
    # Python has put this folder in front; the application must not see it. The package below finds it by its own path.
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != runtime]
    package = type(sys)("_retort_runtime")
    package.__path__ = [runtime]
    sys.modules[package.__name__] = package
    # An empty __main__, as under uWSGI: multiprocessing must not run this file again in its children.
    names = sys.modules["__main__"].__dict__
    for name in ("__file__", "__cached__", "start"):
        names.pop(name, None)
    from _retort_runtime import worker
    return worker.run()


if __name__ == "__main__":
    start()
