#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The warm standby: what a load from it shows an app is what a cold start shows; and when a load starts cold."""

import contextlib
import json
import os
import signal
import subprocess
import time

import retorttest
from reloadcase import APP, ReloadCase
from retorttest import eventually


class ColdStarts(ReloadCase):
    def test_the_environment_and_the_configuration(self):
        self.project(**{".env": "WORD=one\n", "uwsgi.ini": "[uwsgi]\nenv = LOUD=no\n",
                        "views.py": "import os\nTEXT = os.environ['WORD'] + os.environ['LOUD']\n"})
        server = self.watched("--ini", "uwsgi.ini")
        server.expect_in_log("nonsense", "processes")
        self.answers(server, "oneno")
        self.save(".env", "WORD=two\n")
        self.comes(server, "twono")
        self.save("uwsgi.ini", "[uwsgi]\nenv = LOUD=yes\nprocesses = 3\n")
        self.comes(server, "twoyes")
        eventually(lambda: self.status(server)["processes"] == 3)
        eventually(lambda: len(self.ask(server, "workers")["workers"]) == 3)
        self.assertEqual([event["standby"] for event in self.events(server, "reload")], [False, False])
        # A configuration that cannot be read is a failed load, and heals like one.
        self.save("uwsgi.ini", "[uwsgi]\nprocesses = nonsense\n")
        response = eventually(lambda: next((r for r in [server.fetch("/")] if r.status == 503), None))
        self.assertIn(b"processes", response.body)
        self.save("uwsgi.ini", "[uwsgi]\nenv = LOUD=ok\nhttp = :0\n")
        self.comes(server, "twook")
        server.wait_log("These follow when Retort is started again: .*the addresses")
        server.stop()

    def test_a_library_that_is_installed(self):
        """pip's work in a site-packages folder starts everything anew."""
        venv = self.folder / "venv"
        subprocess.run([retorttest.python_for_apps(), "-m", "venv", "--without-pip", str(venv)], check=True)
        packages = next(venv.glob("lib/python3*/site-packages"))
        (packages / "thing.py").write_text("VERSION = '1'\n")
        self.project(**{"views.py": "import thing\nTEXT = thing.VERSION\n"})
        server = self.watched("--virtualenv", venv)
        self.answers(server, "1")
        (packages / "thing.py").write_text("VERSION = '2, longer'\n")
        self.comes(server, "2, longer")
        self.assertFalse(self.events(server, "reload")[-1]["standby"])
        server.stop()


SEE = """
import json, os, sys
def see():
    names = sorted(name for name in sys.modules if not name.startswith("_retort_runtime"))
    return {"modules": names, "argv": sys.argv, "cwd": os.getcwd(), "path": sys.path,
            "main": sorted(vars(sys.modules["__main__"])), "environment": sorted(os.environ.items()),
            "specs": sorted(n for n in names if getattr(getattr(sys.modules[n], "__spec__", None), "name", n) != n)}
"""


class Standby(ReloadCase):
    SEEING = {"see.py": SEE, "views.py": "import see, decimal, email.message\nTEXT = see.json.dumps(see.see())\n"}

    def seen(self, server):
        return json.loads(server.fetch("/").body)

    def reload_with(self, server, name, content):
        """Saves, and waits until that load serves; the event of the reload."""
        self.wait_standby(server)
        count = len(self.events(server, "reload"))
        self.save(name, content)
        eventually(lambda: len(self.events(server, "reload")) > count)
        return self.events(server, "reload")[-1]

    def test_an_app_sees_what_it_would_see_after_a_cold_start(self):
        self.project(**self.SEEING)
        server = self.watched()
        cold = self.seen(server)
        event = self.reload_with(server, "views.py", self.SEEING["views.py"] + "# saved\n")
        self.assertTrue(event["standby"], event)
        warm = self.seen(server)
        self.assertEqual(warm["specs"], cold["specs"])
        extra = sorted(set(warm["modules"]) - set(cold["modules"]))
        # The standby's own means; ARCHITECTURE.md names them.
        self.assertLessEqual(set(extra), {"stat", "_stat"}, extra)
        self.assertEqual(sorted(set(cold["modules"]) - set(warm["modules"])), [])
        for key in ("argv", "cwd", "path", "main", "environment"):
            self.assertEqual(warm[key], cold[key], key)
        # A library the new code has no use for does not show.
        event = self.reload_with(server, "views.py", self.SEEING["views.py"].replace(", decimal, email.message", ""))
        self.assertTrue(event["standby"], event)
        lean = self.seen(server)
        self.assertNotIn("decimal", lean["modules"])
        self.assertNotIn("email.message", lean["modules"])
        server.stop()

    def test_a_new_file_that_hides_a_library_starts_cold(self):
        self.project(**self.SEEING)
        self.write("site/views.py", "import decimal\nTEXT = decimal.__file__\n")
        server = self.watched()
        self.wait_standby(server)
        self.save("decimal.py", "x = 1\n")
        eventually(lambda: server.fetch("/").body.endswith(b"site/decimal.py"))
        event = self.events(server, "reload")[-1]
        self.assertFalse(event["standby"])
        self.assertIn("decimal would now be found elsewhere", event["coldReason"])
        server.stop()

    def test_libraries_get_the_environment_the_project_makes(self):
        venv = self.folder / "venv"
        subprocess.run([retorttest.python_for_apps(), "-m", "venv", "--without-pip", str(venv)], check=True)
        packages = next(venv.glob("lib/python3*/site-packages"))
        (packages / "reader.py").write_text("import os\nMODE = os.environ.get('MODE', 'unset')\n")
        views = "import os\nos.environ['MODE'] = '%s'\nimport reader\nTEXT = reader.MODE\n"
        self.project(**{"views.py": views % "first"})
        server = self.watched("--virtualenv", venv)
        self.answers(server, "first")
        event = self.reload_with(server, "views.py", views % "first" + "# saved\n")
        self.assertTrue(event["standby"], event)
        self.answers(server, "first")
        event = self.reload_with(server, "views.py", views % "second")
        self.answers(server, "second")
        self.assertFalse(event["standby"])
        self.assertIn("environment was changed", event["coldReason"])
        server.stop()

    def test_a_library_that_starts_a_thread_is_left_to_the_app(self):
        venv = self.folder / "venv"
        subprocess.run([retorttest.python_for_apps(), "-m", "venv", "--without-pip", str(venv)], check=True)
        packages = next(venv.glob("lib/python3*/site-packages"))
        (packages / "ticker.py").write_text("import threading, os\nopen(os.environ['TICKS'], 'a').write('%d\\n' % os.getpid())\n"
                                            "threading.Thread(target=threading.Event().wait, daemon=True).start()\n")
        # An object like Django's lazy ones: whoever asks for its class wakes it.
        (packages / "calm.py").write_text("import decimal\nclass Lazy:\n    @property\n    def __class__(self):\n"
                                          "        raise RuntimeError('woken')\nlazy = Lazy()\n")
        self.project(**{"views.py": "import calm, ticker\nTEXT = 'v0'\n"})
        server = self.watched("--virtualenv", venv, env={"TICKS": str(self.folder / "ticks")}, wait=False)
        server.wait_ready(server.address)
        self.wait_standby(server)
        ticks = (self.folder / "ticks").read_text().split()
        self.assertEqual(len(ticks), 2)  # the worker, and the standby that found out and was replaced
        event = self.reload_with(server, "views.py", "import calm, ticker\nTEXT = 'v1'\n")
        self.assertTrue(event["standby"], event)
        self.answers(server, "v1")
        server.stop()

    def test_killing_the_standby_and_workers_during_a_swap(self):
        self.project()
        self.write("site/app.py", "import time\ntime.sleep(0.2)\n" + APP)
        server = self.watched()
        server.expect_in_log(".")
        for number in range(1, 4):
            self.wait_standby(server)
            serving = {worker["pid"] for worker in self.ask(server, "workers")["workers"]}
            standby = next(pid for pid in server.workers() if pid not in serving)
            if number == 1:
                os.kill(standby, signal.SIGKILL)  # while it waits
                eventually(lambda: standby not in server.workers())
                self.wait_standby(server)
            self.save("views.py", f'TEXT = "v{number}"\n')
            if number > 1:
                time.sleep(0.05)
                for pid in server.workers():  # the old worker, the standby that imports
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            self.comes(server, f"v{number}")
        server.stop()

    def test_editable_installs_and_namespace_packages_are_project_code(self):
        venv = self.folder / "venv"
        subprocess.run([retorttest.python_for_apps(), "-m", "venv", "--without-pip", str(venv)], check=True)
        packages = next(venv.glob("lib/python3*/site-packages"))
        (packages / "edit.pth").write_text(f"{self.folder}/source\n")
        self.write("source/edit.py", "TEXT = 'one'\n")
        (packages / "ns").mkdir()
        (packages / "ns" / "part.py").write_text("import os\nopen(os.environ['SEEN'], 'a').write('%d\\n' % os.getpid())\n")
        self.project(**{"views.py": "import edit, ns.part, decimal\nTEXT = edit.TEXT\n"})
        server = self.watched("--virtualenv", venv, env={"SEEN": str(self.folder / "seen")})
        self.answers(server, "one")
        self.assertEqual(len((self.folder / "seen").read_text().split()), 1)  # not by the standby
        self.write("source/edit.py", "TEXT = 'two'\n")
        self.comes(server, "two")
        event = self.events(server, "reload")[-1]
        self.assertTrue(event["standby"], event)
        self.assertEqual(event["rule"], "a module the app has loaded from outside the project")
        server.stop()

    def test_it_can_be_switched_off(self):
        self.project()
        server = self.watched(standby=False).settle()
        self.assertEqual(len(server.workers()), 1)
        server.stop()


if __name__ == "__main__":
    retorttest.main()
