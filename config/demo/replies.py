"""« Réponses types » of the demonstration's clinic, and one of Dr Petit's own."""

from typing import Final

from accounts.models import Organisation, User
from accounts.people import Person
from accounts.signing import picture
from chat.actions.preparing import add_quick_reply
from chat.quick_schemas import AddQuickReply
from config.demo.people import TILLEULS

# Shortcut, title, French, English.
CLINIC: Final = (
    (
        "photo",
        "Demander une photo",
        "Bonjour {patient}, pouvez-vous m’en dire plus et me décrire ce que vous "
        "voyez : taille, couleur, depuis quand ?\n\n{moi}",
        "Hello {patient}, could you tell me more about what you see: size, colour, "
        "since when?\n\n{moi}",
    ),
    (
        "rdv",
        "Proposer un rendez-vous",
        "Bonjour {patient}, je préfère vous examiner. Prenez rendez-vous auprès de "
        "notre secrétariat en précisant que c’est à ma demande.\n\n{moi}",
        "Hello {patient}, I would rather see you. Please book a visit with our "
        "secretaries and say that I asked for it.\n\n{moi}",
    ),
    (
        "urgence",
        "Orienter vers les urgences",
        "Ce que vous décrivez ne peut pas attendre une réponse ici. Appelez le 15 "
        "maintenant, ou rendez-vous aux urgences les plus proches.",
        "What you describe cannot wait for an answer here. Call 15 now, or go to the "
        "nearest emergency department.",
    ),
)
PETIT: Final = ("recu", "Bien reçu", "Bien reçu, je regarde et vous réponds.", "")


def prepare() -> None:
    """In the caller's transaction."""
    clinic = Organisation.objects.get(slug=TILLEULS.slug)
    administrator = _person(TILLEULS.administrator.email)
    for words in CLINIC:
        _add(administrator, words, clinic)
    _add(_person(TILLEULS.practitioners[0].email), PETIT)


def _add(
    person: Person, words: tuple[str, str, str, str], place: Organisation | None = None
) -> None:
    shortcut, title, french, english = words
    asked = AddQuickReply(
        organisation=place.uuid if place else None,
        shortcut=shortcut,
        title=title,
        text_fr=french,
        text_en=english,
    )
    add_quick_reply(person=person, asked=asked)


def _person(email: str) -> Person:
    return picture(User.objects.get(email=email))
