# SPDX-License-Identifier: Apache-2.0
from pyramid.config import Configurator
from pyramid.response import Response


def index(request):
    return Response(f"<h1>Hello from Pyramid at {request.path}</h1>")


def as_json(request):
    return {"framework": "pyramid", "method": request.method, "form": dict(request.POST)}


def main(global_config=None, **settings):
    with Configurator(settings=settings) as config:
        config.add_route("index", "/")
        config.add_view(index, route_name="index")
        config.add_route("json", "/json")
        config.add_view(as_json, route_name="json", renderer="json")
        return config.make_wsgi_app()
