# SPDX-License-Identifier: Apache-2.0
"""A site that is not running, for pictures of Retort's window."""

from flask import Flask

app = Flask(__name__)
