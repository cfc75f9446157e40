"""Where e-mails lead to, and where their provider tells what became of them."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from push import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("n/<str:token>", views.way_in, name="way_in"),
    path("dev/outbox", views.sent, name="outbox"),
]
if settings.WEBHOOK_SECRET:
    urlpatterns += [path("webhooks/email/", include("anymail.urls"))]
