#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What an ini comes to: `retort show-config` beside real uWSGI's --show-config, `retort check` and `retort init`."""

import json
import os
import shutil
import subprocess
import unittest
import urllib.request

import retorttest

# What uWSGI is told besides the file, and prints with the rest. Not compared.
ASKED = {"plugin", "ini", "show-config"}

# name: the body of [uwsgi]. Both programs must collect the same options with the same values in the same order.
SAME = {
    "blanks around everything": "  processes   =   3  \n\tmaster\t=\ttrue\n",
    "equals inside a value": "env = A=1=2\n",
    "a comment behind a value is the value": "pidfile2 = x ; y\nsafe-pidfile = a # b\n",
    "comments at the start of a line": "; one\n# two\n  ; three\nmaster = true\n",
    "a key alone": "master\nprocesses = 2\nbase =\n",
    "the same key again": "env = A=1\nprocesses = 1\nenv = B=2\nprocesses = 2\n",
    "quotes and backslashes stand for themselves": "procname = \"a b\"\nprocname-prefix = c\\n\n",
    "CRLF": "master = true\r\nprocesses = 2\r\n",
    "no line end at the end": "master = true\nprocesses = 2",
    "magic of the file": "procname = %n %s\nprocname-prefix = %d %e\nprocname-append = %%x\n",
    "a percent sign that vanishes": "procname = 50%Q\n",
    "a placeholder from above": "base = /srv\nprocname = %(base)/x\n",
    "a placeholder from below": "procname = %(base)/x\nbase = /srv\n",
    "the first of two counts for a placeholder": "base = a\nbase = b\nprocname = %(base)\n",
    "an unknown placeholder": "procname = %(nothing)\n",
    "set-placeholder": "set-placeholder = base=/srv\nprocname = %(base)\n",
    "the environment": "procname = $(RETORT_TEST)\nprocname-prefix = a$(RETORT_TEST)b\n",
    "arithmetic": "processes = %(1 + 1)\nthreads = %(2 * 3)\nprocname = %(7 / 2)\n",
    "arithmetic from left to right": "processes = %(1 + 2 * 2)\n",
    "a file as a value": "procname = @(value.txt)\n",
    "if-env": "if-env = RETORT_TEST\nprocname = %(_)\nendif =\nmaster = true\n",
    "if-env that is false": "if-env = RETORT_NOT_SET\nprocname = x\nendif =\nmaster = true\n",
    "if-not-env": "if-not-env = RETORT_NOT_SET\nprocname = x\nendif =\n",
    "if-opt": "base = 1\nif-opt = base\nprocname = yes\nendif =\n",
    "if-exists": "if-exists = value.txt\nprocname = %(_)\nendif =\nif-exists = nothing\nprocname-prefix = no\nendif =\n",
    "if-dir and if-file": "if-dir = .\nprocname = d\nendif =\nif-file = .\nprocname-prefix = f\nendif =\n",
    "for": "for = a b c\nenv = X_%(_)=1\nendfor =\nmaster = true\n",
    "for-times": "for-times = 3\nenv = X%(_)=1\nendfor =\n",
    "an included file": "master = true\ninclude = other.ini\nprocesses = 2\n",
    "an included section": "ini = other.ini:second\nmaster = true\n",
}


@unittest.skipUnless(shutil.which("uwsgi"), "uWSGI is not installed")
class BesideUwsgi(retorttest.RetortCase):
    def setUp(self):
        super().setUp()
        self.write("value.txt", "from the file\n")
        self.write("other.ini", "[uwsgi]\nprocname = other\n[second]\nprocname = second\n")
        self.variables = {**os.environ, "RETORT_TEST": "here"}

    def uwsgi_options(self):
        """The options uWSGI prints; it is killed as soon as it has, before it serves."""
        process = subprocess.Popen(["uwsgi", "--plugin", "python3", "--ini", "it.ini", "--show-config"], cwd=self.folder,
                                   env=self.variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True)
        options = []
        with process:
            for line in process.stderr:
                if line.startswith(";end of configuration"):
                    break
                if " = " in line:
                    key, value = line.rstrip("\n").split(" = ", 1)
                    if key not in ASKED:
                        options.append([key, value])
            else:
                self.fail("uWSGI printed no configuration")
            process.kill()
        return options

    def retort_options(self):
        result = subprocess.run([retorttest.RETORT, "show-config", "it.ini", "--json"], cwd=self.folder, env=self.variables,
                                capture_output=True, text=True)
        return [option for option in json.loads(result.stdout)["options"] if option[0] not in ASKED]

    def test_same_options(self):
        for name, body in SAME.items():
            with self.subTest(name):
                self.write("it.ini", "[uwsgi]\n" + body)
                self.assertEqual(self.retort_options(), self.uwsgi_options())


class Check(retorttest.RetortCase):
    def run_command(self, *arguments):
        return subprocess.run([retorttest.RETORT, *arguments], cwd=self.folder, capture_output=True, text=True)

    def test_clean_file(self):
        self.write("app.py", "")
        self.write("uwsgi.ini", "[uwsgi]\nmodule = app\nhttp = 127.0.0.1:5000\nmaster = true\n")
        result = self.run_command("check")
        self.assertEqual((result.returncode, result.stdout, result.stderr),
                         (0, "uwsgi.ini: nothing to correct in 3 options.\n", ""))

    def test_findings_name_place_and_fix(self):
        self.write("bad.ini", "[uwsgi]\nmodule = app\nprocesses = two\nvaccum = true\nhttp = :5000 ; mine\n")
        result = self.run_command("check", "bad.ini")
        self.assertEqual(result.returncode, 1)
        for expected in ("error    bad.ini:3: processes: “two”", "warning  bad.ini:4: vaccum:", "“vacuum”", "warning  bad.ini:5: http:"):
            self.assertIn(expected, result.stdout)
        found = json.loads(self.run_command("check", "--json", "bad.ini").stdout)
        self.assertFalse(found["ok"])
        self.assertEqual({finding["place"] for finding in found["findings"]}, {"bad.ini:3", "bad.ini:4", "bad.ini:5"})

    def test_no_command_is_run(self):
        self.write("it.ini", "[uwsgi]\nexec-asap = touch trace\nexec-pre-app = touch trace\nhook-asap = exec:touch trace\n"
                             "attach-daemon = touch trace\nprocname = @(exec://touch trace)\n")
        self.run_command("check", "it.ini")
        self.run_command("show-config", "it.ini")
        self.assertFalse((self.folder / "trace").exists())

    def test_terminal_escapes_do_not_reach_the_terminal(self):
        self.write("it.ini", "[uwsgi]\nprocesses = \x1b[31mred\n")
        self.assertNotIn("\x1b", self.run_command("check", "it.ini").stdout)

    def test_wrong_use(self):
        self.assertEqual(self.run_command("check").returncode, 1)
        self.assertIn("no uwsgi.ini", self.run_command("check").stderr)
        self.assertEqual(self.run_command("check", "a.ini", "b.ini").returncode, 2)
        missing = self.run_command("show-config", "missing.ini")
        self.assertEqual(missing.returncode, 1)
        self.assertIn("missing.ini does not exist", missing.stderr)


class Init(retorttest.RetortCase):
    PROJECTS = {
        "an app": {"app.py": "def app(environ, start_response):\n    start_response('200 OK', [])\n    return [b'hello']\n"},
        "a factory": {"site/__init__.py": "", "main.py": "def create_app():\n    def app(environ, start_response):\n"
                      "        start_response('200 OK', [])\n        return [b'hello']\n    return app\n"},
        "FLASK_APP": {".flaskenv": "FLASK_APP=hello.py\n", "hello.py": "def app(environ, start_response):\n"
                      "    start_response('200 OK', [])\n    return [b'hello']\n"},
        "a venv of its own": {"wsgi.py": "def application(environ, start_response):\n    start_response('200 OK', [])\n"
                              "    return [b'hello']\n", ".venv": None},
    }

    def make(self, folder, files):
        for name, text in files.items():
            if text is None:
                subprocess.run([retorttest.python_for_apps(), "-m", "venv", "--without-pip", folder / name], check=True)
            else:
                self.write(f"{folder.name}/{name}", text)
        result = subprocess.run([retorttest.RETORT, "init", folder.name], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return folder / "uwsgi.ini"

    def on_free_port(self, ini):
        port = retorttest.free_port()
        text = ini.read_text()
        self.assertNotIn(str(self.folder), text, "a path of this computer")
        self.assertIn("127.0.0.1:8000", text)
        ini.write_text(text.replace("127.0.0.1:8000", f"127.0.0.1:{port}"))
        return port

    @unittest.skipUnless(shutil.which("uwsgi"), "uWSGI is not installed")
    def test_real_uwsgi_runs_it(self):
        for number, (name, files) in enumerate(self.PROJECTS.items()):
            with self.subTest(name):
                folder = self.folder / f"project{number}"
                folder.mkdir()
                port = self.on_free_port(self.make(folder, files))
                process = subprocess.Popen(["uwsgi", "--plugin", "python3", "uwsgi.ini"], cwd=folder, stdin=subprocess.DEVNULL,
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
                with process:
                    try:
                        body = retorttest.eventually(lambda: self.body_at(port), what="an answer of uWSGI")
                    finally:
                        retorttest.end_uwsgi(process)
                self.assertEqual(body, b"hello")

    def body_at(self, port):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                return answer.read()
        except OSError:
            return None

    def test_retort_runs_it(self):
        folder = self.folder / "project"
        folder.mkdir()
        port = self.on_free_port(self.make(folder, self.PROJECTS["an app"]))
        checked = subprocess.run([retorttest.RETORT, "check"], cwd=folder, capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        server = self.start("uwsgi.ini", cwd=folder).wait_ready(("127.0.0.1", port))
        self.assertEqual(server.first_response.text, "hello")

    def test_tells_how_to_run_it_from_here(self):
        self.write("shop/app.py", "def app(environ, start_response):\n    pass\n")
        result = subprocess.run([retorttest.RETORT, "init", "shop"], cwd=self.folder, capture_output=True, text=True)
        self.assertIn("retort --no-gui shop/uwsgi.ini\n", result.stdout)

    def test_never_writes_over_a_file(self):
        self.write("app.py", "app = 1\n")
        self.write("uwsgi.ini", "; notes\n")
        result = subprocess.run([retorttest.RETORT, "init"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(result.returncode, 1)
        self.assertEqual((self.folder / "uwsgi.ini").read_text(), "; notes\n")


if __name__ == "__main__":
    retorttest.main()
