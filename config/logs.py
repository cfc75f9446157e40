"""Log lines without texts.

A message of an exception may quote a row, and a row what a person wrote (PostgreSQL
names the failing row in full). So a line says the kind of the exception and where it
was raised.
"""

import logging
import time
import traceback
from types import TracebackType
from typing import Any

ExcInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)


class TextlessFormatter(logging.Formatter):
    converter = staticmethod(time.gmtime)  # UTC
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None
        return super().format(_without_texts(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (logging's name)
        return "\n".join(_lines(ei[1])) if ei[1] else ""


class OneLine(logging.Filter):
    """Says an outage in a line: without Redis the layer repeats it each second."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            record.msg = f"{record.msg} ({type(record.exc_info[1]).__name__})"
            record.exc_info = None
        return True


def _without_texts(record: logging.LogRecord) -> logging.LogRecord:
    """Return a record whose arguments name exceptions by their kind."""
    if isinstance(record.args, tuple):
        named = tuple(map(_named, record.args))
        record = logging.makeLogRecord({**record.__dict__, "args": named})
    return record


def _named(value: object) -> object:
    return type(value).__name__ if isinstance(value, BaseException) else value


def _lines(error: BaseException) -> list[str]:
    """Return the frames of `error` and of what caused it, without a word of either."""
    cause = error.__cause__ or error.__context__
    lines = _lines(cause) if cause else []
    lines += [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return [*lines, type(error).__qualname__]


def settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: one line each, on stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"textless": {"()": "config.logs.TextlessFormatter"}},
        "filters": {"one line": {"()": "config.logs.OneLine"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "textless"}
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.db.backends": {"level": "WARNING"},
            "daphne": {"level": "WARNING"},
            "channels_redis.pubsub": {"filters": ["one line"]},
            # Where a browser is reached is a secret of its person.
            "urllib3": {"level": "INFO"},
        },
    }
