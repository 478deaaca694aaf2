# SPDX-License-Identifier: Apache-2.0
from django.contrib import admin
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.http import JsonResponse
from django.urls import path


def counter(request):
    request.session["visits"] = request.session.get("visits", 0) + 1
    return JsonResponse({"visits": request.session["visits"]})


urlpatterns = [path("admin/", admin.site.urls), path("counter/", counter), *staticfiles_urlpatterns()]
