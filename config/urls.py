"""Where everything answers."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from config import operations, pages
from config.api import api

urlpatterns = [
    path("", pages.home, name="home"),
    path("", include("accounts.urls")),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("jsi18n/", JavaScriptCatalog.as_view(packages=["config"]), name="jsi18n"),
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("metrics", operations.metrics, name="metrics"),
]
if find_spec("chat.urls"):
    urlpatterns.append(path("", include("chat.urls")))
