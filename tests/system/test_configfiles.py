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

# The other formats: name of the file, what stands in it. The same for these.
SAME_IN = {
    "yaml: words, quotes and comments": ("it.yaml", "# c\nother:\n  x: 1\nuwsgi: # d\n  master: true\n  'procname': \"a b\" # e\n"
                                         "  procname-prefix: 'x # y'\n  off: off\n  nul: ~\nmore:\n  y: 2\n"),
    "yaml: lists": ("it.yml", "uwsgi:\n  env: [A=1, \"B=2\"]\n  pythonpath:\n    - /a\n    - /b\n  env:\n  - C=3\n  processes: 2\n"),
    "yaml: text over lines": ("it.yaml", "uwsgi:\n  procname: >-\n    a\n    b\n  threads: 2\n"),
    "yaml: placeholders and magic": ("it.yaml", "uwsgi:\n  base: /srv\n  procname: \"%(base)/x\"\n  procname-prefix: \"%d%n\"\n"
                                     "  procname-append: $(RETORT_TEST)\n  processes: \"%(1 + 1)\"\n"),
    "yaml: options inside an option": ("it.yaml", "uwsgi:\n  a:\n    b: 1\n    c: 2\n  d: 3\n"),
    "yaml: a name without a value": ("it.yaml", "uwsgi:\n  empty:\n  a: ''\n  z:\n  - 1\n  -\n  - 2\n"),
    "yaml: an included file": ("it.yaml", "uwsgi:\n  master: true\n  ini: other.ini\n  include: other.yaml\n  json: other.json\n"
                               "  xml: other.xml\n  processes: 2\n"),
    "yaml: a block": ("it.yaml", "uwsgi:\n  if-env: RETORT_TEST\n  procname: \"%(_)\"\n  endif: x\n  for: a b\n  env: \"X%(_)=1\"\n"
                      "  endfor: x\n"),
    "json: values": ("it.json", '{"a": {"x": 1}, "uwsgi": {"zeta": "1", "master": true, "env": ["A=1", 2, true, null, false],\n'
                     '"processes": 2, "off": false, "nul": null, "real": 1.50, "zeta": "3", "e": "", "u": "\\u00e9"}}'),
    "json: placeholders and magic": ("it.js", '{"uwsgi": {"base": "/srv", "procname": "%(base)/x", "procname-prefix": "%d%n%%",\n'
                                     '"procname-append": "$(RETORT_TEST)", "threads": "%(2 * 2)"}}'),
    "json: an included file": ("it.json", '{"uwsgi": {"master": true, "ini": "other.ini:second", "yaml": "other.yaml", "processes": 2}}'),
    "xml: values": ("it.xml", "<?xml version=\"1.0\"?>\n<uwsgi>\n <!-- c -->\n <master/>\n <env>A=1&amp;2</env>\n <procname><![CDATA[x<y]]>"
                    "</procname>\n <a id=\"one\">1</a>\n <c>x<!-- k -->y</c><e></e>\n</uwsgi>\n"),
    "xml: another root": ("it.xml", "<config><x/><uwsgi id=\"p\"><procname>1</procname></uwsgi><uwsgi id=\"q\"><procname>2</procname></uwsgi></config>"),
    "xml: placeholders and magic": ("it.xml", "<uwsgi><base>/srv</base><procname>%(base)/x</procname><procname-prefix>%d%n</procname-prefix></uwsgi>"),
    "xml: an included file": ("it.xml", "<uwsgi><ini>other.ini</ini><include>other.json</include><processes>2</processes></uwsgi>"),
}


def option_of(file):
    """The words with which a program reads a file of that ending."""
    ending = file.split(":")[0].rsplit(".", 1)[1]
    return ["--" + {"yml": "yaml", "js": "json"}.get(ending, ending), file]


@unittest.skipUnless(shutil.which("uwsgi"), "uWSGI is not installed")
class BesideUwsgi(retorttest.RetortCase):
    def setUp(self):
        super().setUp()
        self.write("value.txt", "from the file\n")
        self.write("other.ini", "[uwsgi]\nprocname = other\n[second]\nprocname = second\n")
        self.write("other.yaml", "uwsgi:\n  procname: of yaml\n  env: [Y=1]\n")
        self.write("other.json", '{"uwsgi": {"procname": "of json"}, "second": {"procname": "second of json"}}')
        self.write("other.xml", "<uwsgi><procname>of xml</procname></uwsgi>")
        self.variables = {**os.environ, "RETORT_TEST": "here"}

    def uwsgi_options(self, file="it.ini"):
        """The options uWSGI prints; it is killed as soon as it has, before it serves."""
        process = subprocess.Popen(["uwsgi", "--plugin", "python3", *option_of(file), "--show-config"], cwd=self.folder,
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

    def retort_options(self, file="it.ini"):
        result = subprocess.run([retorttest.RETORT, "show-config", file, "--json"], cwd=self.folder, env=self.variables,
                                capture_output=True, text=True)
        return [option for option in json.loads(result.stdout)["options"] if option[0] not in ASKED]

    def test_same_options(self):
        for name, body in SAME.items():
            with self.subTest(name):
                self.write("it.ini", "[uwsgi]\n" + body)
                self.assertEqual(self.retort_options(), self.uwsgi_options())

    def test_same_options_in_other_formats(self):
        for name, (file, content) in SAME_IN.items():
            with self.subTest(name):
                self.write(file, content)
                asked = option_of(file)[0][2:]
                # uWSGI lists the option that reads the file with the rest, once.
                expected = [option for option in self.uwsgi_options(file) if option != [asked, file]]
                self.assertEqual(self.retort_options(file), expected)

    def test_sections_of_other_formats(self):
        self.write("s.yaml", "uwsgi:\n  procname: a\ntwo:\n  procname: b\n")
        self.write("s.json", '{"uwsgi": {"procname": "a"}, "two": {"procname": "b"}}')
        self.write("s.xml", '<c><uwsgi id="one"><procname>a</procname></uwsgi><uwsgi id="two"><procname>b</procname></uwsgi></c>')
        for file in ("s.yaml:two", "s.json:two", "s.xml:two"):
            with self.subTest(file):
                self.assertEqual(self.retort_options(file), [["procname", "b"]])
                self.assertIn(["procname", "b"], self.uwsgi_options(file))


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


class OtherFormats(retorttest.RetortCase):
    """Sites of yaml, json and xml files, as uWSGI takes them on its command line."""

    FILES = {
        "site.yaml": "uwsgi:\n  http: 127.0.0.1:PORT\n  module: app\nretort:\n  site-name: of-yaml\n",
        "site.json": '{"uwsgi": {"http": "127.0.0.1:PORT", "module": "app"}}',
        "site.xml": "<uwsgi><http>127.0.0.1:PORT</http><module>app</module></uwsgi>",
    }
    APP = "def application(environ, start_response):\n    start_response('200 OK', [])\n    return [b'hello']\n"

    def test_serves(self):
        self.write("app.py", self.APP)
        for file, content in self.FILES.items():
            for words in ([file], option_of(file)):
                with self.subTest(words):
                    port = retorttest.free_port()
                    self.write(file, content.replace("PORT", str(port)))
                    server = self.start(*words, cwd=self.folder).wait_ready(("127.0.0.1", port))
                    self.assertEqual(server.first_response.text, "hello")
                    server.stop()

    def test_check_names_file_and_line(self):
        for file, content, expected in (
                ("a.yaml", "uwsgi:\n  module: app\n  processes: two\n  vaccum: true\n", ("a.yaml:3: processes: “two”", "a.yaml:4: vaccum:")),
                ("a.json", '{"uwsgi": {\n"module": "app",\n"processes": "two",\n"vaccum": true}}', ("a.json:3: processes: “two”", "a.json:4: vaccum:")),
                ("a.xml", "<uwsgi>\n<module>app</module>\n<processes>two</processes>\n<vaccum/></uwsgi>", ("a.xml:3: processes: “two”", "a.xml:4: vaccum:")),
                ("b.yaml", "uwsgi:\n  a: [\n", ("b.yaml:2: this is no valid YAML",)),
                ("b.json", '{"uwsgi": {\n"a": 1,\n}}', ("b.json:3: this is no valid JSON",)),
                ("b.xml", "<uwsgi>\n<a></uwsgi>", ("b.xml:2: this is no valid XML",))):
            with self.subTest(file):
                self.write(file, content)
                code, text = self.run_retort("check", file)
                self.assertEqual(code, 1)
                for sentence in expected:
                    self.assertIn(sentence, text)

    def test_export_names_the_option(self):
        self.write("app.py", self.APP)
        self.write("site.yaml", self.FILES["site.yaml"].replace("PORT", "8000"))
        code, text = self.run_retort("export", "systemd", "site.yaml")
        self.assertEqual(code, 0, text)
        self.assertIn("--yaml site.yaml", text)


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
