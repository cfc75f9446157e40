"""The words of notices, in the recipient's language.

They say that something waits, and nothing else: no name, no text, no title of anything,
nothing about health (N7).
"""

from datetime import datetime

from django.template.defaultfilters import date as formatted
from django.utils import translation
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
    """Return what happened, as a sentence without a stop: an e-mail's subject."""
    with translation.override(language):
        if kind == "test":
            return _("Notifications activées")
        if is_urgent:
            return _("Vous avez un message urgent")
        if kind == "question":
            return _("Vous avez une nouvelle question")
        return _("Vous avez un nouveau message")


def email(kind: str, language: str, *, expires_at: datetime) -> dict[str, str]:
    """Return the paragraphs of an e-mail by their names in its templates."""
    with translation.override(language):
        day = formatted(expires_at, "DATE_FORMAT")
        return {
            "hello": _("Bonjour,"),
            "news": _news(kind),
            "action": _action(kind),
            "privacy": _(
                "Pour protéger vos données, cet e-mail ne contient aucune information"
                " médicale."
            ),
            "expiry": _("Ce lien est personnel et expire le %(day)s.") % {"day": day},
            "stranger": _(
                "Vous n’êtes pas à l’origine de cette demande\xa0? Ignorez cet e-mail."
            ),
            "emergency": _("En cas d’urgence, appelez le %(number)s.")
            % {"number": "15"},
            "silence": _("Ne répondez pas à cet e-mail."),
        }


def _news(kind: str) -> str:
    if kind == "test":
        return _("Vous recevrez à cette adresse les avis de votre messagerie.")
    if kind == "question":
        return _("Une nouvelle question vous attend dans votre espace sécurisé.")
    return _("Une nouvelle réponse vous attend dans votre espace sécurisé.")


def _action(kind: str) -> str:
    if kind == "test":
        return _("Ouvrir la messagerie")
    return _("Lire la question") if kind == "question" else _("Lire la réponse")


def text_message(kind: str, is_urgent: bool, language: str, *, link: str) -> str:  # noqa: FBT001
    """Return a text message: one of 160 GSM-7 characters, where the link is short."""
    with translation.override(language):
        words = _("%(sentence)s. Pour le lire\xa0: %(link)s")
        filled = words % {
            "sentence": sentence(kind, is_urgent, language),
            "link": link,
        }
    return filled.replace("\xa0", " ").replace("’", "'")


def spoken(kind: str, is_urgent: bool, language: str) -> str:  # noqa: FBT001
    """Return what a voice says on the telephone."""
    with translation.override(language):
        return _("Bonjour. %(sentence)s. %(body)s Au revoir.") % {
            "sentence": sentence(kind, is_urgent, language),
            "body": body(kind, language),
        }
