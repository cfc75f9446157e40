"""Text messages and calls, by a Twilio that answers what it is told to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from push import outbox, pacing
from push.channels.text import Text
from push.channels.voice import Voice
from push.contract import Accepted, Again, Refused
from push.pacing import Outcomes, in_time
from push.providers.twilio import Account, account
from tests.push.letters import LINK, letter
from tests.push.peers.twilio import Twilio, twilio

NUMBER = "+33639980012"


@pytest.fixture
def peer(settings: Any) -> Iterator[Twilio]:
    with twilio() as peer:
        settings.TWILIO_API = peer.url
        settings.SMS_URL = "twilio://AC01:to%2Fken@+33700000000"
        yield peer


def test_a_text_message_goes_out(peer: Twilio):
    assert Text().is_on()
    (outcome,) = Text().send([letter(NUMBER)])
    (asked,) = peer.requests
    assert outcome == Accepted(f"SM{1:032}")
    assert asked.path == "/2010-04-01/Accounts/AC01/Messages.json"
    assert asked.login == "AC01:to/ken"
    assert asked.form == {
        "To": NUMBER,
        "From": "+33700000000",
        "Body": f"Vous avez un nouveau message. Ouvrez la messagerie : {LINK}",
    }


def test_a_service_of_many_numbers_is_named_as_one(peer: Twilio, settings: Any):
    settings.SMS_URL = "twilio://AC01:token@MG0aB"
    Text().send([letter(NUMBER)])
    assert peer.requests[0].form["MessagingServiceSid"] == "MG0aB"


def test_a_voice_speaks_the_language_of_who_picks_up(peer: Twilio):
    Voice().send([letter(NUMBER, kind="question"), letter(NUMBER, language="en")])
    french, english = peer.requests
    assert french.path == "/2010-04-01/Accounts/AC01/Calls.json"
    (said,) = ET.fromstring(french.form["Twiml"])
    assert said.attrib == {"language": "fr-FR", "loop": "2"}
    assert said.text is not None
    assert said.text.startswith("Bonjour. Vous avez une nouvelle question.")
    assert LINK not in french.form["Twiml"]
    (said,) = ET.fromstring(english.form["Twiml"])
    assert said.attrib["language"] == "en-GB"


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (400, 21211, Refused("refused")),  # no such number
        (400, 21610, Refused("refused")),  # its owner wrote STOP
        (400, 21606, Again("http_400", is_down=True)),  # our own number
        (401, 20003, Again("http_401", is_down=True)),
        (404, 20404, Again("http_404", is_down=True)),
        (500, 0, Again("http_500", is_down=True)),
        (307, 0, Again("http_307", is_down=True)),
    ],
)
def test_what_twilio_answers_decides(peer: Twilio, status: int, code: int, outcome):
    peer.says(status, code, Location=f"{peer.url}/elsewhere")
    assert Text().send([letter(NUMBER)]) == [outcome]
    assert len(peer.requests) == 1


def test_who_is_told_to_wait_waits(peer: Twilio):
    peer.says(429, 20429, Retry_After="7")
    assert Text().send([letter(NUMBER), letter(NUMBER)]) == [
        Again("http_429", after=7.0),
        Accepted(f"SM{2:032}"),
    ]


def test_once_it_is_down_no_more_are_tried(peer: Twilio):
    peer.says(503)
    down = Again("http_503", is_down=True)
    assert Text().send([letter(NUMBER)] * 3) == [down] * 3
    assert len(peer.requests) == 1


def test_what_is_no_number_is_asked_of_nobody(peer: Twilio):
    for address in ("0639980012", "+33 6 39 98 00 12", "", "jeanne@tests.example"):
        assert Text().send([letter(address)]) == [Refused("refused")]
    assert peer.requests == []


def test_where_nobody_listens_all_wait(settings: Any):
    with twilio() as peer:
        settings.TWILIO_API = peer.url
    settings.SMS_URL = "twilio://AC01:token@+33700000000"
    down = Again("unreachable", is_down=True)
    assert Text().send([letter(NUMBER), letter(NUMBER)]) == [down, down]


def test_a_log_has_codes_only(peer: Twilio, caplog: pytest.LogCaptureFixture):
    peer.says(400, 21211)
    sent = letter(NUMBER)
    with caplog.at_level("DEBUG", "push"):
        Text().send([sent])
    assert str(sent.id) in caplog.text
    assert "21211" in caplog.text
    for secret in (NUMBER, LINK, "token"):
        assert secret not in caplog.text


def test_without_an_address_of_a_provider_there_are_no_text_messages(settings: Any):
    settings.SMS_URL = ""
    assert not Text().is_on()
    assert not Voice().is_on()


@pytest.mark.parametrize("url", ["twilio://", "twilio://AC01@+336", "carrier:pigeon"])
def test_a_wrong_address_of_a_provider_is_not_the_letters_fault(url: str, settings):
    settings.SMS_URL = url
    assert Text().send([letter(NUMBER)]) == [Again("configuration", is_down=True)]


def test_a_sender_keeps_its_capitals():
    assert account("twilio://AC:t@Clinique") == Account("AC", "t", "Clinique")


def test_developers_find_them_in_files(settings: Any, tmp_path: Path):
    settings.SMS_URL, settings.OUTBOX_DIR = "console:", tmp_path / "outbox"
    sent, called = letter(NUMBER), letter(NUMBER, language="en")
    assert Text().send([sent]) == [Accepted(str(sent.id))]
    assert Voice().send([called]) == [Accepted(str(called.id))]
    path = settings.OUTBOX_DIR / f"text-{sent.id}.json"
    assert json.loads(path.read_text())["address"] == NUMBER
    assert {one.channel for one in outbox.kept()} == {"text", "voice"}


def test_an_outbox_keeps_the_newest(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings.OUTBOX_DIR = tmp_path / "outbox"
    monkeypatch.setattr(outbox, "KEPT_MAX", 2)
    letters = [letter(NUMBER) for _ in range(4)]
    for one in letters:
        outbox.keep("text", one, title="", body="")
    assert [one.id for one in outbox.kept()] == [str(letters[n].id) for n in (3, 2)]
    (settings.OUTBOX_DIR / "text-of-somebody.json").write_text("no JSON")
    assert len(outbox.kept()) == 2


def test_what_there_was_no_time_for_goes_soon():
    def sending(letters: Any) -> Outcomes:
        for _ in letters:
            yield Accepted()

    late = Again("timeout", pacing.SOON_SECONDS, is_down=True)
    assert in_time([letter(NUMBER)] * 3, sending, seconds=0)[1:] == [late, late]


def test_a_thread_that_is_left_behind_sends_no_other_letter():
    answers, has_ended = Event(), Event()
    sent = []

    def sending(letters: Any) -> Outcomes:
        try:
            for one in letters:
                answers.wait()
                sent.append(one)
                yield Accepted()
        finally:
            has_ended.set()

    down = Again("timeout", is_down=True)
    assert in_time([letter(NUMBER)] * 3, sending, seconds=0.05) == [down] * 3
    answers.set()
    assert has_ended.wait(10)
    assert len(sent) == 1


def test_a_batch_that_breaks_is_tried_again():
    def sending(letters: Any) -> Outcomes:
        yield Accepted()
        raise RuntimeError

    again = Again("failed")
    assert in_time([letter(NUMBER)] * 3, sending) == [Accepted(), again, again]
