# SPDX-License-Identifier: Apache-2.0
"""A small Flask app that shows what Retort does: a page, JSON, a form, a slow route, a failing one."""

import os
import platform
import sys
import threading
import time

from flask import Flask, jsonify, redirect, render_template, request, url_for

app = Flask(__name__)
started = time.time()
notes = []


@app.route("/")
def index():
    return render_template("index.html", facts={
        "Python": platform.python_version(),
        "Interpreter": sys.executable,
        "Worker process": os.getpid(),
        "Thread": threading.current_thread().name,
        "Loaded": f"{time.time() - started:.0f} s ago",
    })


@app.route("/api/hello")
def hello():
    return jsonify(message=f"Hello, {request.args.get('name', 'world')}!", pid=os.getpid())


@app.route("/notes", methods=["GET", "POST"])
def form():
    if request.method == "POST":
        text = request.form.get("text", "").strip()
        if not text:
            return render_template("notes.html", notes=notes, problem="Write something first."), 400
        notes.append(text)
        del notes[:-20]  # each worker process keeps its own last twenty
        print(f"a note of {len(text)} characters was saved")
        return redirect(url_for("form"), code=303)
    return render_template("notes.html", notes=notes, problem=None)


@app.route("/slow")
def slow():
    seconds = min(max(request.args.get("seconds", 2.0, type=float), 0.0), 60.0)
    begin = time.perf_counter()
    time.sleep(seconds)
    return render_template("slow.html", seconds=time.perf_counter() - begin)


@app.route("/fail")
def fail():
    raise RuntimeError("this view fails on purpose; its traceback is in the terminal")


@app.errorhandler(404)
def not_found(_error):
    return render_template("message.html", title="Not here",
                           text=f"The sample has no page at {request.path}."), 404


@app.errorhandler(500)
def failed(_error):
    return render_template("message.html", title="This view failed",
                           text="The terminal shows the traceback, with file and line."), 500
