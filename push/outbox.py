"""Notices that are written to files instead of sent, for developers and the demo."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from push.contract import Letter

# Of which the oldest make room.
KEPT_MAX: Final = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """One notice, as its recipient would have it. `at` is ISO 8601."""

    id: str
    channel: str
    at: str
    kind: str
    is_urgent: bool
    count: int
    address: str
    language: str
    title: str
    body: str
    link: str


def is_on() -> bool:
    """Whether this is somebody's development, or the demo."""
    return bool(settings.DEBUG or settings.DEMO)


def keep(channel: str, letter: Letter, *, title: str, body: str) -> None:
    """Write a notice to OUTBOX_DIR, for our eyes only. Raises OSError."""
    envelope = letter.envelope
    _write(
        Kept(
            id=str(letter.id),
            channel=channel,
            at=timezone.now().isoformat(),
            kind=envelope.kind,
            is_urgent=envelope.is_urgent,
            count=envelope.count,
            address=letter.address,
            language=letter.language,
            title=title,
            body=body,
            link=letter.link,
        )
    )
    for path in _newest_first()[KEPT_MAX:]:
        path.unlink(missing_ok=True)


def kept() -> list[Kept]:
    """Return what is in OUTBOX_DIR, the newest first."""
    return list(_read())


def _write(one: Kept) -> None:
    folder = settings.OUTBOX_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{one.channel}-{one.id}.json"
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(one), ensure_ascii=False, indent=2))
    draft.replace(path)


def _read() -> Iterator[Kept]:
    for path in _newest_first():
        try:
            yield Kept(**json.loads(path.read_text()))
        except (OSError, ValueError, TypeError):
            # Another process made room, or it is none of ours.
            continue


def _newest_first() -> list[Path]:
    dated: list[tuple[int, Path]] = []
    for path in settings.OUTBOX_DIR.glob("*.json"):
        try:
            dated.append((path.stat().st_mtime_ns, path))
        except FileNotFoundError:
            continue
    return [path for _, path in sorted(dated, reverse=True)]
