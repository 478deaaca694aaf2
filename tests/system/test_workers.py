#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What somebody wants of one worker, over the control socket: its stacks, the end of a request, another worker. And what is
known of a load that takes long and of a worker that has crashed."""

import time

import reloadcase
import retorttest
from retorttest import eventually
from wire import request_bytes

VIEWS = 'TEXT = "v0"\n'
APP = """
import ctypes, hashlib, os, time
import views
def slow():
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        time.sleep(0.01)
def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/loop":
        slow()
    elif path == "/sleep":
        time.sleep(60)
    elif path == "/short":
        time.sleep(4)
    elif path == "/native":
        ctypes.PyDLL(None).sleep(5)  # keeps the GIL
    elif path == "/segfault":
        ctypes.string_at(0)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [views.TEXT.encode()]
"""
SLOW_LIBRARY = "import time\ntime.sleep(3)\n"


class Workers(reloadcase.ReloadCase):
    def site(self, *arguments, **files):
        self.project(**{"app.py": APP, "views.py": VIEWS, **files})
        return self.watched("--threads", "2", *arguments, standby=False)

    def running(self, server, count=1):
        """The requests that run on worker 1, once there are so many."""
        return eventually(lambda: (found := self.ask(server, "workers")["workers"][0]["running"]) and len(found) == count and found,
                          what="%d running requests" % count)

    def begin(self, server, path):
        return server.wire().send(request_bytes("GET", path))

    def test_running_requests_and_stacks_are_told(self):
        server = self.site()
        client = self.begin(server, "/loop?token=secret")
        request = self.running(server)[0]
        self.assertEqual((request["method"], request["target"]), ("GET", "/loop?token=***"))
        time.sleep(0.2)
        text = self.ask(server, "stack", worker=1)["text"]
        self.assertRegex(text, r"^Thread uWSGIWorker1Core\d: GET /loop, for \d+\.\d s\n")
        self.assertIn("in slow\n    time.sleep(0.01)\n", text)
        self.assertNotIn("secret", text)
        self.assertNotIn("worker.py", text)
        worker = self.ask(server, "workers")["workers"][0]
        self.assertGreater(worker["rss"], 4_000_000)
        self.assertGreater(worker["cpuUs"], 1_000)
        self.assertFalse(self.ask(server, "stack", worker=9)["ok"])
        self.ask(server, "stopRequest", worker=1, slot=request["slot"], since=request["since"])
        client.close()
        server.expect_in_log("Traceback", "RequestStopped")

    def test_stacks_come_although_native_code_keeps_the_gil(self):
        server = self.site()
        client = self.begin(server, "/native")
        self.running(server)
        text = self.ask(server, "stack", worker=1)["text"]
        self.assertIn("Native code keeps the interpreter busy.", text)
        self.assertRegex(text, r'File ".*app.py", line \d+ in app')
        server.expect_in_log(".")
        client.response()
        client.close()

    def test_python_code_is_stopped_alone(self):
        server = self.site()
        other = self.begin(server, "/short")
        self.running(server)
        client = self.begin(server, "/loop")
        loop = next(request for request in self.running(server, 2) if request["target"] == "/loop")
        worker = server.workers()
        self.assertEqual(self.ask(server, "stopRequest", worker=1, slot=loop["slot"], since=loop["since"])["outcome"], "interrupted")
        answer = client.response()
        self.assertEqual(answer.status, 500)
        self.assertIn(b"stopped by hand", answer.body)
        self.assertEqual(other.response().status, 200)
        self.assertEqual(server.workers(), worker)
        self.assertIn("ended", self.ask(server, "stopRequest", worker=1, slot=loop["slot"], since=loop["since"])["error"])
        self.assertEqual(server.fetch("/").body, b"v0")
        server.expect_in_log("Traceback", "RequestStopped")
        for wire in (client, other):
            wire.close()

    def test_a_request_that_does_not_let_go_costs_its_worker(self):
        server = self.site()
        client = self.begin(server, "/sleep")
        request = self.running(server)[0]
        before = server.workers()
        self.assertEqual(self.ask(server, "stopRequest", worker=1, slot=request["slot"], since=request["since"])["outcome"], "replaced")
        answer = client.response()
        self.assertEqual(answer.status, 503)
        self.assertEqual(answer["X-Retort-State"], "stopped")
        self.assertEqual(server.fetch("/").body, b"v0")
        eventually(lambda: len(server.workers()) == 1 and server.workers() != before, what="another worker")
        self.assertEqual([event["reason"] for event in self.events(server, "workerReplaced")], ["request stopped"])
        self.assertEqual(self.events(server, "workerLost"), [])
        client.close()

    def test_a_worker_is_replaced_without_losing_a_request(self):
        server = self.site()
        running = self.begin(server, "/short")
        self.running(server)
        before = server.workers()
        self.assertTrue(self.ask(server, "replaceWorker", worker=1)["ok"])
        self.assertEqual(server.fetch("/").body, b"v0")
        self.assertEqual(running.response().status, 200)
        running.close()
        eventually(lambda: len(server.workers()) == 1 and server.workers() != before, what="another worker")

    def test_a_worker_is_stopped_at_once(self):
        server = self.site()
        running = self.begin(server, "/sleep")
        self.running(server)
        self.assertTrue(self.ask(server, "replaceWorker", worker=1, mode="now")["ok"])
        self.assertEqual(running.response().status, 502)
        running.close()
        self.assertEqual(server.fetch("/").body, b"v0")
        self.assertEqual(self.events(server, "workerLost"), [])

    def test_a_crash_is_told_with_its_place(self):
        server = self.site()
        client = self.begin(server, "/segfault")
        self.assertEqual(client.response().status, 502)
        client.close()
        server.fetch("/")
        event = self.events(server, "workerLost")[0]
        self.assertEqual((event["worker"], event["signal"], event["signalName"], event["failed"]), (1, 11, "segmentation fault", 1))
        self.assertTrue(event["file"].endswith("ctypes/__init__.py"), event)
        self.assertFalse(event["starting"])
        server.expect_in_log(".")

    def test_a_long_load_says_what_it_imports(self):
        self.project(**{"app.py": "import heavy.part\n" + APP, "views.py": VIEWS})
        self.write("site/lib/site-packages/heavy/__init__.py", "")
        self.write("site/lib/site-packages/heavy/part.py", SLOW_LIBRARY)
        server = self.watched("--pythonpath", str(self.folder / "site/lib/site-packages"), standby=False, wait=False)
        found = eventually(lambda: self.safe_importing(server), what="what is being imported")
        self.assertEqual(found["module"], "heavy")
        self.assertGreater(found["us"], 800_000)
        server.wait_ready(server.address)
        self.assertNotIn("importing", self.status(server))

    def safe_importing(self, server):
        try:
            return self.ask(server, "status")["status"].get("importing")
        except OSError:
            return None

    def test_the_error_page_can_be_shown_instead_of_old_code(self):
        server = self.site("--on-error", "last-good")
        self.write("site/views.py", "TEXT = \n")
        eventually(lambda: self.status(server)["oldCode"], what="the failed load")
        self.assertEqual(server.fetch("/").body, b"v0")
        self.ask(server, "showFailure", on=True)
        self.assertTrue(self.status(server)["showsFailure"])
        page = server.fetch("/")
        self.assertEqual(page.status, 503)
        self.assertIn(b"views.py", page.body)
        self.ask(server, "showFailure", on=False)
        self.assertEqual(server.fetch("/").body, b"v0")
        self.ask(server, "showFailure", on=True)
        self.write("site/views.py", 'TEXT = "v1"\n')
        eventually(lambda: server.fetch("/").body == b"v1", what="the new code")
        self.assertFalse(self.status(server)["showsFailure"])
        server.expect_in_log(".")


if __name__ == "__main__":
    retorttest.main()
