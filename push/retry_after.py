"""When a provider wants to be asked again: the header Retry-After (RFC 9110)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

DAY_SECONDS: Final = 86_400


def seconds_of(retry_after: str) -> float | None:
    """Return after how many seconds, a day at most; None where it does not say."""
    said = retry_after.strip()
    if said.isascii() and said.isdigit():
        # Longer numbers are no seconds.
        return float(min(int(said[:9]), DAY_SECONDS))
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    left = (moment - datetime.now(UTC)).total_seconds()
    return min(max(0.0, left), float(DAY_SECONDS))
