"""The live page; its places and conversations have addresses, which it reads itself."""

from django.urls import path, re_path

from chat import views

# As in `static/js/router.js`.
PLACES = r"ask|drafts|quick-replies|experts(?:/[\w-]+){0,2}"

urlpatterns = [
    path("messages/discussions", views.live, name="discussions"),
    path("messages/discussions/<uuid:conversation>", views.live, name="discussion"),
    re_path(rf"^messages/(?:{PLACES})$", views.live),
]
