"""Letters to phones, and a channel to an FCM of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from push.channels.fcm import Fcm
from push.contract import Envelope, Letter, Outcome
from tests.push.peers.fcm import FcmPeer, key_file

SUBJECT = UUID("0198c0de-0000-7000-8000-000000000001")


@contextmanager
def peer() -> Iterator[FcmPeer]:
    """One for a test; whoever still waits for its answer has gone when it ends."""
    with closing(FcmPeer()) as made:
        yield made
    for thread in threading.enumerate():
        if thread.name == "fcm":
            thread.join(30)


@contextmanager
def channel_to(peer: FcmPeer, settings: Any, folder: Path) -> Iterator[Fcm]:
    settings.FCM_KEY_FILE = str(key_file(folder / "key.json", peer.token_url))
    settings.FCM_URL = peer.url
    settings.FCM_TOKEN_URL = ""
    made = Fcm()
    yield made
    if made._sender:
        made._sender.close()


def letter(
    address: str = "device-1",
    *,
    kind: str = "message",
    is_urgent: bool = False,
    language: str = "fr",
) -> Letter:
    return Letter(
        id=uuid4(),
        envelope=Envelope(kind, SUBJECT, 3, is_urgent),
        address=address,
        language=language,
        collapse=f"{kind}:{SUBJECT}",
        link=f"/messages/discussions/{SUBJECT}",
    )


def send_one(fcm: Fcm) -> Outcome:
    (outcome,) = fcm.send([letter()])
    return outcome
