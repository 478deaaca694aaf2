# SPDX-License-Identifier: Apache-2.0
"""A small blog, for pictures of Retort's window."""

import time

from flask import Flask, jsonify, redirect, render_template_string, request

app = Flask(__name__)
POSTS = {1: "Copper and glass", 2: "A slow evening", 3: "Notes on reloading"}
PAGE = "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>" + "<p>{{ text }}</p>" * 40


@app.get("/")
def index():
    app.logger.warning("%d posts on the front page", len(POSTS))
    return render_template_string(PAGE, title="Blog", text="Hello.")


@app.get("/posts/<int:number>")
def post(number):
    time.sleep(0.008 * number)
    return render_template_string(PAGE, title=POSTS[number], text="Text.")


@app.get("/api/posts")
def posts():
    return jsonify(POSTS)


@app.post("/comments")
def comment():
    print("comment by", request.form.get("name", "nobody"))
    return redirect("/posts/1")


@app.get("/search")
def search():
    time.sleep(0.21)
    return render_template_string(PAGE, title="Search", text=request.args.get("q", ""))


@app.get("/feed.xml")
def feed():
    return "<feed/>", 200, {"Content-Type": "application/atom+xml"}
