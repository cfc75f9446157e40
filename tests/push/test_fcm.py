"""What comes of a letter to a phone, by the real library, whatever FCM answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from push.channels import fcm as channel
from push.channels.fcm import Fcm
from push.contract import BATCH, Accepted, Again, Outcome, Refused
from tests.push import phones
from tests.push.peers.fcm import PROJECT, FcmPeer
from tests.push.phones import SUBJECT, letter, send_one


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> Iterator[FcmPeer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with phones.peer() as made:
        yield made


@pytest.fixture
def fcm(peer: FcmPeer, settings: Any, tmp_path: Path) -> Iterator[Fcm]:
    with phones.channel_to(peer, settings, tmp_path) as made:
        yield made


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
        ("sender mismatch", Again("sender_id_mismatch")),
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
        ("sender mismatch", Again("sender_id_mismatch")),
    ],
)
def test_when_the_trial_says_something_else_that_counts(
    fcm: Fcm, peer: FcmPeer, second: str, outcome: Outcome
) -> None:
    peer.answers["device-1"] = ["invalid argument", second]
    assert send_one(fcm) == outcome


def test_while_a_trial_has_no_answer_the_others_are_known(
    fcm: Fcm, peer: FcmPeer
) -> None:
    peer.answers["device-1"] = ["invalid argument", "hang"]
    outcomes: list[Outcome] = [channel._UNKNOWN, channel._UNKNOWN]
    sent = [letter("device-0"), letter("device-1")]
    work = threading.Thread(target=fcm._send, args=(sent, outcomes), name="fcm")
    work.start()
    peer.wait_for(3)
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
    [
        ("9" * 400, 86_400),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400),
        ("Fri, 01 Jan 2016 00:00:00 GMT", 0),
    ],
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
