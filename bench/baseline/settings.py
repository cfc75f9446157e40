"""Settings of a small Channels project."""

import os

import dj_database_url

SECRET_KEY = os.environ.get("SECRET_KEY", "plain")
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INSTALLED_APPS = [
    "channels",
    "bench.baseline",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "bench.baseline.urls"
ASGI_APPLICATION = "bench.baseline.asgi.application"
DATABASES = {
    "default": {
        **dj_database_url.parse(os.environ.get("DATABASE_URL", "sqlite://:memory:")),
        "CONN_MAX_AGE": None,
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            # redis-py 8 reads for 5 s and opens 100 connections unless told: sockets
            # would die of it.
            "hosts": [
                {
                    "address": os.environ.get("REDIS_URL", "redis://localhost"),
                    "socket_timeout": None,
                    "max_connections": 10_000,
                }
            ]
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
