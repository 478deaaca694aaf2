#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How the app is found and set up: options, files, environment, mounts."""

import json
import stat

import retorttest
import wire

APP = "def {name}(environ, start_response):\n    start_response('200 OK', [])\n    return [{text!r}.encode()]\n"
SHOW = ("import os, sys, json\ndef app(environ, start_response):\n    start_response('200 OK', [])\n"
        "    return [json.dumps({'env': dict(os.environ), 'path': sys.path, 'cwd': os.getcwd(), 'script': environ.get('SCRIPT_NAME'),"
        " 'info': environ.get('PATH_INFO'), 'argv': sys.argv}).encode()]\n")


class Finding(retorttest.RetortCase):
    def answer(self, *arguments, target="/", **kwargs):
        server = self.serve("--http", "127.0.0.1:{port}", *arguments, cwd=kwargs.pop("cwd", self.folder), target=target, **kwargs)
        body = server.first_response.text
        self.assertEqual(server.first_response.status, 200, server.shown_log)
        server.stop()
        return body

    def test_module_forms(self):
        self.write("plain.py", APP.format(name="application", text="application"))
        self.write("named.py", APP.format(name="app", text="app"))
        self.write("pkg/__init__.py", "")
        self.write("pkg/sub/__init__.py", "")
        self.write("pkg/sub/mod.py", APP.format(name="served", text="served"))
        self.write("factory.py", "def create_app():\n    def app(e, s):\n        s('200 OK', [])\n        return [b'made']\n    return app\n")
        self.write("script.wsgi", APP.format(name="application", text=".wsgi"))
        for arguments, expected in ((("-w", "plain"), "application"), (("--module", "named"), "app"), (("--wsgi", "named:app"), "app"),
                                    (("-w", "pkg.sub.mod:served"), "served"), (("-w", "pkg.sub.mod", "--callable", "served"), "served"),
                                    (("-w", "factory:create_app()"), "made"), (("-w", "factory"), "made"),
                                    (("--wsgi-file", "script.wsgi"), ".wsgi"), (("--file", "named.py", "--callable", "app"), "app"),
                                    (("--wsgi-file", "pkg/sub/mod.py", "--callable", "served"), "served")):
            with self.subTest(arguments):
                self.assertEqual(self.answer(*arguments), expected)

    def test_flask_rules_in_a_folder(self):
        for name in ("app.py", "wsgi.py"):
            with self.subTest(name):
                self.write(f"project-{name}/{name}", APP.format(name="app", text=name))
                folder = self.folder / f"project-{name}"
                self.assertEqual(self.answer(cwd=folder), name)

    def test_flask_app_of_the_environment_and_flaskenv(self):
        self.write("other.py", APP.format(name="served", text="other"))
        self.assertEqual(self.answer(env={"FLASK_APP": "other:served"}), "other")
        self.write(".flaskenv", "FLASK_APP=other:served\n")
        self.assertEqual(self.answer(), "other")

    def test_chdir_and_pythonpath(self):
        self.write("project/app.py", SHOW)
        self.write("first/marker.py", "")
        self.write("second/marker.py", "")
        shown = json.loads(self.answer("--chdir", self.folder / "project", "--pythonpath", self.folder / "first", "--pp", self.folder / "second",
                                       "-w", "app:app", cwd="/"))
        self.assertEqual(shown["cwd"], str(self.folder / "project"))
        first, second = shown["path"].index(str(self.folder / "first")), shown["path"].index(str(self.folder / "second"))
        self.assertLess(second, first, "each is put before what was there")

    def test_environment_and_dotenv(self):
        self.write("app.py", SHOW)
        self.write(".env", "# comment\nFROM_DOTENV=dotenv\nBOTH=dotenv\nexport QUOTED='two words'\n")
        self.write(".flaskenv", "FROM_FLASKENV=flaskenv\nBOTH=flaskenv\n")
        shown = json.loads(self.answer("--env", "GIVEN=a=b", "--env", "SECOND=2", "--unenv", "GONE", "-w", "app:app",
                                       env={"GONE": "1", "KEPT": "1", "FROM_FLASKENV": "shell"}))["env"]
        for key, value in (("GIVEN", "a=b"), ("SECOND", "2"), ("KEPT", "1"), ("FROM_DOTENV", "dotenv"), ("BOTH", "dotenv"),
                           ("QUOTED", "two words"), ("FROM_FLASKENV", "shell")):
            with self.subTest(key):
                self.assertEqual(shown.get(key), value)
        self.assertNotIn("GONE", shown)
        self.assertFalse([key for key in shown if "TOKEN" in key and "RETORT" in key], "the worker's secret is not the app's")


class Mounts(retorttest.RetortCase):
    def test_mount_with_manage_script_name(self):
        self.write("one.py", SHOW)
        self.write("two.py", SHOW)
        server = self.serve("--http", "127.0.0.1:{port}", "--mount", "/one=one:app", "--mount", "/one/deep=two:app", "--mount", "/=two:app",
                            "--manage-script-name", cwd=self.folder)
        for target, script, info in (("/one/x", "/one", "/x"), ("/one", "/one", ""), ("/one/", "/one", "/"), ("/one/deep/y", "/one/deep", "/y"),
                                     ("/oneish", "", "/oneish"), ("/", "", "/")):
            with self.subTest(target):
                shown = server.fetch(target).json()
                self.assertEqual((shown["script"] or "", shown["info"]), (script, info))

    def test_flask_below_a_prefix(self):
        if not retorttest.has_module("flask"):
            self.skipTest("Flask is not installed")
        server = self.serve("--http", "127.0.0.1:{port}", "--mount", "/shop=app:app", "--manage-script-name", cwd=retorttest.SAMPLE, target="/shop/")
        page = server.fetch("/shop/")
        self.assertEqual(page.status, 200)
        self.assertIn('href="/shop/static/style.css"', page.text)
        self.assertEqual(server.fetch("/shop/static/style.css").status, 200)


class Files(retorttest.RetortCase):
    def serve_ini(self, text, *arguments, env=None):
        port = retorttest.free_port()
        self.write("site.ini", text.replace(":PORT", f":{port}"))
        server = self.start(*(arguments or ("site.ini",)), env={"PORT": str(port), **(env or {})})
        return server.wait_ready(("127.0.0.1", port))

    def test_placeholders_environment_and_magic(self):
        self.write("app.py", SHOW)
        server = self.serve_ini("[uwsgi]\nbase = %d\nhost = 127.0.0.1\nhttp = %(host):$(PORT)\nchdir = %(base)\nmodule = app:app\n"
                                "env = NAME=%n\n; a comment\n# another\nprocesses = 2\r\n  threads  =  1  \nmaster\n")
        shown = server.fetch("/").json()
        self.assertEqual((shown["cwd"], shown["env"]["NAME"]), (str(self.folder), "site"))
        self.assertEqual(len(server.workers()), 2)

    def test_who_wins(self):
        self.write("app.py", SHOW)
        ini = "[uwsgi]\nhttp = 127.0.0.1:PORT\nmodule = app:app\nprocesses = 1\n"
        for arguments, env, workers in ((("--ini", "site.ini", "--processes", "3"), {}, 3), (("--processes", "3", "--ini", "site.ini"), {}, 1),
                                        (("--processes", "3", "site.ini"), {}, 1), (("site.ini",), {"UWSGI_PROCESSES": "3"}, 1)):
            with self.subTest(arguments):
                server = self.serve_ini(ini, *arguments, env=env)
                self.assertEqual(len(server.workers()), workers)
                server.stop()

    def test_options_from_the_environment(self):
        self.write("app.py", SHOW)
        port = retorttest.free_port()
        server = self.start(env={"UWSGI_HTTP": f"127.0.0.1:{port}", "UWSGI_MODULE": "app:app", "UWSGI_PROCESSES": "2"})
        server.wait_ready(("127.0.0.1", port))
        self.assertEqual(len(server.workers()), 2)

    def test_options_we_do_not_act_on_do_not_stop_us(self):
        self.write("app.py", SHOW)
        server = self.serve_ini("[uwsgi]\nplugins = http,python3\nhttp = 127.0.0.1:PORT\nmodule = app:app\nmaster = true\nlazy-apps = true\n"
                                "single-interpreter = true\nthunder-lock = true\nbuffer-size = 32768\nenable-threads = true\nharakiri-verbose = true\n"
                                "cheaper = 0\nmax-worker-lifetime = 3600\nvaccum = true\nuid = www-data\nauto-procname = true\n")
        self.assertEqual(server.fetch("/").status, 200)
        self.assertRegex(server.log, "vaccum.*vacuum", "a misspelt name is pointed out")

    def test_strict_refuses_unknown_names(self):
        self.write("app.py", SHOW)
        self.write("strict.ini", "[uwsgi]\nstrict = true\nhttp = 127.0.0.1:0\nmodule = app:app\nvaccum = true\n")
        code, text = self.run_retort("--no-gui", "strict.ini")
        self.assertEqual(code, 1, text)
        self.assertIn("vaccum", text)

    def test_add_header_and_response_of_uwsgi_socket(self):
        server = self.serve("--add-header", "X-Added: by retort", "--http", "127.0.0.1:{port}", "--socket", "{folder}/s.sock", "-w", "probe:app",
                            cwd=retorttest.APPS)
        self.assertEqual(server.fetch("/")["X-Added"], "by retort")
        self.assertEqual(wire.uwsgi_fetch(str(self.folder / "s.sock"), "/")["X-Added"], "by retort")

    def test_del_header(self):
        self.write("app.py", "def app(environ, start_response):\n    start_response('200 OK', [('X-Gone', '1'), ('X-Kept', '2')])\n    return []\n")
        server = self.serve_ini("[uwsgi]\nhttp = 127.0.0.1:PORT\nmodule = app:app\ndel-header = x-gone\n")
        answer = server.fetch("/")
        self.assertEqual((answer["X-Gone"], answer["X-Kept"]), (None, "2"))

    def test_interpreter_options_and_umask(self):
        self.write("app.py", "import os, sys\ndef app(environ, start_response):\n    start_response('200 OK', [])\n    mask = os.umask(0)\n"
                             "    os.umask(mask)\n    return [repr((sys.flags.optimize, sys.flags.no_site, mask)).encode()]\n")
        server = self.serve_ini(f"[uwsgi]\nhttp = 127.0.0.1:PORT\nsocket = {self.folder}/s.sock\npidfile = {self.folder}/p.pid\nmodule = app:app\n"
                                "no-site = true\noptimize = 2\numask = 027\n")
        self.assertEqual(server.fetch("/").text, "(2, 1, 23)")
        modes = [stat.S_IMODE((self.folder / name).stat().st_mode) for name in ("s.sock", "p.pid")]
        self.assertEqual(modes, [0o750, 0o640])

    def test_show_config(self):
        self.write("app.py", SHOW)
        server = self.serve_ini("[uwsgi]\nhttp = 127.0.0.1:PORT\nmodule = app:app\nshow-config = true\n")
        self.assertRegex(server.log, r"(?s);uWSGI instance configuration\n\[uwsgi\]\n.*module = app:app\n.*;end of configuration\n")

    def test_commands_through_the_master_fifo(self):
        self.write("app.py", SHOW)
        fifo = self.folder / "fifo"
        server = self.serve_ini(f"[uwsgi]\nhttp = 127.0.0.1:PORT\nmodule = app:app\nmaster-fifo = {fifo}\n")
        fifo.write_text("r\n")
        server.wait_log("reload · load 2")
        fifo.write_text("s")
        server.wait_log("^serving on http://127.0.0.1")
        fifo.write_text("x")
        server.wait_log("there is no command “x”")
        fifo.write_text("q")
        self.assertEqual(server.wait(), 0)
        self.assertFalse(fifo.exists())


if __name__ == "__main__":
    retorttest.main()
