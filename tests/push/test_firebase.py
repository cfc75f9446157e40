"""The key, its access token, the limits, and what we know of the library's inside."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from push import firebase
from push.channels import fcm as channel
from push.channels.fcm import Fcm, key_state
from push.contract import BATCH, SEND_SECONDS, Accepted, Again
from tests.push import phones
from tests.push.peers.fcm import PROJECT, FcmPeer, key_file
from tests.push.phones import letter, send_one


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> Iterator[FcmPeer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with phones.peer() as made:
        yield made


@pytest.fixture
def fcm(peer: FcmPeer, settings: Any, tmp_path: Path) -> Iterator[Fcm]:
    with phones.channel_to(peer, settings, tmp_path) as made:
        yield made


def test_an_access_token_is_used_until_it_is_refused(fcm: Fcm, peer: FcmPeer) -> None:
    send_one(fcm)
    send_one(fcm)
    assert peer.n_token_requests == 1
    peer.granted.clear()
    assert send_one(fcm) == Again("unauthenticated", is_down=True)
    assert isinstance(send_one(fcm), Accepted)
    assert peer.n_token_requests == 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("denied", "key_invalid"),
        ("unavailable", "key_unreachable"),
        ("garbage", "key_unreachable"),
        ("reset", "key_unreachable"),
        ("hang", "key_unreachable"),
    ],
)
def test_without_an_access_token_nothing_is_sent(
    fcm: Fcm,
    peer: FcmPeer,
    answer: str,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(firebase, "HTTP_SECONDS", 0.3)
    peer.token_answer = answer
    down = Again(reason, is_down=True)
    assert fcm.send([letter("device-1"), letter("device-2")]) == [down, down]
    assert peer.received == []
    assert peer.n_token_requests <= 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        json.dumps({"type": "service_account", "project_id": "p"}).encode(),
        json.dumps({"type": "authorized_user", "project_id": "p"}).encode(),
    ],
)
def test_what_is_no_key_is_said_to_be_none(
    fcm: Fcm, settings: Any, content: bytes, db: None
) -> None:
    Path(settings.FCM_KEY_FILE).write_bytes(content)
    assert send_one(fcm) == Again("key_invalid", is_down=True)
    assert key_state() == "invalid"


def test_a_key_file_that_is_replaced_is_read_again(
    fcm: Fcm, peer: FcmPeer, settings: Any
) -> None:
    path = Path(settings.FCM_KEY_FILE)
    path.unlink()
    assert send_one(fcm) == Again("key_absent", is_down=True)
    key_file(path, peer.token_url)
    assert isinstance(send_one(fcm), Accepted)
    key_file(path, peer.token_url, project_id="relais-other")
    os.utime(path, ns=(1, 1))
    assert isinstance(send_one(fcm), Accepted)
    assert peer.received[-1].path == "/v1/projects/relais-other/messages:send"


def test_the_operator_may_say_where_tokens_are(
    fcm: Fcm, peer: FcmPeer, settings: Any
) -> None:
    key_file(Path(settings.FCM_KEY_FILE), "http://127.0.0.1:9/token")
    settings.FCM_TOKEN_URL = peer.token_url
    assert isinstance(send_one(fcm), Accepted)


def test_it_is_on_with_a_key_and_the_library(
    fcm: Fcm, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fcm.is_on()
    with monkeypatch.context() as without:
        without.setattr(firebase, "find_spec", lambda name: None)
        assert not fcm.is_on()
        assert key_state() == "absent"
    settings.FCM_KEY_FILE = ""
    assert not fcm.is_on()


def test_the_administrator_sees_whether_the_key_is_good(
    fcm: Fcm, peer: FcmPeer, settings: Any, db: None
) -> None:
    assert key_state() == "valid"
    peer.token_answer = "denied"
    # It was asked a moment ago.
    assert key_state() == "valid"
    assert peer.n_token_requests == 1
    os.utime(settings.FCM_KEY_FILE, ns=(1, 1))
    assert key_state() == "invalid"
    peer.token_answer = "unavailable"
    os.utime(settings.FCM_KEY_FILE, ns=(2, 2))
    assert key_state() == "unreachable"
    Path(settings.FCM_KEY_FILE).unlink()
    assert key_state() == "absent"
    settings.FCM_KEY_FILE = ""
    assert key_state() == "absent"
    assert peer.received == []


def test_the_library_is_still_as_we_know_it_inside(fcm: Fcm, settings: Any) -> None:
    """When this fails, look at `firebase._tamed`."""
    from firebase_admin import messaging  # type: ignore[import-untyped]

    known = "https://fcm.googleapis.com/v1/projects/{0}/messages:send"
    assert known == messaging._MessagingService.FCM_URL
    settings.FCM_URL = ""
    sender = firebase.Sender(firebase.read_key())
    service = messaging._get_messaging_service(sender._app)
    assert service._fcm_url == known.format(PROJECT)
    assert service._client.timeout == firebase.HTTP_SECONDS
    adapter = service._client.session.get_adapter(service._fcm_url)
    assert adapter.max_retries.total == 0
    sender.close()


def test_a_hang_ends(fcm: Fcm, peer: FcmPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firebase, "HTTP_SECONDS", 2.0)
    peer.answer = "hang"
    assert send_one(fcm) == Again("deadline_exceeded", is_down=True)
    assert len(peer.received) == 1


def test_so_does_an_answer_without_an_end(
    fcm: Fcm, peer: FcmPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "LIMIT_SECONDS", 0.5)
    peer.answer = "trickle"
    assert send_one(fcm) == Again("timeout", is_down=True)


def test_a_mistake_of_ours_is_an_outcome_and_a_line_in_the_log(
    fcm: Fcm, caplog: pytest.LogCaptureFixture
) -> None:
    # The library refuses to write a message without an address.
    assert fcm.send([letter("")]) == [Again("error", is_down=True)]
    assert "FCM could not be asked" in caplog.text


def test_nobody_at_the_address_is_an_outcome_too(
    fcm: Fcm, peer: FcmPeer, settings: Any
) -> None:
    settings.FCM_URL = "http://127.0.0.1:9"
    assert send_one(fcm) == Again("unavailable", is_down=True)


def test_the_limits_are_within_ours() -> None:
    assert firebase.HTTP_SECONDS <= 10
    assert channel.LIMIT_SECONDS < SEND_SECONDS
    assert firebase.AT_ONCE <= BATCH
