"""What comes of a letter to a phone, by the real library, whatever FCM does."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from unittest.mock import ANY
from uuid import UUID, uuid4

import pytest

from push import firebase
from push.channels import fcm as channel
from push.channels.fcm import Fcm, key_state
from push.contract import (
    BATCH,
    SEND_SECONDS,
    Accepted,
    Again,
    Envelope,
    Letter,
    Outcome,
    Refused,
)
from tests.push.peers.fcm import PROJECT, FcmPeer, key_file

SUBJECT = UUID("0198c0de-0000-7000-8000-000000000001")


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> Iterator[FcmPeer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = FcmPeer()
    yield made
    made.close()
    for thread in threading.enumerate():
        if thread.name == "fcm":
            thread.join(30)


@pytest.fixture
def fcm(peer: FcmPeer, settings: Any, tmp_path: Path) -> Iterator[Fcm]:
    settings.FCM_KEY_FILE = str(key_file(tmp_path / "key.json", peer.token_url))
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


def test_a_letter_is_accepted_and_has_its_name(fcm: Fcm, peer: FcmPeer) -> None:
    outcome = send_one(fcm)
    assert isinstance(outcome, Accepted)
    assert outcome.ref.startswith(f"projects/{PROJECT}/messages/")
    assert [one.path for one in peer.received] == [
        f"/v1/projects/{PROJECT}/messages:send"
    ]


def test_google_is_told_that_something_waits_and_nothing_else(
    fcm: Fcm, peer: FcmPeer
) -> None:
    send_one(fcm)
    same = f"message:{SUBJECT}"
    assert peer.received[0].body == {
        "message": {
            "token": "device-1",
            "data": {"kind": "message", "subject": str(SUBJECT), "count": "3"},
            "notification": {
                "title": "Nouveau message",
                "body": "Ouvrez la messagerie pour le lire.",
            },
            "android": {
                "collapse_key": same,
                "priority": "high",
                "ttl": "86400s",
                "notification": {"tag": same, "notification_count": 3},
            },
            "apns": {
                "headers": {
                    "apns-collapse-id": same,
                    "apns-expiration": ANY,
                    "apns-priority": "10",
                },
                "payload": {"aps": {"badge": 3, "sound": "default"}},
            },
            "webpush": {
                "headers": {"TTL": "86400", "Urgency": "high"},
                "notification": {"tag": same},
            },
        }
    }


def test_apple_forgets_it_when_nobody_wants_it_any_more(
    fcm: Fcm, peer: FcmPeer
) -> None:
    before = int(datetime.now(UTC).timestamp())
    send_one(fcm)
    after = int(datetime.now(UTC).timestamp())
    expires = int(peer.received[0].message["apns"]["headers"]["apns-expiration"])
    assert before + 86_400 <= expires <= after + 86_400


def test_the_words_are_those_of_the_kind_the_urgency_and_the_language(
    fcm: Fcm, peer: FcmPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def title(kind: str, is_urgent: bool, language: str) -> str:
        return f"title {kind} {is_urgent} {language}"

    monkeypatch.setattr("push.wording.title", title)
    monkeypatch.setattr("push.wording.body", lambda *asked: f"body {asked}")
    fcm.send([letter(kind="question", is_urgent=True, language="en")])
    assert peer.received[0].message["notification"] == {
        "title": "title question True en",
        "body": "body ('question', 'en')",
    }


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("unregistered", Refused("unregistered", is_address_dead=True)),
        ("no project", Again("not_found", is_down=True)),
        ("unauthenticated", Again("unauthenticated", is_down=True)),
        ("third party auth", Again("third_party_auth", is_down=True)),
        ("forbidden", Again("permission_denied", is_down=True)),
        ("sender mismatch", Again("sender_id_mismatch", is_down=True)),
        ("quota", Again("resource_exhausted")),
        ("internal", Again("internal", is_down=True)),
        ("unavailable", Again("unavailable", is_down=True)),
        ("reset", Again("unavailable", is_down=True)),
        ("garbage", Again("unknown", is_down=True)),
    ],
)
def test_fcm_is_asked_once_and_its_answer_decides(
    fcm: Fcm, peer: FcmPeer, answer: str, outcome: Outcome
) -> None:
    peer.answer = answer
    assert send_one(fcm) == outcome
    assert len(peer.received) == 1


def test_a_token_that_is_refused_with_any_message_is_dead(
    fcm: Fcm, peer: FcmPeer
) -> None:
    peer.answer = "invalid argument"
    assert send_one(fcm) == Refused("unregistered", is_address_dead=True)
    assert [one.is_dry for one in peer.received] == [False, True]
    assert peer.received[1].message == {"token": "device-1"}


def test_a_message_that_is_refused_to_a_good_token_leaves_the_token(
    fcm: Fcm, peer: FcmPeer
) -> None:
    peer.answer = "bad payload"
    assert send_one(fcm) == Refused("refused")
    assert [one.is_dry for one in peer.received] == [False, True]


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        ("unregistered", Refused("unregistered", is_address_dead=True)),
        ("unavailable", Again("unavailable", is_down=True)),
        ("sender mismatch", Again("sender_id_mismatch", is_down=True)),
    ],
)
def test_when_the_trial_says_something_else_that_counts(
    fcm: Fcm, peer: FcmPeer, second: str, outcome: Outcome
) -> None:
    peer.answers["device-1"] = ["invalid argument", second]
    assert send_one(fcm) == outcome


def test_a_trial_without_an_answer_leaves_the_token(
    fcm: Fcm, peer: FcmPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "LIMIT_SECONDS", 0.5)
    peer.answers["device-1"] = ["invalid argument", "trickle"]
    outcomes = fcm.send([letter("device-0"), letter("device-1")])
    assert isinstance(outcomes[0], Accepted)
    assert outcomes[1] == Again("invalid_argument")


def test_each_letter_has_its_own_outcome_in_its_place(fcm: Fcm, peer: FcmPeer) -> None:
    expected: dict[str, type[Outcome]] = {}
    for number in range(BATCH):
        answer = ("ok", "unregistered", "quota", "invalid argument")[number % 4]
        peer.answers[f"device-{number}"] = [answer]
        expected[f"device-{number}"] = (Accepted, Refused, Again, Refused)[number % 4]
    outcomes = fcm.send([letter(name) for name in expected])
    assert [type(one) for one in outcomes] == list(expected.values())
    assert peer.n_token_requests == 1


def test_nothing_to_send_is_nothing(fcm: Fcm, peer: FcmPeer) -> None:
    assert fcm.send([]) == []
    assert peer.n_token_requests == 0


@pytest.mark.parametrize("answer", ["quota", "unavailable"])
def test_what_fcm_asks_us_to_wait_is_heard(
    fcm: Fcm, peer: FcmPeer, answer: str
) -> None:
    peer.answer, peer.retry_after = answer, "37"
    outcome = send_one(fcm)
    assert isinstance(outcome, Again)
    assert outcome.after == 37


@pytest.mark.parametrize("zone", ["GMT", "-0000"])
def test_it_may_be_a_date(fcm: Fcm, peer: FcmPeer, zone: str) -> None:
    until = datetime.now(UTC) + timedelta(hours=2)
    said = format_datetime(until, usegmt=True).replace("GMT", zone)
    peer.answer, peer.retry_after = "quota", said
    outcome = send_one(fcm)
    assert isinstance(outcome, Again)
    assert outcome.after is not None
    assert 3600 < outcome.after <= 7200


@pytest.mark.parametrize(
    ("said", "after"),
    [("9" * 400, 86_400), ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400)]
    + [("Fri, 01 Jan 2016 00:00:00 GMT", 0)],
)
def test_nobody_waits_longer_than_a_day(
    fcm: Fcm, peer: FcmPeer, said: str, after: float
) -> None:
    peer.answer, peer.retry_after = "quota", said
    outcome = send_one(fcm)
    assert outcome == Again("resource_exhausted", after)


@pytest.mark.parametrize("said", ["soon", "-5", "Fri, 99 Nul 2026 00:00:00 GMT"])
def test_a_wait_that_cannot_be_read_is_none(fcm: Fcm, peer: FcmPeer, said: str) -> None:
    peer.answer, peer.retry_after = "quota", said
    assert send_one(fcm) == Again("resource_exhausted")


def test_a_hang_ends(fcm: Fcm, peer: FcmPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firebase, "HTTP_SECONDS", 0.3)
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
    assert peer.n_token_requests == 1


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


@pytest.mark.parametrize(
    "answer", ["sender mismatch", "bad payload", "third party auth"]
)
def test_logs_say_codes_and_ids(
    fcm: Fcm, peer: FcmPeer, caplog: pytest.LogCaptureFixture, answer: str
) -> None:
    peer.answer = answer
    sent = letter("a-secret-token")
    with caplog.at_level(logging.DEBUG, logger="push"):
        fcm.send([sent])
    assert str(sent.id) in caplog.text
    assert "a-secret-token" not in caplog.text
    assert str(SUBJECT) not in caplog.text


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
