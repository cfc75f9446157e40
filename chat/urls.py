"""The live page; its conversations have addresses, which the page reads itself."""

from django.urls import path

from chat import views

urlpatterns = [
    path("messages/discussions", views.live, name="discussions"),
    path("messages/discussions/<uuid:conversation>", views.live, name="discussion"),
]
