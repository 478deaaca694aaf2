#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Real nginx (uwsgi_pass, uwsgi_params) and real Apache (mod_proxy_uwsgi) in front, over TCP and a Unix socket."""

import hashlib
import os
import re
import shutil
import subprocess
import time
import unittest
from pathlib import Path

import retorttest
import wire
from wire import chunked, request_bytes

NGINX = shutil.which("nginx", path=retorttest.SYSTEM_PATH)
APACHE = shutil.which("apache2", path=retorttest.SYSTEM_PATH) or shutil.which("httpd", path=retorttest.SYSTEM_PATH)
APACHE_MODULES = next((path for path in ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules")
                       if os.path.isdir(path)), None)
UWSGI_PARAMS = "/etc/nginx/uwsgi_params"

NGINX_CONFIGURATION = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/front.log warn;
events {{ worker_connections 128; }}
http {{
  access_log off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  client_max_body_size 50m;
  server {{
    listen 127.0.0.1:{port};
    location / {{ include {params}; uwsgi_pass {upstream}; }}
    location /unbuffered/ {{ include {params}; uwsgi_param PATH_INFO /digest; uwsgi_request_buffering off; uwsgi_pass {upstream}; }}
  }}
}}
"""
APACHE_CONFIGURATION = """\
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/apache.pid
ErrorLog {folder}/front.log
Listen 127.0.0.1:{port}
ServerName front.test:{port}
{identity}
StartServers 1
LoadModule mpm_event_module {modules}/mod_mpm_event.so
{unixd}
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule proxy_module {modules}/mod_proxy.so
LoadModule proxy_uwsgi_module {modules}/mod_proxy_uwsgi.so
ProxyPass "/u/" "{upstream}"
ProxyPass "/" "{upstream}"
"""


class Front:
    """A web server of the machine with a configuration of our own, in the folder of the test."""

    def __init__(self, folder, program, configuration, port):
        path = folder / "front.conf"
        path.write_text(configuration)
        self.log_path = folder / "front.log"
        command = [program, "-c", str(path), "-e", str(self.log_path)] if "nginx" in program else [program, "-DFOREGROUND", "-f", str(path)]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=open(folder / "front.out", "wb"), stderr=subprocess.STDOUT)
        self.address = ("127.0.0.1", port)
        try:
            retorttest.eventually(self.listening, 15, f"{program} listening")
        except AssertionError:
            self.stop()
            raise AssertionError((folder / "front.out").read_text() + self.log) from None

    def listening(self):
        try:
            wire.Wire(self.address).close()
            return True
        except OSError:
            return False

    @property
    def log(self):
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


class FrontCase(retorttest.RetortCase):
    """The same expectations of every front end and either kind of socket."""

    kind = None  # "tcp" or "unix"
    abstract = True
    prefix = ""

    @classmethod
    def setUpClass(cls):
        if cls.kind is None:
            raise unittest.SkipTest("only a base")
        cls.skip_unless_installed()
        super().setUpClass()
        cls.holder = retorttest.SharedCase()
        cls.holder.setUp()
        folder = cls.holder.folder
        folder.chmod(0o755)  # the front end may run as another user
        try:
            if cls.kind == "tcp":
                port = retorttest.free_port()
                cls.backend, option = ("127.0.0.1", port), f"127.0.0.1:{port}"
            else:
                cls.backend = option = str(folder / "app.sock")
            cls.server = cls.holder.start("--socket", option, "--chmod-socket=666", "-w", "probe:app", "--processes", "2",
                                          "--threads", "2", cwd=retorttest.APPS)
            cls.server.wait_ready(cls.backend, uwsgi=True).settle()
            cls.front = cls.start_front(folder)
        except BaseException:
            cls.holder.tearDown()
            raise

    @classmethod
    def tearDownClass(cls):
        try:
            cls.front.stop()
            cls.server.stop()
        finally:
            cls.holder.tearDown()
        super().tearDownClass()

    def fetch(self, target, *args, **kwargs):
        return wire.fetch(self.front.address, self.prefix + target, *args, **kwargs)

    def test_environ(self):
        response = self.fetch("/environ?a=b%20c", headers={"X-Thing": "1", "Host": "front.test", "Cookie": "c=d"})
        self.assertEqual(response.status, 200, response)
        environ = {key: value for key, (_, value) in response.json().items()}
        self.assertEqual(environ["REQUEST_METHOD"], "GET")
        self.assertEqual(environ["QUERY_STRING"], "a=b%20c")
        self.assertEqual(environ["REMOTE_ADDR"], "127.0.0.1")
        self.assertEqual(environ["HTTP_X_THING"], "1")
        self.assertEqual(environ["HTTP_COOKIE"], "c=d")
        self.assertEqual(environ["HTTP_HOST"], "front.test")
        self.assertEqual(environ["SERVER_PORT"], str(self.front.address[1]))
        self.assertEqual(environ["wsgi.url_scheme"], "http")
        self.assertEqual(environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"], self.prefix + "/environ")

    def test_methods_and_bodies(self):
        self.assertEqual(self.fetch("/echo", "POST", body=b"hello through the front").body, b"hello through the front")
        self.assertEqual(self.fetch("/echo", "PUT", body=b"x").body, b"x")
        self.assertEqual(self.fetch("/echo", "POST", headers={"Content-Length": "0"}).body, b"")
        head = self.fetch("/", "HEAD")
        self.assertEqual((head.status, head.body), (200, b""))
        for _ in range(30):
            self.assertEqual(self.fetch("/").body, b"probe")

    def test_a_large_upload(self):
        body = bytes(index % 251 for index in range(100_000)) * 80
        expected = {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        self.assertEqual(self.fetch("/digest", "POST", body=body).json(), expected)

    def test_a_chunked_upload(self):
        with wire.Wire(self.front.address) as client:
            client.send(request_bytes("POST", self.prefix + "/digest", {"Transfer-Encoding": "chunked", "Connection": "close"}) +
                        chunked(*[b"x" * 5000] * 40))
            response = client.response()
        if response.status == 411:
            self.assertIn("Apache", response["Server"])  # mod_proxy_uwsgi itself asks for a length, as nginx once did
            return
        self.assertEqual(response.status, 200, response)
        self.assertEqual(response.json()["bytes"], 200_000)

    def test_a_large_answer(self):
        response = self.fetch("/stream?n=300&size=30000")
        self.assertEqual(len(response.body), 9_000_000)
        self.assertEqual(self.fetch("/stream?n=300&size=30000&length=0")["Content-Length"], "9000000")

    def test_statuses_pass(self):
        for line in ("201 Created", "204 No Content", "404 Not Found", "503 Later"):
            with self.subTest(line):
                self.assertEqual(self.fetch(f"/status?line={line.replace(' ', '+')}&body=").status, int(line[:3]))
        response = self.fetch("/header?name=Location&value=/elsewhere")
        self.assertEqual(response["Location"], "/elsewhere")

    def test_an_exception_is_a_500_of_ours_not_a_502_of_the_front(self):
        self.server.expect_in_log(".")
        self.assertEqual(self.fetch("/raise").status, 500)

    def test_a_dying_worker_is_a_502_and_the_next_request_is_served(self):
        self.server.expect_in_log(".")
        self.assertEqual(self.fetch("/die?how=kill").status, 502)
        self.assertEqual(self.fetch("/").status, 200)

    def test_a_cut_answer_is_not_made_whole_by_us(self):
        self.server.expect_in_log(".")
        with wire.Wire(self.backend) as client:
            client.send(wire.uwsgi_packet(wire.uwsgi_vars("/die?how=streaming")))
            answer = client.rest()
        self.assertNotIn(b"Content-Length", answer)
        self.assertTrue(answer == b"" or b"first block" in answer)

    def test_requests_from_many_clients_at_once(self):
        clients = [wire.Wire(self.front.address).send(request_bytes("GET", self.prefix + "/sleep?s=0.05", {"Connection": "close"}))
                   for _ in range(20)]
        for client in clients:
            self.assertEqual(client.response().status, 200)
            client.close()


class Nginx:
    @classmethod
    def skip_unless_installed(cls):
        if not NGINX or not os.path.exists(UWSGI_PARAMS):
            raise unittest.SkipTest("nginx is not installed")

    @classmethod
    def start_front(cls, folder):
        port = retorttest.free_port()
        upstream = f"unix:{cls.backend}" if isinstance(cls.backend, str) else "{}:{}".format(*cls.backend)
        user = "user root;\n" if os.getuid() == 0 else ""
        return Front(folder, NGINX, user + NGINX_CONFIGURATION.format(folder=folder, port=port, params=UWSGI_PARAMS, upstream=upstream), port)

    def test_an_unbuffered_upload_trickles_in(self):
        with wire.Wire(self.front.address) as client:
            client.send(request_bytes("POST", "/unbuffered/x", {"Content-Length": "300000", "Connection": "close"}))
            for _ in range(30):
                client.send(bytes(10_000))
                time.sleep(0.005)
            self.assertEqual(client.response().json()["bytes"], 300_000)

    def test_headers_up_to_what_nginx_forwards(self):
        response = self.fetch("/environ", headers={"X-Long": "a" * 7000, "Cookie": "b" * 7000})
        self.assertEqual(response.status, 200)
        self.assertEqual(len(response.json()["HTTP_X_LONG"][1]), 7000)


class Apache:
    prefix = "/u"

    @classmethod
    def skip_unless_installed(cls):
        if not APACHE or not APACHE_MODULES:
            raise unittest.SkipTest("Apache is not installed")

    @classmethod
    def start_front(cls, folder):
        port = retorttest.free_port()
        upstream = (f"unix:{cls.backend}|uwsgi://localhost/" if isinstance(cls.backend, str) else
                    "uwsgi://{}:{}/".format(*cls.backend))
        identity = "User www-data\nGroup www-data" if os.getuid() == 0 else ""
        unixd = Path(APACHE_MODULES, "mod_unixd.so")  # built in on Debian
        return Front(folder, APACHE, APACHE_CONFIGURATION.format(
            folder=folder, port=port, modules=APACHE_MODULES, upstream=upstream, identity=identity,
            unixd=f"LoadModule unixd_module {unixd}" if unixd.exists() else ""), port)

    def test_script_name_is_the_prefix_of_proxypass(self):
        environ = {key: value for key, (_, value) in self.fetch("/environ").json().items()}
        self.assertEqual((environ["SCRIPT_NAME"], environ["PATH_INFO"]), ("/u", "/environ"))
        self.assertTrue(re.match("Apache", environ["SERVER_SOFTWARE"]))


class NginxTcp(Nginx, FrontCase):
    kind = "tcp"


class NginxUnix(Nginx, FrontCase):
    kind = "unix"


class ApacheTcp(Apache, FrontCase):
    kind = "tcp"


class ApacheUnix(Apache, FrontCase):
    kind = "unix"


if __name__ == "__main__":
    retorttest.main()
