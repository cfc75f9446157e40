"""Settings of the tests: the same code, faster hashing, and nothing kept."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="relais-test-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 4)
os.environ.setdefault("STATEMENT_TIMEOUT", "30s")

from config.settings import *  # noqa: F403
from config.settings import CACHES, CHANNEL_LAYERS, DATABASES, STORAGES

IS_GUARDED = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files straight from their folders.
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# Two runs on one Redis do not hear each other's bells nor count each other's requests.
for _layer in CHANNEL_LAYERS.values():
    _layer["CONFIG"]["prefix"] = f"test-{os.getpid()}"
CACHES["default"]["KEY_PREFIX"] = f"test-{os.getpid()}"
DATABASES["default"]["TEST"] = {
    # Two runs on one server do not meet.
    "NAME": f"test_{DATABASES['default']['NAME']}_{os.getpid()}"
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, which threads share. Not synced: no test outlives a power failure.
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("FULL", "OFF")
    DATABASES["default"]["TEST"] = {
        "NAME": str(Path(os.environ["DATA_DIR"]) / "tests.sqlite3")
    }
