# SPDX-License-Identifier: Apache-2.0
"""The app of the WSGI rows: thirteen bytes, nothing else."""


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "13")])
    return [b"Hello, World!"]
