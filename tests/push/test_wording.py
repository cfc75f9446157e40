"""What notices say: that something waits, in the language of who reads it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from push import wording
from tests.push.letters import LINK

KINDS = ("message", "question", "test")
EXPIRES = datetime(2026, 12, 5, 12, tzinfo=UTC)
# The basic alphabet of GSM 03.38, as far as our words could use it.
GSM = set(
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue that has every word."""
    catalogue = trans_real.translation("en")
    monkeypatch.setattr(catalogue, "gettext", lambda words: f"EN {words}")


@pytest.mark.parametrize(
    ("kind", "is_urgent", "title"),
    [
        ("message", False, "Nouveau message"),
        ("question", False, "Nouvelle question"),
        ("message", True, "Message urgent"),
        ("question", True, "Message urgent"),
        ("test", False, "Notifications activées"),
    ],
)
def test_a_title_says_of_what_kind_it_is(kind: str, is_urgent: bool, title: str):
    assert wording.title(kind, is_urgent, "fr") == title


def test_a_notice_says_where_to_read_and_nothing_else():
    for kind in ("message", "question"):
        assert wording.body(kind, "fr") == "Ouvrez la messagerie pour le lire."


def test_an_email_says_what_was_agreed():
    words = wording.email("message", "fr", expires_at=EXPIRES)
    assert wording.sentence("message", False, "fr") == "Vous avez un nouveau message"
    assert words == wording.Paragraphs(
        hello="Bonjour,",
        news="Une nouvelle réponse vous attend dans votre espace sécurisé.",
        action="Lire la réponse",
        privacy="Pour protéger vos données, cet e-mail ne contient aucune information "
        "médicale.",
        expiry="Ce lien est personnel et expire le 5 décembre 2026.",
        stranger="Vous n’êtes pas à l’origine de cette demande\xa0? "
        "Ignorez cet e-mail.",
        emergency="En cas d’urgence, appelez le 15.",
        silence="Ne répondez pas à cet e-mail.",
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_urgent", [False, True])
def test_a_text_message_is_one(kind: str, is_urgent: bool):
    words = wording.text_message(kind, is_urgent, "fr", link=LINK)
    assert words.endswith(f": {LINK}")
    assert len(words) <= 160
    assert set(words) <= GSM


def test_a_voice_says_hello_first():
    assert wording.spoken("question", False, "fr") == (
        "Bonjour. Vous avez une nouvelle question. "
        "Ouvrez la messagerie pour le lire. Au revoir."
    )


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("kind", KINDS)
def test_words_are_in_the_language_of_who_reads_them(kind: str):
    with translation.override("fr"):
        paragraphs = wording.email(kind, "en", expires_at=EXPIRES)
        said = [
            wording.title(kind, False, "en"),
            wording.body(kind, "en"),
            wording.sentence(kind, False, "en"),
            wording.text_message(kind, False, "en", link=LINK),
            wording.spoken(kind, False, "en"),
            *(getattr(paragraphs, name) for name in paragraphs.__slots__),
        ]
        assert all(words.startswith("EN ") for words in said)
        assert "Dec. 5, 2026" in paragraphs.expiry
        assert translation.get_language() == "fr"
