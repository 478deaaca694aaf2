#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`routes` on the control socket: the URL map of Flask, for a person who looks for the function behind a rule."""

import json
import socket
import unittest

import retorttest

APP = """
import functools
from flask import Blueprint, Flask
from flask.views import MethodView

app = Flask(__name__)
users = Blueprint("users", __name__, url_prefix="/users")


def guarded(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        return view(*args, **kwargs)
    return wrapper


@users.route("/<int:id>", methods=["GET", "DELETE"])
@guarded
@guarded
def show(id):
    return "user"


class Orders(MethodView):
    def get(self):
        return "orders"


app.register_blueprint(users)
app.add_url_rule("/orders/", view_func=Orders.as_view("orders"))
"""


def ask(server, question):
    path = next(server.case.runtime.rglob("*.sock"))
    with socket.socket(socket.AF_UNIX) as client, client.makefile("rb") as lines:
        client.connect(str(path))
        client.sendall(json.dumps({"id": 1, **question}).encode() + b"\n")
        lines.readline()  # the greeting
        return json.loads(lines.readline())


class Routes(retorttest.RetortCase):
    @unittest.skipUnless(retorttest.has_module("flask"), "Flask is not installed")
    def test_flask_tells_its_rules_and_where_they_are(self):
        path = self.write("app.py", APP)
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", cwd=self.folder, target="/orders/").settle()
        answer = ask(server, {"do": "routes"})
        self.assertEqual((answer["ok"], answer["source"], answer["total"]), (True, "flask", 3))
        routes = {route["endpoint"]: route for route in answer["routes"]}
        show = routes["users.show"]
        self.assertEqual(show["rule"], "/users/<int:id>")
        self.assertEqual(show["methods"], ["DELETE", "GET", "HEAD", "OPTIONS"])
        self.assertEqual(show["arguments"], ["id"])
        self.assertEqual((show["file"], show["view"]), (str(path), "show"))
        line = APP.splitlines().index('@users.route("/<int:id>", methods=["GET", "DELETE"])') + 1
        self.assertEqual(show["line"], line)  # where the function begins, its decorators included
        orders = routes["orders"]
        self.assertEqual((orders["file"], orders["view"], orders["strictSlashes"]), (str(path), "Orders", True))
        self.assertIn(orders["line"], range(APP.splitlines().index("class Orders(MethodView):") + 1, len(APP.splitlines())))

    def test_an_app_without_a_map_has_none(self):
        server = self.serve(app="probe:app").settle()
        answer = ask(server, {"do": "routes"})
        self.assertEqual((answer["ok"], answer["source"], answer["total"], answer["routes"]), (True, "", 0, []))

    @unittest.skipUnless(retorttest.has_module("flask"), "Flask is not installed")
    def test_a_strange_app_is_loaded_all_the_same(self):
        self.write("app.py", "from flask import Flask\n\n\nclass Odd(Flask):\n    url_map = 7\n\n    def __init__(self):\n        pass\n\n"
                             "    def __call__(self, environ, start_response):\n        start_response('200 OK', [])\n        return [b'odd']\n"
                             "\n\napp = Odd()\n")
        server = self.serve("--http", "127.0.0.1:{port}", "-w", "app:app", cwd=self.folder).settle()
        self.assertEqual(server.fetch("/").body, b"odd")
        self.assertEqual(ask(server, {"do": "routes"})["routes"], [])
        server.wait_log("the routes of app are not shown")


if __name__ == "__main__":
    retorttest.main()
