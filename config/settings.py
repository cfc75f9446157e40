"""Settings of Relais, all from the environment; docs/install.md explains each."""

import os
from pathlib import Path
from typing import Any

import django_stubs_ext
from django.utils.translation import gettext_lazy as _
from environs import Env

from config import environment, logs

# Lets classes say what they are about when they run too: ModelAdmin[User].
django_stubs_ext.monkeypatch()

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.private_folder(env.path("DATA_DIR", BASE_DIR / "data"))

# Who serves, whom
DEBUG = env.bool("DEBUG", False)
PORT = env.int("PORT", 8000)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
ORIGINS_ARE_EXPLICIT = bool(os.environ.get("ORIGINS"))
ORIGINS: list[str] = env.list(
    "ORIGINS", [f"http://localhost:{PORT}", f"http://127.0.0.1:{PORT}"]
)
IS_PUBLIC = environment.is_public(ALLOWED_HOSTS)
IS_HTTPS = all(origin.startswith("https://") for origin in ORIGINS)
# Server processes, all machines together.
PROCESSES = env.int("PROCESSES", env.int("WEB_CONCURRENCY", 1))
# Demo accounts with a published password are allowed, and pages say so.
DEMO = env.bool("DEMO", False)
SECRET_KEY: str = env.str("SECRET_KEY", "") or environment.secret_key(DATA_DIR)
METRICS_TOKEN: str = env.str("METRICS_TOKEN", "")
# Serving refuses an unsafe set-up and a database older than what it noted.
IS_GUARDED = True

# Parts
INSTALLED_APPS = [
    "daphne",
    "config",
    "accounts",
    "photos",
    "push",
    "chat",
    "groups",
    "realtime",
    "channels",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.usersessions",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.person_locale",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.pages.site",
            ]
        },
    }
]

# What is kept
DATABASE_THREADS = env.int("DATABASE_THREADS", 8)
DATABASES = {
    "default": environment.database(
        env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'relais.sqlite3'}",
        threads=DATABASE_THREADS,
        statement_timeout=env.str("STATEMENT_TIMEOUT", "5s"),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL: str = env.str("REDIS_URL", "")
# redis-py 8 reads for 5 s and opens 100 connections unless told.
REDIS_CONNECTION = {
    "socket_timeout": 5,
    "socket_connect_timeout": 0.5,
    "health_check_interval": 15,
    "max_connections": 64,
}
CHANNEL_LAYERS: dict[str, Any] = {}
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
if REDIS_URL:
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            "hosts": [{"address": REDIS_URL, **REDIS_CONNECTION}],
            "prefix": "relais",
        },
    }
    CACHES["default"] |= {
        "BACKEND": "config.caching.RedisOrDatabaseCache",
        "REDIS_URL": REDIS_URL,
    }

# Signing in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password": "accounts.forms.PasswordForgottenForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
    "change_password": "accounts.forms.OtherPasswordForm",
    "add_email": "accounts.forms.NewEmailForm",
    "reauthenticate": "accounts.forms.ItIsMeForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
# A new address is confirmed by e-mail before it counts, and nobody learns from the form
# whether it belongs to someone.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
# The person says whether the device is his own.
ACCOUNT_SESSION_REMEMBER = None
HEADLESS_CLIENTS = ("app",)
HEADLESS_ADAPTER = "accounts.adapter.HeadlessAdapter"
USERSESSIONS_ADAPTER = "accounts.adapter.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
# How many proxies add to X-Forwarded-For; 0 trusts none.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", 0)
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "relais_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_TRUSTED_ORIGINS = ORIGINS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *environment.sockets_of(ORIGINS)],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# Limits of the pipe, by name: LIMIT_FRAME_BYTES=65536
LIMITS = environment.limits(dict(os.environ))
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Days within which who asked may reopen a closed exchange.
REOPEN_DAYS: int = env.int("REOPEN_DAYS", 7)

# Photos
PHOTOS_DIR: Path = env.path("PHOTOS_DIR", DATA_DIR / "photos").resolve()
PHOTOS_UPLOADS_DIR = environment.private_folder(
    env.path("PHOTOS_UPLOADS_DIR", DATA_DIR / "uploads")
)
# Where nginx hands them over: the internal location that shows PHOTOS_DIR.
PHOTOS_ACCEL: str = env.str("PHOTOS_ACCEL", "")
# iPhones' format; what reads it had holes, so it is off.
PHOTOS_HEIC = env.bool("PHOTOS_HEIC", False)
PHOTOS_DAILY_MIB: int = env.int("PHOTOS_DAILY_MIB", 200)
PHOTOS_MIN_FREE_MIB: int = env.int("PHOTOS_MIN_FREE_MIB", 1024)
PHOTOS_MIN_FREE_PERCENT: int = env.int("PHOTOS_MIN_FREE_PERCENT", 10)
S3 = environment.s3(env)
PHOTOS_S3_BUCKET = S3.bucket
PHOTOS_S3_DIRECT = S3.is_direct
CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] += S3.origins()

# Notifications
# How long a notice waits for its readers to have read already.
NOTICE_HOLD_SECONDS: int = env.int("NOTICE_HOLD_SECONDS", 15)
# After this another worker sends what one has claimed: more than a batch takes.
NOTICE_LEASE_SECONDS: int = env.int("NOTICE_LEASE_SECONDS", 60)
# A Firebase service account's key (JSON): phone apps are told by FCM.
FCM_KEY_FILE: str = env.str("FCM_KEY_FILE", "")
FCM_URL: str = env.str("FCM_URL", "")
FCM_TOKEN_URL: str = env.str("FCM_TOKEN_URL", "")
# What tells push services of browsers who sends; `make_vapid_keys` makes it.
VAPID_KEY_FILE: Path = env.path("VAPID_KEY_FILE", DATA_DIR / "vapid.pem")
# Whom they may ask about it: mailto: or https:, else the address of MAIL_FROM.
VAPID_SUBJECT: str = env.str("VAPID_SUBJECT", "")
# Further push services: a host, or .example.org for any below it.
PUSH_HOSTS: list[str] = env.list("PUSH_HOSTS", [])
# One on this machine, over plain HTTP, for tests: 127.0.0.1:PORT
PUSH_LOOPBACK_PEER: str = env.str("PUSH_LOOPBACK_PEER", "")

# The site's address is the first of ORIGINS; a link in an e-mail is good for so long.
LINK_DAYS: int = env.int("LINK_DAYS", 7)
EMERGENCY_NUMBER: str = env.str("EMERGENCY_NUMBER", "15")
# Where numbers without a country's prefix are.
PHONE_REGION: str = env.str("PHONE_REGION", "FR")
# twilio://sid:token@+33600000000, or console: for files in OUTBOX_DIR.
SMS_URL: str = env.str("SMS_URL", "console:" if DEBUG or DEMO else "")
TWILIO_API: str = env.str("TWILIO_API", "https://api.twilio.com")
OUTBOX_DIR: Path = env.path("OUTBOX_DIR", DATA_DIR / "outbox")
# Where answers to e-mails go; the address of MAIL_FROM unless told.
MAIL_NO_REPLY: str = env.str("MAIL_NO_REPLY", "")
# user:password with which the provider of e-mails tells of bounces.
WEBHOOK_SECRET: str = env.str("WEBHOOK_SECRET", "")
ANYMAIL = {"WEBHOOK_SECRET": WEBHOOK_SECRET, "REQUESTS_TIMEOUT": 10}

# Words
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "relais_language"
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.StaticStorage"},
    "photos": environment.photo_store(S3, PHOTOS_DIR, is_shared=bool(PHOTOS_ACCEL)),
}
# What is too large for memory lies where the sweep looks for it.
FILE_UPLOAD_TEMP_DIR = str(PHOTOS_UPLOADS_DIR)
FILE_UPLOAD_PERMISSIONS = 0o600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Mail
DEFAULT_FROM_EMAIL: str = env.str("MAIL_FROM", "Relais <relais@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
_mail = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
EMAIL_FILE_PATH = _mail["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = 10

# Logs say what happened, where; never a text that a person wrote.
LOGGING = logs.settings(env.str("LOG_LEVEL", "INFO"))
