"""E-mails, by a mail server that answers what it is told to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused  # type: ignore[import-untyped]  # untyped
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from push.channels.email import Email
from push.contract import Accepted, Again, Refused
from tests.push.letters import LINK, letter
from tests.push.peers.smtp import MailServer, certificate_of_nobody, mail_server

JEANNE = "jeanne@tests.example"
BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def use(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "Messagerie sécurisée <relais@clinic.example>"
    settings.ORIGINS = ["https://relais.example.org"]


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as peer:
        use(settings, peer.port)
        yield peer


def test_an_email_has_the_headers_of_a_machine(server: MailServer):
    sent = letter(JEANNE)
    assert Email().send([sent]) == [Accepted(f"<{sent.id}@clinic.example>")]
    (got,) = server.mails
    assert server.recipients == [JEANNE]
    assert got["From"] == "Messagerie sécurisée <relais@clinic.example>"
    assert got["To"] == JEANNE
    assert got["Subject"] == "Vous avez un nouveau message"
    assert got["Reply-To"] == "relais@clinic.example"
    assert got["Message-ID"] == f"<{sent.id}@clinic.example>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Precedence"] == "bulk"
    preferences = "https://relais.example.org/messages/discussions"
    assert got["List-Unsubscribe"] == f"<{preferences}>"


def test_a_duplicate_can_be_recognised(server: MailServer):
    sent = letter(JEANNE)
    assert Email().send([sent, sent]) == Email().send([sent, sent])
    assert len({got["Message-ID"] for got in server.mails}) == 1


def test_text_and_html_say_the_same_and_load_nothing(server: MailServer):
    sent = letter(JEANNE)
    Email().send([sent])
    (got,) = server.mails
    plain, html = (part.get_content() for part in got.iter_parts())
    for words in (plain, html):
        assert "Une nouvelle réponse vous attend dans votre espace sécurisé." in words
        assert "En cas d’urgence, appelez le 15." in words
        assert LINK in words
    assert re.findall(r'(?:href|src|url|background)\W+(\S+?)"', html) == [LINK]
    assert "<img" not in html
    assert "<style" not in html


@pytest.mark.parametrize("kind", ["message", "question", "test"])
def test_an_email_tells_of_no_exchange(server: MailServer, kind: str):
    sent = letter(JEANNE, kind=kind, is_urgent=True)
    Email().send([sent])
    (got,) = server.mails
    whole = got.as_string() + "".join(part.get_content() for part in got.iter_parts())
    for secret in (str(sent.envelope.subject), sent.collapse, "Jeanne", "Dubois"):
        assert secret not in whole


def test_an_answer_goes_where_nobody_reads(server: MailServer, settings: Any):
    settings.MAIL_NO_REPLY = "ne-pas-repondre@clinic.example"
    Email().send([letter(JEANNE)])
    assert server.mails[0]["Reply-To"] == "ne-pas-repondre@clinic.example"


def test_a_batch_has_one_connection_and_each_letter_its_outcome(server: MailServer):
    server.to_recipient = {
        "gone@tests.example": "550 5.1.1 No such user",
        "later@tests.example": "451 4.7.1 Greylisted",
    }
    letters = [
        letter(address)
        for address in (
            "gone@tests.example",
            JEANNE,
            "later@tests.example",
            "not an\naddress@tests.example",
            "thomas@tests.example",
        )
    ]
    assert Email().send(letters) == [
        Refused("refused"),
        Accepted(f"<{letters[1].id}@clinic.example>"),
        Again("smtp_451"),
        Refused("refused"),
        Accepted(f"<{letters[4].id}@clinic.example>"),
    ]
    assert server.recipients == [JEANNE, "thomas@tests.example"]
    assert server.connections == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("451 4.3.0 Try later", Again("smtp_451")),
        ("550 5.7.1 Not here", Refused("refused")),
        ("421 4.3.2 Closing", Again("smtp_421", is_down=True)),
    ],
)
def test_a_text_may_be_refused(server: MailServer, answer: str, outcome):
    server.to_text = answer
    assert Email().send([letter(JEANNE)]) == [outcome]


def test_who_refuses_the_sender_refuses_everybody(server: MailServer):
    server.to_sender = "550 5.7.1 Not you"
    down = Again("smtp_550", is_down=True)
    assert Email().send([letter(JEANNE), letter(JEANNE)]) == [down, down]
    server.to_sender = "451 4.7.1 Not now"
    assert Email().send([letter(JEANNE)]) == [Again("smtp_451")]


def test_a_server_that_wants_a_password_is_not_asked_about_recipients(
    server: MailServer,
):
    server.to_recipient = {JEANNE: "530 5.7.0 Authentication required"}
    assert Email().send([letter(JEANNE)]) == [Again("smtp_530", is_down=True)]


def test_a_server_that_hangs_is_down_for_all(server: MailServer, settings: Any):
    settings.EMAIL_TIMEOUT = 0.3
    server.hangs = True
    outcomes = Email().send([letter(JEANNE), letter("thomas@tests.example")])
    assert [(one.is_down, type(one)) for one in outcomes] == [(True, Again)] * 2  # type: ignore[union-attr]  # both are
    assert server.recipients == []


def test_a_certificate_of_nobody_is_not_believed(tmp_path: Path, settings: Any):
    with mail_server(certificate_of_nobody(tmp_path)) as server:
        use(settings, server.port)
        settings.EMAIL_USE_TLS = True
        down = Again("unreachable", is_down=True)
        assert Email().send([letter(JEANNE), letter(JEANNE)]) == [down, down]
        assert server.mails == []


def test_where_nobody_listens_all_wait(settings: Any):
    with mail_server() as server:
        use(settings, server.port)
    assert Email().send([letter(JEANNE)]) == [Again("unreachable", is_down=True)]


def test_a_server_that_knows_no_passwords_is_down(server: MailServer, settings: Any):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "relais", "secret"
    (outcome,) = Email().send([letter(JEANNE)])
    assert isinstance(outcome, Again)
    assert outcome.is_down


def test_a_log_has_no_address_and_no_words(
    server: MailServer, caplog: pytest.LogCaptureFixture
):
    server.to_recipient = {JEANNE: f"550 5.1.1 <{JEANNE}>: no such user"}
    sent = letter(JEANNE)
    with caplog.at_level("DEBUG"):
        Email().send([sent])
    assert str(sent.id) in caplog.text
    for secret in (JEANNE, "no such user", "message", LINK):
        assert secret not in caplog.text


class Provider(BaseEmailBackend):
    """A backend that answers as a provider's API."""

    answer: Exception | str = ""

    def send_messages(self, email_messages: Any) -> int:
        if isinstance(self.answer, Exception):
            raise self.answer
        (sent,) = email_messages
        sent.anymail_status = type("Status", (), {"message_id": self.answer})()
        return 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("its-own-id", Accepted("its-own-id")),
        (AnymailRecipientsRefused(), Refused("refused")),
        (AnymailAPIError(status_code=400), Refused("refused")),
        (AnymailAPIError(status_code=429), Again("http_429")),
        (AnymailAPIError(status_code=401), Again("http_401", is_down=True)),
        (AnymailAPIError(status_code=503), Again("http_503", is_down=True)),
        (AnymailAPIError(), Again("unreachable", is_down=True)),
        (RuntimeError("jeanne"), Again("failed")),
    ],
)
def test_a_provider_answers_in_its_way(
    monkeypatch: pytest.MonkeyPatch, settings: Any, answer: Any, outcome: Any
):
    monkeypatch.setattr(Provider, "answer", answer)
    settings.EMAIL_BACKEND = f"{__name__}.Provider"
    monkeypatch.setattr("push.channels.email.get_connection", Provider)
    assert Email().send([letter(JEANNE)]) == [outcome]


def test_without_a_server_developers_find_them_in_files(
    settings: Any, tmp_path: Path, client: Client
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.OUTBOX_DIR = tmp_path / "outbox"
    assert not Email().is_on()
    assert client.get("/dev/outbox").status_code == 404
    settings.DEMO = True
    assert Email().is_on()
    sent = letter(JEANNE)
    (outcome,) = Email().send([sent])
    assert isinstance(outcome, Accepted)
    (path,) = settings.OUTBOX_DIR.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert json.loads(path.read_text())["address"] == JEANNE
    page = client.get("/dev/outbox").content.decode()
    assert "Vous avez un nouveau message" in page
    assert "j•••@•••.example" in page
    assert JEANNE not in page


def test_a_server_makes_it_work(settings: Any):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert Email().is_on()
    Email().send([letter(JEANNE)])
    assert [sent.to for sent in mail.outbox] == [[JEANNE]]
