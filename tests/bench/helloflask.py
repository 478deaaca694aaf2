# SPDX-License-Identifier: Apache-2.0
"""The app of the Flask rows."""

from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "Hello, World!"
