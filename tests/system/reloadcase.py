# SPDX-License-Identifier: Apache-2.0
"""A project that reloads when its files are saved, for the tests of reloading and of the standby."""

import contextlib
import json
import os
import socket

import retorttest
from retorttest import eventually

APP = """
import views
def app(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Length", str(len(body)))])
    return [views.TEXT.encode()]
"""


class ReloadCase(retorttest.RetortCase):
    def project(self, **files):
        files = {"app.py": APP, "views.py": 'TEXT = "v0"\n', **files}
        for name, content in files.items():
            self.write("site/" + name, content)
        return self.folder / "site"

    def watched(self, *arguments, standby=True, env=None, wait=True):
        """A site that reloads. Project files are there already."""
        port = retorttest.free_port()
        server = self.start("--http", f"127.0.0.1:{port}", "--wsgi-file", "app.py", "--reload", "--site-name", "reloads",
                            *([] if standby else ["--standby", "false"]), *arguments, cwd=self.folder / "site", env=env)
        server.address = ("127.0.0.1", port)
        if wait:
            server.wait_ready(server.address)
            if standby:
                self.wait_standby(server)
        return server

    def status(self, server):
        code, text = self.run_retort("status", "--json", "reloads")
        self.assertEqual(code, 0, text)
        return json.loads(text)["status"]

    def wait_standby(self, server):
        eventually(lambda: self.status(server)["standby"], what="a standby")

    def ask(self, server, what, **more):
        """One question over the control socket."""
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as client:
            client.connect(str(self.runtime / "retort" / "reloads.sock"))
            lines = client.makefile("rwb")
            lines.readline()
            lines.write(json.dumps({"id": 1, "do": what, **more}).encode() + b"\n")
            lines.flush()
            return json.loads(lines.readline())

    def events(self, server, kind=None):
        found = self.ask(server, "events", last=1000)["events"]
        return [event for event in found if kind in (None, event["kind"])]

    def save(self, name, content):
        """As editors do: a new file in the place of the old one."""
        path = self.folder / "site" / name
        beside = path.with_name(path.name + "~")
        beside.write_text(content)
        os.replace(beside, path)

    def answers(self, server, body, status=200):
        """The next answer is this one: requests wait for new code, so there is nothing to try again."""
        response = server.fetch("/")
        self.assertEqual((response.status, response.body.decode(errors="replace")), (status, body), server.shown_log)

    def comes(self, server, body):
        """For changes that a file system tells a little later than the test goes on."""
        eventually(lambda: server.fetch("/").body == body.encode(), what=f"the answer {body}")
