#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""retort export: what it writes is accepted by the programs it is written for, and works with real uWSGI."""

import json
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

import retorttest
import wire
from strictschema import documents
from test_frontends import APACHE, APACHE_MODULES, NGINX, UWSGI_PARAMS, Front

GUNICORN = shutil.which("gunicorn", path=retorttest.SYSTEM_PATH)
UWSGI = shutil.which("uwsgi", path=retorttest.SYSTEM_PATH)
SYSTEMD_ANALYZE = shutil.which("systemd-analyze", path=retorttest.SYSTEM_PATH)
TARGETS = ("nginx", "apache", "systemd", "docker", "compose", "kubernetes", "gunicorn", "procfile")

INI = """\
[uwsgi]
plugins = python3
chdir = %d
wsgi-file = app.py
callable = app
master = true
processes = 2
static-map = /files=%dfiles
limit-post = 1000
harakiri = 20
env = SECRET_KEY=hunter2
env = ODD=a"b'c $d
"""
APP = """\
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"app " + environ["PATH_INFO"].encode()]
"""
NGINX_MAIN = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/front.log warn;
{user}
events {{ worker_connections 128; }}
http {{
  access_log off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  {server}
}}
"""
APACHE_MAIN = """\
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/apache.pid
ErrorLog {folder}/front.log
Listen 127.0.0.1:{port}
ServerName front.test
{identity}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule alias_module {modules}/mod_alias.so
LoadModule proxy_module {modules}/mod_proxy.so
LoadModule proxy_uwsgi_module {modules}/mod_proxy_uwsgi.so
{site}
"""


class ExportCase(retorttest.RetortCase):
    def setUp(self):
        super().setUp()
        self.folder.chmod(0o755)
        self.project = self.folder / "shop"
        self.write("shop/app.py", APP)
        self.write("shop/files/a.txt", "a static file")
        self.ini = self.write("shop/uwsgi.ini", INI)

    def export(self, target, *options):
        """The files of a target, by name."""
        code, text = self.run_retort("export", target, "--json", *options, cwd=self.project)
        self.assertEqual(code, 0, text)
        return {file["name"]: file["text"] for file in json.loads(text)["files"]}

    def run_program(self, *command, cwd=None):
        done = subprocess.run([str(word) for word in command], cwd=cwd or self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        return done.returncode, done.stdout.decode(errors="replace")


class Command(ExportCase):
    def test_nothing_of_this_machine_and_no_secrets(self):
        for target in TARGETS:
            for transport in ("--tcp", "--socket"):
                with self.subTest(target=target, transport=transport):
                    text = "".join(self.export(target, transport).values())
                    self.assertNotIn(str(self.folder), text)
                    self.assertNotIn("hunter2", text)
                    self.assertIn("ot carried over", text)

    def test_several_files_are_told_apart(self):
        code, text = self.run_retort("export", "docker", cwd=self.project)
        self.assertEqual(code, 0, text)
        self.assertEqual(re.findall("^# ---- (.*)", text, re.M), ["Dockerfile", ".dockerignore"])

    def test_files_are_written_and_never_replaced(self):
        out = self.folder / "out"
        code, text = self.run_retort("export", "docker", "--output", out, cwd=self.project)
        self.assertEqual(code, 0, text)
        self.assertEqual(sorted(path.name for path in out.iterdir()), [".dockerignore", "Dockerfile"])
        (out / "Dockerfile").unlink()
        (out / ".dockerignore").write_text("mine")
        code, text = self.run_retort("export", "docker", "--output", out, cwd=self.project)
        self.assertEqual(code, 1, text)
        self.assertIn("is there already", text)
        self.assertEqual([path.name for path in out.iterdir()], [".dockerignore"])
        self.assertEqual((out / ".dockerignore").read_text(), "mine")
        code, text = self.run_retort("export", "docker", "--output", out, "--force", cwd=self.project)
        self.assertEqual(code, 0, text)
        self.assertNotEqual((out / ".dockerignore").read_text(), "mine")

    def test_errors(self):
        for arguments, expected, sentence in (
                (("caddy",), 1, "nginx, apache"), ((), 2, "takes a target"), (("nginx", "none.ini"), 1, "none.ini"),
                (("nginx", "--domain", "a b"), 1, "domain"), (("nginx", "--socket", "--tcp"), 1, "exclude"),
                (("kubernetes", "--replicas", "many"), 1, "--replicas"), (("nginx", "--nonsense"), 2, "nonsense")):
            with self.subTest(arguments):
                code, text = self.run_retort("export", *arguments, cwd=self.project)
                self.assertEqual(code, expected, text)
                self.assertIn(sentence, text)
        self.ini.unlink()
        code, text = self.run_retort("export", "nginx", cwd=self.project)
        self.assertEqual(code, 1, text)
        self.assertIn("retort init", text)


class Accepted(ExportCase):
    """By the checkers of the programs themselves."""

    @unittest.skipUnless(GUNICORN, "gunicorn is not installed")
    def test_gunicorn(self):
        for transport in ("--tcp", "--socket"):
            path = self.write("gunicorn.conf.py", self.export("gunicorn", transport, "--folder", self.project)["gunicorn.conf.py"])
            code, text = self.run_program(GUNICORN, "--check-config", "-c", path)
            self.assertEqual(code, 0, text)
            values = {}
            exec(compile(path.read_text(), path, "exec"), values)
            self.assertEqual(values["raw_env"], ["ODD=a\"b'c $d"])

    @unittest.skipUnless(SYSTEMD_ANALYZE, "systemd-analyze is not installed")
    def test_systemd(self):
        # verify looks for the program, so one of that name must be there.
        self.write("shop/.venv/bin/uwsgi", "#!/bin/sh\n").chmod(0o755)
        for transport in ("--tcp", "--socket"):
            path = self.write("shop.service", self.export("systemd", transport, "--folder", self.project)["shop.service"])
            code, text = self.run_program(SYSTEMD_ANALYZE, "verify", "--man=no", path)
            self.assertEqual((code, [line for line in text.splitlines() if "shop" in line]), (0, []), text)

    @unittest.skipUnless(retorttest.has_module("yaml"), "PyYAML is not installed")
    def test_yaml(self):
        services = documents(self.export("compose", "--replicas", "3")["compose.yaml"])[0]["services"]
        self.assertEqual(services["app"]["command"], ["uwsgi", "--ini", "uwsgi.ini", "--socket", "0.0.0.0:3031"])
        self.assertEqual(services["app"]["deploy"]["replicas"], 3)
        self.assertIn("./files:/srv/shop/files:ro", services["web"]["volumes"])
        text = self.export("kubernetes", "--replicas", "3", "--domain", "Shop.test")["kubernetes.yaml"]
        deployment, service, ingress = documents(text)
        container = deployment["spec"]["template"]["spec"]["containers"][0]
        self.assertEqual((deployment["spec"]["replicas"], container["ports"][0]["containerPort"]), (3, 8000))
        self.assertEqual(service["spec"]["selector"], deployment["spec"]["selector"]["matchLabels"])
        self.assertEqual(ingress["spec"]["rules"][0]["host"], "shop.test")
        self.assertEqual(ingress["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-body-size"], "1000")

    def test_dockerfile(self):
        text = self.export("docker")["Dockerfile"]
        instructions = [line.split(" ", 1) for line in text.splitlines() if line and not line.startswith("#")]
        self.assertEqual([word for word, _ in instructions][:1], ["FROM"])
        self.assertLessEqual({word for word, _ in instructions}, {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "EXPOSE", "CMD"})
        self.assertEqual(json.loads(instructions[-1][1]), ["uwsgi", "--ini", "uwsgi.ini", "--http-socket", "0.0.0.0:8000"])

    def test_nginx_of_compose(self):
        if not NGINX or not os.path.exists(UWSGI_PARAMS):
            self.skipTest("nginx is not installed")
        server = self.export("compose")["nginx.conf"].replace("app:3031", "127.0.0.1:3031").replace("uwsgi_params", UWSGI_PARAMS)
        path = self.write("front.conf", NGINX_MAIN.format(folder=self.folder, user="", server=server))
        code, text = self.run_program(NGINX, "-t", "-c", path, "-e", self.folder / "front.log")
        self.assertEqual(code, 0, text)


class Serves(ExportCase):
    """The exported web server in front of real uWSGI, started as the exported unit says."""

    def setUp(self):
        if not UWSGI:
            self.skipTest("uWSGI is not installed")
        super().setUp()
        self.front = None

    def adapted(self, text, port):
        """Ports below 1024 and /run are not for tests."""
        text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
        text = text.replace("include uwsgi_params", f"include {UWSGI_PARAMS}").replace("*:80", f"127.0.0.1:{port}")
        return text.replace("/run/shop/", f"{self.folder}/").replace("127.0.0.1:3031", f"127.0.0.1:{self.app_port}")

    def start_uwsgi(self, transport):
        self.app_port = retorttest.free_port()
        unit = self.adapted(self.export("systemd", transport, "--folder", self.project)["shop.service"], 0)
        command = re.search("^ExecStart=(.*)", unit, re.M)[1].split()
        log = open(self.folder / "uwsgi.log", "wb")
        self.addCleanup(log.close)
        # 666: who runs this may be root, and the web server then is somebody else.
        command = [UWSGI, *(word.replace("=660", "=666") for word in command[1:])]
        process = subprocess.Popen(command, cwd=self.project, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                   start_new_session=True)
        return process

    def check(self, start_front):
        for transport in ("--tcp", "--socket"):
            with self.subTest(transport):
                uwsgi = self.start_uwsgi(transport)
                front = None
                try:
                    backend = str(self.folder / "shop.sock") if transport == "--socket" else ("127.0.0.1", self.app_port)
                    retorttest.eventually(lambda: self.answers(backend), 20, "uWSGI answering")
                    front = start_front(transport)
                    self.assertEqual(wire.fetch(front.address, "/x").body, b"app /x")
                    static = wire.fetch(front.address, "/files/a.txt")
                    # uWSGI would hand it out as well, but without an entity tag.
                    self.assertEqual((static.body, bool(static["ETag"])), (b"a static file", True))
                    self.assertNotIn(b"def app", wire.fetch(front.address, "/files../app.py").body)
                    self.assertEqual(wire.fetch(front.address, "/x", "POST", body=b"x" * 2000).status, 413)
                except AssertionError as error:
                    log = (self.folder / "uwsgi.log").read_text(errors="replace")
                    raise AssertionError(f"{error}\n{log}\n{front.log if front else ''}") from None
                finally:
                    if front:
                        front.stop()
                    retorttest.end_uwsgi(uwsgi)
                    (self.folder / "shop.sock").unlink(missing_ok=True)

    @staticmethod
    def answers(backend):
        try:
            return wire.uwsgi_fetch(backend, "/").status == 200
        except (OSError, wire.Closed):
            return False

    def test_nginx(self):
        if not NGINX or not os.path.exists(UWSGI_PARAMS):
            self.skipTest("nginx is not installed")

        def start(transport):
            port = retorttest.free_port()
            server = self.adapted(self.export("nginx", transport, "--folder", self.project)["shop.conf"], port)
            text = NGINX_MAIN.format(folder=self.folder, user="user root;" if os.getuid() == 0 else "", server=server)
            code, said = self.run_program(NGINX, "-t", "-c", self.write("try.conf", text), "-e", self.folder / "front.log")
            self.assertEqual(code, 0, said)
            return Front(self.folder, NGINX, text, port)
        self.check(start)

    def test_apache(self):
        if not APACHE or not APACHE_MODULES or not Path(APACHE_MODULES, "mod_proxy_uwsgi.so").exists():
            self.skipTest("Apache is not installed")

        def start(transport):
            port = retorttest.free_port()
            site = self.adapted(self.export("apache", transport, "--folder", self.project)["shop.conf"], port)
            text = APACHE_MAIN.format(folder=self.folder, port=port, modules=APACHE_MODULES, site=site,
                                      identity="User www-data\nGroup www-data" if os.getuid() == 0 else "")
            code, said = self.run_program(APACHE, "-t", "-f", self.write("try.conf", text))
            self.assertEqual(code, 0, said)
            return Front(self.folder, APACHE, text, port)
        self.check(start)

    def test_procfile(self):
        command = re.search("^web: (.*)", self.export("procfile")["Procfile"], re.M)[1]
        port = retorttest.free_port()
        process = subprocess.Popen(["sh", "-c", f"exec {command}"], cwd=self.project, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, start_new_session=True,
                                   env={**self.environment(), "PORT": str(port)})

        def answers():
            try:
                return wire.fetch(("127.0.0.1", port), "/").status == 200
            except (OSError, wire.Closed):
                return False
        try:
            retorttest.eventually(answers, 20, "uWSGI answering")
        finally:
            retorttest.end_uwsgi(process)


if __name__ == "__main__":
    retorttest.main()
