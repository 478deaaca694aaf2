# SPDX-License-Identifier: Apache-2.0
"""The probe behind wsgiref.validate: any breach of PEP 3333 by the server is an AssertionError, and so a 500."""

from wsgiref.validate import validator

import probe


def inner(environ, start_response):
    if environ["PATH_INFO"] == "/lines":
        lines = list(environ["wsgi.input"])
        return probe.text(start_response, f"{len(lines)} lines")
    if environ["PATH_INFO"] == "/sized":
        stream, read = environ["wsgi.input"], b""
        while block := stream.read(7):
            read += block
        return probe.text(start_response, read)
    if environ["PATH_INFO"] == "/errors":
        environ["wsgi.errors"].write("to wsgi.errors\n")
        environ["wsgi.errors"].writelines(["and ", "more\n"])
        environ["wsgi.errors"].flush()
    return probe.text(start_response, "valid", "200 OK")


app = validator(inner)
