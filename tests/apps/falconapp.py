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


app = falcon.App()
app.add_route("/", Things())
app.add_route("/stream", Stream())
