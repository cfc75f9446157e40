"""Browsers are told that something waits, whatever their push service answers."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from push import vapid, wording
from push.channels import browser
from push.channels.browser import Browser
from push.contract import BATCH, Accepted, Again, Envelope, Letter, Outcome, Refused
from tests.push.peers.browser import PushService, Subscription, push_service

SUBJECT = UUID("0190a000-0000-7000-8000-000000000001")


@pytest.fixture(autouse=True)
def public(tmp_path: Path, settings: Any) -> str:
    """A key of each test's own; its public half."""
    settings.VAPID_KEY_FILE = tmp_path / "vapid.pem"
    known = vapid.public_key()
    assert known
    return known


@pytest.fixture
def service(public: str, settings: Any) -> Iterator[PushService]:
    """A push service whose browsers subscribed with our key."""
    with push_service(sender=public) as running:
        settings.PUSH_LOOPBACK_PEER = running.peer
        yield running


def letter(to: Subscription, **more: Any) -> Letter:
    envelope = more.pop("envelope", Envelope("message", SUBJECT, count=3))
    given: dict[str, Any] = {
        "address": to.endpoint,
        "keys": to.keys,
        "language": "fr",
        "collapse": f"msg:{SUBJECT}",
        "link": f"/messages/discussions/{SUBJECT}",
    }
    return Letter(uuid4(), envelope, **(given | more))


def sent(*letters: Letter) -> list[Outcome]:
    return Browser().send(letters)


def test_a_browser_reads_that_something_waits_and_nothing_else(service):
    assert sent(letter(service.subscription())) == [Accepted()]
    [notice] = service.notices
    assert notice.told == {
        "kind": "message",
        "subject": str(SUBJECT),
        "count": 3,
        "urgent": False,
        "title": wording.title("message", False, "fr"),
        "body": wording.body("message", "fr"),
        "tag": f"msg:{SUBJECT}",
    }


def test_it_is_told_in_the_language_of_its_reader(service):
    urgent = Envelope("question", SUBJECT, count=1, is_urgent=True)
    told = letter(service.subscription(), envelope=urgent, language="en")
    assert sent(told) == [Accepted()]
    [notice] = service.notices
    assert notice.told["title"] == wording.title("question", True, "en")
    assert notice.told["body"] == wording.body("question", "en")
    assert notice.told["urgent"] is True


def test_the_push_service_is_told_how_long_and_how_urgent(service):
    to = service.subscription()
    urgent = Envelope("message", SUBJECT, count=1, is_urgent=True)
    sent(letter(to, seconds_to_live=600))
    sent(letter(to, envelope=urgent, seconds_to_live=10**9))
    plain, hurried = (notice.headers for notice in service.notices)
    assert (plain["ttl"], plain["urgency"]) == ("600", "normal")
    assert (hurried["ttl"], hurried["urgency"]) == ("2419200", "high")


def test_a_later_notice_of_the_same_replaces_the_first_on_its_way(service):
    to = service.subscription()
    for collapse in ("msg:a", "msg:a", "msg:b"):
        sent(letter(to, collapse=collapse))
    first, second, other = (notice.headers["topic"] for notice in service.notices)
    assert first == second != other
    assert len(first) <= 32
    assert "msg" not in first


def test_each_push_service_is_named_in_its_own_token(service, public, settings):
    """The second would refuse a token that names the first."""
    assert sent(letter(service.subscription())) == [Accepted()]
    with push_service(sender=public) as other:
        settings.PUSH_LOOPBACK_PEER = other.peer
        assert sent(letter(other.subscription())) == [Accepted()]


def test_another_key_than_the_browsers_is_an_alarm_and_loses_no_browser(service):
    to = service.subscription()
    vapid.make(is_replaced=True)
    assert sent(letter(to)) == [Again("http_403", is_down=True)]
    assert service.notices == []


def test_a_batch_is_answered_in_its_order(service):
    known = [service.subscription() for _ in range(BATCH)]
    service.answer(known[7], 410)
    service.answer(known[30], 500)
    outcomes = sent(*map(letter, known))
    assert len(outcomes) == BATCH
    assert outcomes[7] == Refused("unregistered", is_address_dead=True)
    assert outcomes[30] == Again("http_500")
    assert outcomes.count(Accepted()) == BATCH - 2
    assert len({notice.path for notice in service.notices}) == BATCH - 2


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Accepted()),
        (201, Accepted()),
        (202, Accepted()),
        (204, Accepted()),
        (400, Refused("refused")),
        (401, Again("http_401", is_down=True)),
        (403, Again("http_403", is_down=True)),
        (404, Refused("unregistered", is_address_dead=True)),
        (408, Again("http_408")),
        (410, Refused("unregistered", is_address_dead=True)),
        (413, Refused("refused")),
        (429, Again("http_429")),
        (500, Again("http_500")),
        (503, Again("http_503")),
    ],
)
def test_what_each_answer_means(service, status, outcome):
    to = service.subscription()
    service.answer(to, status)
    assert sent(letter(to)) == [outcome]


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("30", 30),
        (" 0 ", 0),
        ("99999999999999999999", 86_400),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
    ],
)
def test_it_asks_again_when_the_push_service_says(service, said, after):
    to = service.subscription()
    service.answer(to, 429, {"Retry-After": said})
    assert sent(letter(to)) == [Again("http_429", after=after)]


def test_or_at_the_hour_that_it_says(service):
    to = service.subscription()
    hour = datetime.now(UTC) + timedelta(hours=1)
    service.answer(to, 503, {"Retry-After": format_datetime(hour, usegmt=True)})
    [outcome] = sent(letter(to))
    assert isinstance(outcome, Again)
    assert outcome.after == pytest.approx(3600, abs=120)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(service, status):
    to, other = service.subscription(), service.subscription()
    service.answer(to, status, {"Location": other.endpoint})
    assert sent(letter(to)) == [Refused("refused")]
    assert service.tries == 1
    assert service.notices == []


def test_a_connection_that_breaks_is_tried_again(service):
    to = service.subscription()
    service.answer(to, "reset")
    assert sent(letter(to)) == [Again("unreachable", is_down=True)]


def test_so_is_a_push_service_that_is_not_there(settings):
    with push_service() as gone:
        to = gone.subscription()
    settings.PUSH_LOOPBACK_PEER = gone.peer
    assert sent(letter(to)) == [Again("unreachable", is_down=True)]


def test_one_that_never_answers_holds_nobody(service, monkeypatch):
    monkeypatch.setattr(browser, "POST_SECONDS", 0.3)
    slow, other = service.subscription(), service.subscription()
    service.answer(slow, "hang")
    outcomes = sent(letter(slow), letter(other))
    assert outcomes == [Again("timeout", is_down=True), Accepted()]


def test_what_was_not_sent_in_time_is_sent_another_time(service, monkeypatch):
    monkeypatch.setattr(browser, "SEND_SECONDS", browser.MARGIN_SECONDS + 0.5)
    monkeypatch.setattr(browser, "THREADS", 1)
    slow, other = service.subscription(), service.subscription()
    service.answer(slow, "hang")
    first, second = sent(letter(slow), letter(other))
    assert isinstance(first, Again)
    assert first.reason == "timeout"
    assert second == Again("timeout")
    assert service.notices == []


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"p256dh": "", "auth": ""},
        {"p256dh": "BAAA", "auth": "AAAA"},
        {"p256dh": "é", "auth": "%%%"},
        {"p256dh": "B" + "A" * 86, "auth": "A" * 22},
    ],
    ids=["none", "empty", "short", "noise", "no point of the curve"],
)
def test_a_browser_whose_keys_are_worth_nothing_is_forgotten(service, keys):
    to = service.subscription()._replace(keys=keys)
    assert sent(letter(to)) == [Refused("unregistered", is_address_dead=True)]
    assert service.tries == 0


def test_an_endpoint_that_is_not_allowed_any_more_is_not_written_to(service, settings):
    to = service.subscription()
    settings.PUSH_LOOPBACK_PEER = ""
    assert sent(letter(to)) == [Refused("refused")]
    assert service.tries == 0


def test_nor_is_a_push_service_whose_name_leads_to_this_machine(service, monkeypatch):
    port = int(service.peer.rpartition(":")[2])
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: here)
    to = service.subscription()._replace(endpoint="https://fcm.googleapis.com/x")
    assert sent(letter(to)) == [Again("private")]
    assert service.tries == 0


def test_a_name_that_is_not_known_is_tried_again(service, monkeypatch):
    def getaddrinfo(*_: Any, **__: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    to = service.subscription()._replace(endpoint="https://fcm.googleapis.com/x")
    assert sent(letter(to)) == [Again("unreachable", is_down=True)]


def test_whom_nobody_could_ask_sends_nothing(service, settings):
    settings.VAPID_SUBJECT = "nobody"
    outcome = Again("no_key", is_down=True)
    assert sent(letter(service.subscription())) == [outcome]


def test_without_a_key_nothing_is_sent(service, settings):
    settings.IS_PUBLIC = True
    settings.VAPID_KEY_FILE = Path("/nonexistent/vapid.pem")
    to = service.subscription()
    assert sent(letter(to), letter(to)) == [Again("no_key", is_down=True)] * 2


def test_nothing_to_send_is_nothing():
    assert sent() == []


def test_the_log_names_no_browser(service, caplog):
    """Who knows its address can write to it."""
    caplog.set_level(logging.INFO)
    for way in (410, 400, 403, 500, "reset"):
        to = service.subscription()
        service.answer(to, way)
        sent(letter(to))
    written = "\n".join(record.getMessage() for record in caplog.records)
    assert written.count("Delivery") == 4
    assert "://" not in written
    assert all(path not in written for path in service.paths)
