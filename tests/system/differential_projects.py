# SPDX-License-Identifier: Apache-2.0
"""Projects as people have them, for which `retort init` writes the uwsgi.ini that both servers then run."""

import re
import subprocess

import retorttest
from differential_variants import HTTP_TCP, UWSGI_UNIX, Variant

PLAIN = """\
import mirror

def {name}(environ, start_response):
    return mirror.app("{name}")(environ, start_response)
"""
FACTORY = """\
import mirror

def create_app():
    return mirror.app("created")
"""
FLASK = """\
from flask import Flask, request

app = Flask(__name__)

@app.route("/", methods=["GET", "POST", "PUT", "DELETE"])
@app.route("/<path:path>", methods=["GET", "POST", "PUT", "DELETE"])
def index(path=""):
    return {"path": path, "url": request.base_url, "arguments": request.args, "form": request.form, "data": request.data.decode("latin-1"),
            "cookies": request.cookies, "root": request.script_root}
"""

PROJECTS = {
    "app.py": {"app.py": PLAIN.format(name="app")},
    "wsgi.py": {"wsgi.py": PLAIN.format(name="application")},
    "a factory": {"main.py": FACTORY},
    "a package": {"shopping/__init__.py": PLAIN.format(name="app"), "README": ""},
    "a package with a factory": {"shopping/__init__.py": FACTORY, "tests/__init__.py": ""},
    "a module of another name": {"hello.py": PLAIN.format(name="app")},
    "Django's layout": {"manage.py": "", "mysite/__init__.py": "", "mysite/wsgi.py": PLAIN.format(name="application")},
    "several apps": {"wsgi.py": PLAIN.format(name="application"), "app.py": PLAIN.format(name="app")},
    "FLASK_APP with a file": {".flaskenv": "FLASK_APP=hello.py\n", "hello.py": PLAIN.format(name="app")},
    "FLASK_APP with a name": {".env": "FLASK_APP=hello:shop\n", "hello.py": PLAIN.format(name="shop")},
    "FLASK_APP with a factory": {".flaskenv": "FLASK_APP=hello\n", "hello.py": FACTORY},
    "FLASK_APP with a factory of a package": {".flaskenv": "FLASK_APP=hello:create_app()\n", "hello/__init__.py": FACTORY},
    "FLASK_APP in a folder": {".flaskenv": "FLASK_APP=src/hello.py\n", "src/hello.py": PLAIN.format(name="app")},
    "a venv": {"app.py": PLAIN.format(name="app"), "venv": None},
    "a hidden venv": {"app.py": PLAIN.format(name="app"), ".venv": None},
    "Flask": {"app.py": FLASK},
}


def projects():
    return {name: files for name, files in PROJECTS.items() if name != "Flask" or retorttest.has_module("flask")}


def initialised(name, files, folder, write):
    """The variant of a project: its files and what `retort init` made of them, on addresses of our own."""
    write(folder, files)
    done = subprocess.run([retorttest.RETORT, "init", folder], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"retort init for “{name}”: {done.stdout}{done.stderr}")
    ini = (folder / "uwsgi.ini").read_text()
    text, changes = re.subn(r"(?m)^# (plugins = python3)$|^http-socket = 127\.0\.0\.1:8000$|^# socket = 127\.0\.0\.1:3031$",
                            lambda match: match[1] or (HTTP_TCP if "http" in match[0] else UWSGI_UNIX).rstrip(), ini)
    if changes != 3 or str(folder) in text:
        raise AssertionError(f"what retort init wrote for “{name}” is not as it was:\n{ini}")
    return Variant(f"init: {name}", text=text, files=files, only_own_files=True)
