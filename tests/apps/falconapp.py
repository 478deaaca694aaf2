# SPDX-License-Identifier: Apache-2.0
import falcon


class Things:
    def on_get(self, request, response):
        response.media = {"framework": "falcon", "query": request.get_param("q", default="")}

    def on_post(self, request, response):
        response.status = falcon.HTTP_201
        response.media = {"got": request.get_media()}


class Stream:
    def on_get(self, request, response):
        response.content_type = "text/plain"
        response.stream = (f"line {number}\n".encode() for number in range(3))


class Raw:
    """Falcon's own media handling looks at Content-Length only; the stream below it has the whole body."""

    def on_post(self, request, response):
        response.media = {"got": request.stream.read().decode()}


app = falcon.App()
app.add_route("/raw", Raw())
app.add_route("/", Things())
app.add_route("/stream", Stream())
