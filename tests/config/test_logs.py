"""What a person wrote never reaches a log, whatever an exception quotes."""

import logging

from config.logs import OneLine, TextlessFormatter

SECRET = "Rougeur au bras"


def formatted(*args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("relais", 40, "x.py", 1, "failed: %s", args, info)
    return TextlessFormatter().format(record)


def raised() -> Exception:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        return error


def test_an_exception_is_named_and_placed_without_its_words():
    line = formatted("here", error=raised())
    assert SECRET not in line
    assert "ValueError" in line
    assert "RuntimeError" in line
    assert "raised" in line
    assert "test_logs.py" in line


def test_an_exception_as_an_argument_is_named():
    assert formatted(ValueError(SECRET)).endswith("failed: ValueError")


def test_a_text_that_another_handler_formatted_is_not_reused():
    error = raised()
    record = logging.LogRecord(
        "relais", 40, "x.py", 1, "failed", (), (type(error), error, None)
    )
    logging.Formatter().format(record)
    assert SECRET not in TextlessFormatter().format(record)


def test_an_outage_is_one_line():
    error = raised()
    record = logging.LogRecord(
        "channels_redis.pubsub", 40, "x.py", 1, "lost", (), (type(error), error, None)
    )
    assert OneLine().filter(record)
    assert TextlessFormatter().format(record).endswith("lost (RuntimeError)")


def test_times_are_utc():
    assert formatted("x").split()[0].endswith("Z")
