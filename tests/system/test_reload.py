#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Saving a file: which changes reload, what clients see meanwhile, and broken code."""

import os
import subprocess
import threading
import time
import unittest
from pathlib import Path

import retorttest
import wire
from reloadcase import APP, ReloadCase
from retorttest import eventually


class Saving(ReloadCase):
    def test_a_save_is_in_the_next_answer_with_and_without_a_standby(self):
        for standby in (True, False):
            with self.subTest(standby=standby):
                self.project()
                server = self.watched(standby=standby)
                for number in range(1, 6):
                    self.save("views.py", f'TEXT = "v{number}"\n')
                    self.comes(server, f"v{number}")
                    eventually(lambda: len(self.events(server, "reload")) == number)
                    if standby:
                        self.wait_standby(server)
                reloads = self.events(server, "reload")
                self.assertEqual([event["files"] for event in reloads], [["views.py"]] * 5)
                self.assertEqual([event["standby"] for event in reloads], [standby] * 5)
                self.assertEqual([event["load"] for event in reloads], [2, 3, 4, 5, 6])
                self.assertEqual(len(self.events(server, "answered")), 5)
                server.stop()

    def test_two_saves_of_the_same_length_within_a_second(self):
        """Python's own .pyc files could not tell them apart."""
        self.project()
        server = self.watched(env={"PYTHONDONTWRITEBYTECODE": ""})
        for number in range(1, 8):
            self.save("views.py", f'TEXT = "w{number}"\n')
            self.comes(server, f"w{number}")
        server.stop()

    def test_files_that_come_go_and_are_renamed(self):
        site = self.project(**{"views.py": "try:\n    from more import TEXT\nexcept ImportError:\n    TEXT = 'none'\n"})
        server = self.watched()
        self.answers(server, "none")
        self.save("more.py", "TEXT = 'one'\n")
        self.comes(server, "one")
        os.rename(site / "more.py", site / "other.py")
        self.comes(server, "none")
        (site / "more").mkdir()
        (site / "more" / "__init__.py").write_text("TEXT = 'package'\n")
        self.comes(server, "package")
        (site / "elsewhere").mkdir()
        os.rename(site / "more", site / "elsewhere" / "more")
        self.comes(server, "none")
        server.stop()

    def test_symlinks_and_modules_from_elsewhere(self):
        real = self.write("real/views.py", "TEXT = 'linked'\n")
        self.write("lib/outside.py", "TEXT = 'outside'\n")
        self.project()
        (self.folder / "site" / "views.py").unlink()
        (self.folder / "site" / "views.py").symlink_to(real)
        self.write("site/app.py", APP.replace("import views", "import views, outside")
                   .replace("views.TEXT.encode()", "(views.TEXT + outside.TEXT).encode()"))
        server = self.watched("--pythonpath", self.folder / "lib")
        self.answers(server, "linkedoutside")
        real.write_text("TEXT = 'L'\n")
        self.comes(server, "Loutside")
        self.write("lib/outside.py", "TEXT = 'O'\n")
        self.comes(server, "LO")
        server.stop()

    def test_a_checkout_of_500_files_is_one_reload(self):
        site = self.project(**{f"pkg/m{number}.py": "X = 1\n" for number in range(500)})

        def git(*arguments):
            subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments], cwd=site, check=True,
                           capture_output=True, env=self.environment())
        git("init", "-q")
        git("add", "-A")
        git("commit", "-qm", "one")
        git("checkout", "-qb", "two")
        for number in range(500):
            (site / "pkg" / f"m{number}.py").write_text("X = 22\n")
        (site / "views.py").write_text("TEXT = 'two'\n")
        git("commit", "-qam", "two")
        server = self.watched()
        self.answers(server, "two")
        git("checkout", "-q", "-")
        self.comes(server, "v0")
        self.assertEqual(len(self.events(server, "reload")), 1)
        server.stop()

    def test_a_formatter_behind_a_save_and_a_save_during_a_reload(self):
        self.project()
        self.write("site/app.py", "import time\ntime.sleep(0.3)\n" + APP)
        server = self.watched()
        (self.folder / "site" / "views.py").write_text("TEXT='a'\n")
        (self.folder / "site" / "views.py").write_text("TEXT = 'a'\n")
        self.comes(server, "a")
        self.assertEqual(len(self.events(server, "reload")), 1)
        loads = self.status(server)["load"]
        self.save("views.py", "TEXT = 'b'\n")
        eventually(lambda: self.status(server)["load"] > loads)
        self.save("views.py", "TEXT = 'c'\n")
        self.comes(server, "c")
        self.assertEqual(len(self.events(server, "reload")), 2)  # the one for b was given up
        server.stop()

    def test_what_does_not_reload_and_why(self):
        site = self.project(**{".gitignore": "*.log.py\nbuild/\n", "uwsgi.ini": ""})
        (site / "python").mkdir()
        (site / "python" / "pyvenv.cfg").write_text("")
        server = self.watched()
        cases = {
            "notes.txt": r"no Python file",
            "a.log.py": r"ignored by \.gitignore line 1 \(\*\.log\.py\)",
            "build/x.py": r"ignored by \.gitignore line 2 \(build/\)",
            "python/lib.py": r"virtual environment python",
            ".hidden.py": r"hidden file",
            "#views.py#": r"editor",
            "node_modules/x.py": r"node_modules",
        }
        for name, reason in cases.items():
            self.write("site/" + name, "X = 1\n")
            code, text = self.run_retort("why", site / name, "reloads")
            self.assertEqual(code, 0, text)
            self.assertRegex(text, "does not reload the app: .*" + reason)
        code, text = self.run_retort("why", site / "views.py", "reloads")
        self.assertRegex(text, r"^views\.py reloads the app: a module the app has loaded\.\n$")
        # Events come in order: once this one is through, the others would have been too.
        self.save("views.py", "TEXT = 'last'\n")
        self.comes(server, "last")
        self.assertEqual([event["files"] for event in self.events(server, "reload")], [["views.py"]])
        server.stop()

    def test_patterns_of_the_configuration(self):
        self.project(**{"uwsgi.ini": "[retort]\nwatch = *.yaml, data/**/*.csv\nignore = views.py\n", "x.yaml": "a"})
        server = self.watched("--ini", "uwsgi.ini")
        self.save("x.yaml", "b")
        eventually(lambda: len(self.events(server, "reload")) == 1)
        self.write("site/data/deep/t.csv", "1")
        eventually(lambda: len(self.events(server, "reload")) == 2)
        self.save("views.py", "TEXT = 'no'\n")
        self.save("x.yaml", "c")
        eventually(lambda: len(self.events(server, "reload")) == 3)
        self.assertEqual(self.events(server, "reload")[-1]["files"], ["x.yaml"])
        server.stop()

    def test_an_app_that_writes_its_own_source_does_not_reload_for_ever(self):
        self.project(**{"views.py": "import time\nopen('made.py', 'w').write('X = %r\\n' % time.time())\nTEXT = 'v0'\n"})
        server = self.watched()
        server.wait_log(r"made\.py was written during \d+ loads in a row", 60)
        loads = self.status(server)["load"]
        self.save("views.py", "TEXT = 'well'\n")
        self.comes(server, "well")
        self.assertLess(self.status(server)["load"], loads + 4)
        server.stop()


class Templates(ReloadCase):
    APP = ("import flask\napp = flask.Flask(__name__)\n%s\n@app.route('/')\ndef page():\n    return flask.render_template('page.html')\n")

    def served(self, setting):
        self.write("site/app.py", self.APP % setting)
        self.write("site/templates/page.html", "one")
        return self.watched()

    @unittest.skipUnless(retorttest.has_module("flask"), "Flask is not installed")
    def test_a_template_reloads_the_app_that_keeps_it(self):
        server = self.served("")
        self.save("templates/page.html", "two")
        self.comes(server, "two")
        self.assertEqual([event["rule"] for event in self.events(server, "reload")], ["a template"])
        code, text = self.run_retort("logs", "reloads")
        self.assertEqual(code, 0)
        self.assertRegex(text, r"── reload · templates/page\.html · load 2 in \d+ ms")
        server.stop()

    @unittest.skipUnless(retorttest.has_module("flask"), "Flask is not installed")
    def test_one_that_jinja_reads_again_does_not(self):
        server = self.served("app.config['TEMPLATES_AUTO_RELOAD'] = True")
        eventually(lambda: "does not reload" in self.run_retort("why", self.folder / "site/templates/page.html", "reloads")[1])
        self.save("templates/page.html", "two, longer")
        self.comes(server, "two, longer")
        self.assertEqual(self.events(server, "reload"), [])
        server.stop()


class Clients(ReloadCase):
    def test_none_is_refused_cut_or_given_stale_code(self):
        """Keep-alive and one-shot clients, GET and POST, over many reloads."""
        rounds = int(os.environ.get("RETORT_RELOADS", 15 if retorttest.SANITIZED else 60))
        self.project()
        server = self.watched("--processes", "2", "--threads", "2")
        newest = [0]
        problems, counts, stop = [], [0], threading.Event()

        def client(keep, method):
            connection = None
            while not stop.is_set():
                try:
                    connection = connection or server.wire()
                    known = newest[0]
                    body = b"x" * 3000 if method == "POST" else b""
                    response = connection.send(wire.request_bytes(method, "/", body=body)).response()
                    counts[0] += 1
                    number = int(response.body[1:])
                    if response.status != 200 or number < known:
                        problems.append((method, response.status, response.body, known))
                except (OSError, wire.Closed, ValueError) as error:
                    problems.append((method, keep, repr(error)))
                    connection = None
                if not keep and connection:
                    connection.close()
                    connection = None
            if connection:
                connection.close()

        threads = [threading.Thread(target=client, args=pair) for pair in
                   ((True, "GET"), (True, "POST"), (False, "GET"), (False, "POST"))]
        for thread in threads:
            thread.start()
        for number in range(1, rounds + 1):
            self.save("views.py", f'TEXT = "v{number}"\n')
            # The engine has noticed a change once an answer shows it: from then on nothing older may come.
            self.comes(server, f"v{number}")
            newest[0] = number
        stop.set()
        for thread in threads:
            thread.join()
        self.assertEqual(problems[:5], [])
        self.assertGreater(counts[0], rounds)
        server.stop()

    def test_a_running_request_ends_on_the_code_it_began_with(self):
        self.project(**{"app.py": APP.replace("    body =", "    import time\n    if environ['PATH_INFO'] == '/slow':\n"
                                                            "        time.sleep(1)\n    body =")})
        server = self.watched()
        slow = server.wire().send(wire.request_bytes("GET", "/slow"))
        time.sleep(0.2)
        self.save("views.py", 'TEXT = "new"\n')
        self.comes(server, "new")
        self.assertEqual(slow.response().body, b"v0")
        slow.close()
        server.stop()

    def test_the_wait_is_measured(self):
        self.project()
        self.write("site/app.py", "import time\ntime.sleep(0.5)\n" + APP)
        server = self.watched()
        self.save("views.py", 'TEXT = "new"\n')
        self.comes(server, "new")
        requests = self.ask(server, "requests", last=1000)["requests"]
        held = [request["heldUs"] for request in requests if request.get("heldUs")]
        self.assertTrue(held and 100_000 < max(held) < 30_000_000, requests[-3:])
        self.assertEqual(self.events(server, "reload")[0]["held"], 1)
        server.stop()


class BrokenCode(ReloadCase):
    def test_a_page_says_what_is_wrong_until_it_is_mended(self):
        self.project()
        server = self.watched()
        server.expect_in_log("Traceback", "SyntaxError", "ModuleNotFound")
        self.save("views.py", "TEXT = (\n")
        response = eventually(lambda: next((r for r in [server.fetch("/")] if r.status == 503), None))
        self.assertIn(b"SyntaxError", response.body)
        self.assertIn(b"views.py", response.body)
        self.assertEqual(self.status(server)["state"], "failed")
        self.save("views.py", "import not_there_yet\nTEXT = not_there_yet.TEXT\n")
        eventually(lambda: b"not_there_yet" in server.fetch("/").body)
        self.save("not_there_yet.py", "TEXT = 'there'\n")
        self.comes(server, "there")
        self.assertEqual(self.status(server)["state"], "serving")
        self.assertEqual(len(self.events(server, "loadFailed")), 2)
        server.stop()

    def test_broken_from_the_start(self):
        self.project(**{"views.py": "TEXT = (\n"})
        server = self.watched(wait=False)
        server.expect_in_log("Traceback", "SyntaxError")
        eventually(lambda: self.try_status(server) == 503)
        self.save("views.py", "TEXT = 'well'\n")
        eventually(lambda: self.try_status(server) == 200)
        self.answers(server, "well")
        server.stop()

    @staticmethod
    def try_status(server):
        try:
            return server.fetch("/").status
        except (OSError, wire.Closed):
            return None

    def test_the_last_good_version_serves_if_asked(self):
        self.project(**{"uwsgi.ini": "[retort]\non-error = last-good\n"})
        server = self.watched("--ini", "uwsgi.ini")
        server.expect_in_log("Traceback", "SyntaxError")
        self.save("views.py", "TEXT = (\n")
        eventually(lambda: self.events(server, "loadFailed"))
        self.answers(server, "v0")
        self.assertTrue(self.status(server)["oldCode"])
        self.save("views.py", "TEXT = 'v2'\n")
        self.comes(server, "v2")
        self.assertFalse(self.status(server)["oldCode"])
        server.stop()

    def test_code_that_kills_the_interpreter(self):
        self.project()
        server = self.watched()
        server.expect_in_log(".")
        self.save("views.py", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
        eventually(lambda: server.fetch("/").status == 503)
        self.save("views.py", "TEXT = 'alive'\n")
        self.comes(server, "alive")
        server.stop()


class Rest(ReloadCase):
    def test_a_full_disk_under_the_log_does_not_stop_reloads(self):
        self.project()
        server = self.watched("--logto", "/dev/full")
        for number in range(1, 4):
            self.save("views.py", f'TEXT = "v{number}"\n')
            self.comes(server, f"v{number}")
        server.stop()

    def test_20000_files_cost_nothing_while_nothing_changes(self):
        site = self.project()
        for folder in range(200):
            (site / f"d{folder}").mkdir()
            for file in range(100):
                (site / f"d{folder}" / f"f{file}.py").touch()
        server = self.watched()
        eventually(lambda: self.run_retort("why", site / "d199" / "f9.py", "reloads")[1].endswith("project.\n"))
        time.sleep(0.5)

        def cost():
            total = 0
            for pid in [server.pid, *server.workers()]:
                status = Path(f"/proc/{pid}/status").read_text()
                total += int(status.split("voluntary_ctxt_switches:")[1].split()[0])
            return total
        before = cost()
        time.sleep(2)
        self.assertLessEqual(cost() - before, 4)
        (site / "d150" / "f50.py").write_text("X = 1\n")
        eventually(lambda: self.events(server, "reload"))
        server.stop()

    def test_it_is_off_unless_asked_for_without_a_terminal(self):
        self.project()
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "--wsgi-file", "app.py", "--site-name", "reloads",
                            cwd=self.folder / "site").wait_ready(("127.0.0.1", port))
        self.assertFalse(self.status(server)["watching"])
        code, text = self.run_retort("why", self.folder / "site" / "views.py", "reloads")
        self.assertEqual(code, 1)
        self.assertIn("--reload", text)
        server.stop()
        server = self.start("--http", f"127.0.0.1:{port}", "--wsgi-file", "app.py", "--py-autoreload", "1", "--site-name", "reloads",
                            cwd=self.folder / "site").wait_ready(("127.0.0.1", port))
        self.assertTrue(self.status(server)["watching"])
        server.stop()


if __name__ == "__main__":
    retorttest.main()
