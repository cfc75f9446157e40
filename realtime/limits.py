"""What one socket and one person may use. Operators change them by LIMIT_* settings."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    frame_bytes: int = 64 * 1024
    hello_seconds: float = 5
    # Phone networks drop idle connections after about a minute; two pings fit in.
    ping_every_seconds: float = 25
    silence_seconds: float = 60
    sockets_per_person: int = 12
    frames_per_second: float = 10
    frames_burst: int = 60
    sends_per_minute: int = 60
    commands_waiting: int = 64
    # A client that repeats nonsense is stopped (4400).
    bad_frames: int = 10
    # Frames and bytes handed over and not yet counted by the client (`got`).
    allowance_frames: int = 2_000
    allowance_bytes: int = 4 * 1024 * 1024
    stalled_seconds: float = 10
    batch_items: int = 200
    pull_entries: int = 200
    state_seconds: float = 0.2
    passing_seconds: float = 1.0
    sweep_every_seconds: float = 10
    sweep_overlap_seconds: float = 15
    publish_seconds: float = 0.5
    publish_pause_seconds: float = 5


@cache
def limits() -> Limits:
    """Return the limits in force; `settings.LIMITS` overrides by name."""
    return Limits(**getattr(settings, "LIMITS", {}))
