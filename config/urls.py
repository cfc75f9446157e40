"""Where everything answers."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from config import operations, pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("jsi18n/", JavaScriptCatalog.as_view(packages=["config"]), name="jsi18n"),
    path("healthz", operations.healthz),
    path("readyz", operations.readyz),
    path("metrics", operations.metrics),
]
for part in ("accounts.urls", "chat.urls"):
    if find_spec(part):
        urlpatterns.append(path("", include(part)))
if find_spec("config.api") and find_spec("chat.api"):
    from config.api import api

    urlpatterns.append(path("api/v1/", api.urls))
