#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Django with its admin, Bottle, Falcon, Pyramid and wsgiref.validate, from the packages of the system.
(Flask is the sample app, which test_commandlines.py serves in every way there is.)"""

import json
import os
import re
import subprocess
import unittest

import retorttest
import wire


def needs(module):
    return unittest.skipUnless(retorttest.has_module(module), f"{module} is not installed for {retorttest.python_for_apps()}")


@needs("django")
class Django(retorttest.RetortCase):
    def setUp(self):
        super().setUp()
        self.variables = {"DJANGO_DATABASE": str(self.folder / "db.sqlite3")}
        subprocess.run([retorttest.python_for_apps(), "-c",
                        "import django; django.setup(); from django.core.management import call_command as c; "
                        "c('migrate', verbosity=0); from django.contrib.auth.models import User; "
                        "User.objects.create_superuser('ada', 'ada@example.test', 'lovelace')"],
                       cwd=retorttest.APPS, check=True, capture_output=True,
                       env={**os.environ, **self.variables, "DJANGO_SETTINGS_MODULE": "djangosite.settings"})

    def test_admin_login_session_and_static_files(self):
        server = self.serve("--processes", "2", "--threads", "2", app="djangosite.wsgi", env=self.variables, target="/counter/").settle()
        jar = {}

        def ask(target, method="GET", headers=(), body=b""):
            response = server.fetch(target, method, {"Cookie": "; ".join(f"{key}={value}" for key, value in jar.items()), **dict(headers)}, body)
            for cookie in response.all("Set-Cookie"):
                key, _, value = cookie.split(";")[0].partition("=")
                jar[key] = value
            return response

        self.assertEqual(ask("/admin/").status, 302)
        page = ask("/admin/login/?next=/admin/")
        self.assertEqual(page.status, 200)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
        form = f"csrfmiddlewaretoken={token}&username=ada&password=lovelace&next=/admin/".encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self.assertEqual(ask("/admin/login/", "POST", kind, form.replace(b"lovelace", b"wrong")).status, 200)
        done = ask("/admin/login/?next=/admin/", "POST", kind, form)
        self.assertEqual((done.status, done["Location"]), (302, "/admin/"))
        home = ask("/admin/")
        self.assertEqual(home.status, 200)
        self.assertIn("Site administration", home.text)
        self.assertEqual(ask("/admin/auth/user/").status, 200)
        style = ask("/static/admin/css/base.css")
        self.assertEqual((style.status, style["Content-Type"]), (200, "text/css"))
        self.assertGreater(len(style.body), 1000)
        for visits in range(1, 8):  # the session lives in the database, whichever worker answers
            self.assertEqual(ask("/counter/").json(), {"visits": visits})


@needs("bottle")
class Bottle(retorttest.RetortCase):
    def test_pages_json_upload_and_failure(self):
        server = self.serve(app="bottleapp:app").settle()
        self.assertEqual(server.fetch("/?name=Ada").text, "<h1>Hello, Ada!</h1>")
        self.assertEqual(server.fetch("/json").json(), {"framework": "bottle", "path": "/json"})
        content = os.urandom(200_000)
        body = (b'--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nhi\r\n--b\r\nContent-Disposition: form-data; name="file"; '
                b'filename="f.bin"\r\nContent-Type: application/octet-stream\r\n\r\n' + content + b"\r\n--b--\r\n")
        uploaded = server.fetch("/upload", "POST", {"Content-Type": "multipart/form-data; boundary=b"}, body)
        self.assertEqual(uploaded.json(), {"name": "f.bin", "bytes": 200_000, "note": "hi"})
        server.expect_in_log("Traceback", "RuntimeError")
        self.assertEqual(server.fetch("/fail").status, 500)
        server.wait_log("RuntimeError: this bottle is empty")


@needs("falcon")
class Falcon(retorttest.RetortCase):
    def test_media_and_streams(self):
        server = self.serve(app="falconapp:app").settle()
        self.assertEqual(server.fetch("/?q=x").json(), {"framework": "falcon", "query": "x"})
        made = server.fetch("/", "POST", {"Content-Type": "application/json"}, json.dumps({"a": [1, 2]}).encode())
        self.assertEqual((made.status, made.json()), (201, {"got": {"a": [1, 2]}}))
        self.assertEqual(server.fetch("/stream").text, "line 0\nline 1\nline 2\n")
        with server.wire() as client:
            client.send(wire.request_bytes("POST", "/raw", {"Transfer-Encoding": "chunked"}) + wire.chunked(b"in ", b"chunks"))
            self.assertEqual(client.response().json(), {"got": "in chunks"})


@needs("pyramid")
class Pyramid(retorttest.RetortCase):
    def test_factory_pages_and_forms(self):
        server = self.serve(app="pyramidapp:main()").settle()
        self.assertEqual(server.fetch("/").text, "<h1>Hello from Pyramid at /</h1>")
        form = server.fetch("/json", "POST", {"Content-Type": "application/x-www-form-urlencoded"}, b"a=1&b=%C3%A9")
        self.assertEqual(form.json(), {"framework": "pyramid", "method": "POST", "form": {"a": "1", "b": "é"}})
        self.assertEqual(server.fetch("/none").status, 404)


class Validated(retorttest.RetortCase):
    """wsgiref.validate raises on any breach of PEP 3333 by the server."""

    def check(self, server, fetch):
        for target, method, body, expected in (("/", "GET", b"", "valid"), ("/", "HEAD", b"", ""), ("/errors", "GET", b"", "valid"),
                                               ("/lines", "POST", b"a\nb\nc", "3 lines"), ("/sized", "POST", b"x" * 100, "x" * 100),
                                               ("/%E4%BD%A0?q=%20", "GET", b"", "valid"), ("/", "OPTIONS", b"", "valid")):
            with self.subTest(target=target, method=method):
                response = fetch(target, method, body)
                self.assertEqual((response.status, response.text), (200, expected), server.log)
        server.wait_log("to wsgi.errors")

    def test_over_http(self):
        server = self.serve(app="validated:app").settle()
        self.check(server, lambda target, method, body: server.fetch(target, method, body=body))

    def test_over_uwsgi(self):
        port = retorttest.free_port()
        server = self.start("--socket", f"127.0.0.1:{port}", "-w", "validated:app", cwd=retorttest.APPS)
        server.wait_listening(("127.0.0.1", port))

        def fetch(target, method, body):
            # wsgiref.validate refuses the empty CONTENT_LENGTH that nginx sends with a GET.
            extra = {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "text/plain", "SCRIPT_NAME": ""}
            return wire.uwsgi_fetch(server.address, target.replace("%E4%BD%A0", "\xe4\xbd\xa0"), method, body, **extra)
        self.check(server, fetch)


if __name__ == "__main__":
    retorttest.main()
