"""The words of notices, in the recipient's language.

They say that something waits, and nothing else: no name, no text, no title of anything,
nothing about health (N7).
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def title(kind: str, is_urgent: bool, language: str) -> str:  # noqa: FBT001
    """Return the first line of a notice."""
    with translation.override(language):
        if kind == "test":
            return _("Notifications activées")
        if is_urgent:
            return _("Message urgent")
        return _("Nouvelle question") if kind == "question" else _("Nouveau message")


def body(kind: str, language: str) -> str:
    """Return the second line of a notice."""
    with translation.override(language):
        if kind == "test":
            return _("Les nouveaux messages s’annonceront ici.")
        return _("Ouvrez la messagerie pour le lire.")


def sentence(kind: str, is_urgent: bool, language: str) -> str:  # noqa: FBT001
    """Return what happened, without a full stop: the subject of an e-mail."""
    with translation.override(language):
        if kind == "test":
            return _("Notifications activées")
        if is_urgent:
            return _("Vous avez un message urgent")
        if kind == "question":
            return _("Vous avez une nouvelle question")
        return _("Vous avez un nouveau message")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """An e-mail's, in their order; `action` is what its link is called."""

    hello: str
    news: str
    action: str
    privacy: str
    expiry: str
    stranger: str
    emergency: str
    silence: str


def email(kind: str, language: str, *, expires_at: datetime) -> Paragraphs:
    """Return what an e-mail says; its link is good until `expires_at`."""
    with translation.override(language):
        day = date_format(timezone.localtime(expires_at))
        return Paragraphs(
            hello=_("Bonjour,"),
            news=_news(kind),
            action=_action(kind),
            privacy=_(
                "Pour protéger vos données, cet e-mail ne contient aucune information "
                "médicale."
            ),
            expiry=_("Ce lien est personnel et expire le %(day)s.") % {"day": day},
            stranger=_(
                "Vous n’êtes pas à l’origine de cette demande ? Ignorez cet e-mail."
            ),
            emergency=_("En cas d’urgence, appelez le %(number)s.")
            % {"number": settings.EMERGENCY_NUMBER},
            silence=_("Ne répondez pas à cet e-mail."),
        )


def _news(kind: str) -> str:
    if kind == "test":
        return _("Les nouveaux messages s’annonceront à cette adresse.")
    if kind == "question":
        return _("Une nouvelle question vous attend dans votre espace sécurisé.")
    return _("Une nouvelle réponse vous attend dans votre espace sécurisé.")


def _action(kind: str) -> str:
    if kind == "test":
        return _("Ouvrir la messagerie")
    return _("Lire la question") if kind == "question" else _("Lire la réponse")


def text_message(
    kind: str,
    is_urgent: bool,  # noqa: FBT001
    language: str,
    *,
    link: str,
) -> str:
    """Return a text message that fits in one: 160 characters, all of GSM 03.38."""
    with translation.override(language):
        words = _("%(sentence)s. Ouvrez la messagerie : %(link)s") % {
            "sentence": sentence(kind, is_urgent, language),
            "link": link,
        }
    return words.replace("\xa0", " ").replace("’", "'")


def spoken(kind: str, is_urgent: bool, language: str) -> str:  # noqa: FBT001
    """Return what a voice says on the telephone."""
    with translation.override(language):
        return _("Bonjour. %(sentence)s. %(body)s Au revoir.") % {
            "sentence": sentence(kind, is_urgent, language),
            "body": body(kind, language),
        }
