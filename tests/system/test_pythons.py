#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every CPython of this machine from 3.11 up serves the same app from the same build; an older one gets a sentence."""

import glob
import os
import subprocess
import unittest
from pathlib import Path

import retorttest

DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"


def interpreters():
    """Real path of every CPython here, with its version: {path: (3, 11)}."""
    found = {}
    candidates = [*glob.glob(os.path.expanduser("~/.pyenv/versions/*/bin/python3")), *glob.glob("/usr/bin/python3.[0-9]*"),
                  *glob.glob("/usr/local/bin/python3.[0-9]*"), *glob.glob("/opt/*/bin/python3"), "/usr/bin/python3",
                  *os.environ.get("RETORT_TEST_PYTHONS", "").split(":")]
    for candidate in candidates:
        path = os.path.realpath(candidate) if candidate else ""
        if not os.access(path, os.X_OK) or path.endswith("-config") or path in found:
            continue
        done = subprocess.run([path, "-c", "import sys; print(sys.implementation.name, *sys.version_info[:2])"],
                              capture_output=True, text=True)
        words = done.stdout.split()
        if done.returncode == 0 and words[0] == "cpython":
            found[path] = (int(words[1]), int(words[2]))
    return found


ALL = interpreters()
NEW = {path: version for path, version in ALL.items() if version >= (3, 11)}
OLD = {path: version for path, version in ALL.items() if (3,) < version < (3, 11)}


class Pythons(retorttest.RetortCase):
    def make_venv(self, python, name="venv"):
        venv = self.folder / name
        subprocess.run([python, "-m", "venv", "--without-pip", str(venv)], check=True, capture_output=True)
        version = ALL[python]
        packages = venv / "lib" / f"python{version[0]}.{version[1]}" / "site-packages"
        (packages / "only_in_this_venv.py").write_text(f"WHERE = {str(venv)!r}\n")
        return venv

    def check(self, server, venv, version):
        seen = server.fetch("/process").json()
        self.assertEqual(tuple(seen["version"][:2]), version)
        self.assertEqual(os.path.realpath(seen["prefix"]), os.path.realpath(venv))
        self.assertEqual(os.path.dirname(seen["executable"]), str(venv / "bin"), "subprocess([sys.executable]) must get the same Python")
        self.assertEqual(server.fetch("/only").text, str(venv))

    def app_folder(self):
        self.write("app.py", "import sys\nsys.path.insert(0, %r)\nimport only_in_this_venv, probe\n"
                             "def app(environ, start_response):\n"
                             "    if environ['PATH_INFO'] == '/only':\n"
                             "        return probe.text(start_response, only_in_this_venv.WHERE)\n"
                             "    return probe.app(environ, start_response)\n" % str(retorttest.APPS))

    def test_each_new_enough_python_with_a_venv(self):
        self.assertTrue(NEW, "no CPython 3.11 or later on this machine")
        self.app_folder()
        for number, (python, version) in enumerate(NEW.items()):
            with self.subTest(python):
                venv = self.make_venv(python, f"venv{number}")
                server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", "--virtualenv", venv, "--processes", "1",
                                    "--threads", "3", cwd=self.folder, target="/only").settle()
                self.check(server, venv, version)
                self.assertEqual(server.fetch("/echo", "POST", body=b"x" * 100_000).body, b"x" * 100_000)
                server.expect_in_log("ValueError", "Traceback")
                self.assertEqual(server.fetch("/raise").status, 500)
                clients = [server.wire().send(b"GET /sleep?s=0.2 HTTP/1.1\r\nHost: localhost\r\n\r\n") for _ in range(3)]
                for client in clients:
                    self.assertEqual(client.response().status, 200)
                    client.close()
                server.stop()

    def test_flask_in_each(self):
        for number, (python, version) in enumerate(NEW.items()):
            with self.subTest(python):
                venv = self.make_venv(python, f"venv{number}")
                if subprocess.run([venv / "bin" / "python", "-c", "import flask"], env={"PYTHONPATH": DEBIAN_PACKAGES},
                                  capture_output=True).returncode:
                    raise unittest.SkipTest(f"{python} cannot import the Flask of {DEBIAN_PACKAGES}")
                server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", "--home", venv, "--pythonpath", DEBIAN_PACKAGES,
                                    cwd=retorttest.SAMPLE)
                server.expect_in_log("DeprecationWarning")
                self.assertEqual(server.fetch("/api/hello?name=Ada").json()["message"], "Hello, Ada!")
                self.assertIn("{}.{}".format(*version), server.fetch("/").text)
                server.stop()

    def test_the_venv_of_the_project_and_the_active_one_are_found_and_named(self):
        python, version = next(iter(NEW.items()))
        self.app_folder()
        venv = self.make_venv(python, ".venv")
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", cwd=self.folder, target="/only")
        self.check(server, venv, version)
        self.assertIn(".venv", server.log)
        server.stop()
        active = self.make_venv(python, "elsewhere/active")
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", cwd=self.folder, target="/only",
                            env={"VIRTUAL_ENV": str(active)})
        self.check(server, active, version)
        self.assertIn("VIRTUAL_ENV", server.log, "it says why")

    def test_an_old_python_gets_one_clear_sentence(self):
        if not OLD:
            raise unittest.SkipTest("no CPython older than 3.11 on this machine")
        for number, (python, version) in enumerate(sorted(OLD.items(), key=lambda item: item[1])[-2:]):
            with self.subTest(python):
                venv = self.make_venv(python, f"old{number}") if version >= (3, 3) else None
                server = self.start("--http", "127.0.0.1:0", "-w", "probe:app", "--virtualenv", venv, cwd=retorttest.APPS)
                server.wait_log(r"{}\.{}\b.*3\.11|3\.11.*{}\.{}\b".format(*version, *version))
                self.assertEqual(server.wait(), 1)
                self.assertNotIn("Traceback", server.log)

    def test_a_python_that_cannot_be_used(self):
        (self.folder / "empty").mkdir()
        self.write("notvenv/bin/python", "#!/bin/sh\nexit 3\n").chmod(0o755)
        for path in ("/nonexistent/venv", self.folder / "empty", self.folder / "notvenv"):
            with self.subTest(path):
                server = self.start("--http", "127.0.0.1:0", "-w", "probe:app", "--virtualenv", path, cwd=retorttest.APPS)
                server.wait_log(Path(path).name)
                self.assertEqual(server.wait(), 1)
                self.assertNotIn("Traceback", server.log)


if __name__ == "__main__":
    retorttest.main()
