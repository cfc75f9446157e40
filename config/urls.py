"""Where everything answers."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from config import installing, operations, pages
from config.api import api

urlpatterns = [
    path("", pages.home, name="home"),
    path("", include("accounts.urls")),
    path("", include("chat.urls")),
    path("", include("push.urls")),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("jsi18n/", JavaScriptCatalog.as_view(packages=["config"]), name="jsi18n"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("service-worker.js", installing.service_worker, name="service_worker"),
    path("offline", installing.offline, name="offline"),
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("metrics", operations.metrics, name="metrics"),
]
