"""Pages of accounts, and the sign-in of apps."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("accounts/", views.home, name="account_home"),
    path("accounts/language/", views.language, name="account_language"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("_allauth/", include("allauth.headless.urls")),
]
