"""What they have written to each other, by the real actions. All invented."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from accounts.models import User
from accounts.people import Person
from accounts.signing import picture
from chat.actions.opening import open_private
from chat.actions.posting import post_message
from chat.actions.reading import read_conversation
from groups.actions.creating import create_group
from groups.schemas import CreateGroup


class Said(NamedTuple):
    who: str
    text: str
    # The number of the message that it answers, from 0.
    reply_to: int | None = None


class Talk(NamedTuple):
    """The first speaker opens it; a name makes it a group. Each reads what he answers;
    the last words are unread for the others.
    """

    people: Sequence[str]
    said: Sequence[Said]
    name: str = ""


TALKS: Final = (
    Talk(
        ("luc.girard", "anne.roy", "claire.petit"),
        (
            Said(
                "luc.girard",
                "Bonjour à toutes les deux. Je crée ce groupe pour le suivi des "
                "pansements complexes, pour éviter les appels entre deux portes.",
            ),
            Said(
                "anne.roy",
                "Très bonne idée. Je mettrai ici les évolutions du lundi et du jeudi.",
            ),
            Said(
                "claire.petit",
                "Merci Luc. Quand le pansement est changé hors protocole, notez la "
                "raison en une ligne, ça m’aide beaucoup.",
            ),
            Said("luc.girard", "C’est noté.", 2),
        ),
        "Plaies et cicatrisation : suivi",
    ),
    Talk(
        ("sophie.moreau", "karim.benali", "luc.girard"),
        (
            Said(
                "sophie.moreau",
                "Next journal club: Thursday at 1 pm, meeting room 2. I will present "
                "the review on teledermatology in primary care.",
            ),
            Said(
                "karim.benali", "Great, I’ll be there. Could you share the PDF first?"
            ),
            Said("sophie.moreau", "It is in the shared folder since this morning.", 1),
            Said("luc.girard", "Joining remotely, I am on home visits until noon."),
        ),
        "Journal club (English)",
    ),
    Talk(
        ("claire.petit", "karim.benali", "sophie.moreau"),
        (
            Said(
                "claire.petit",
                "Réunion de mardi : trois dossiers. Qui prépare le premier ?",
            ),
            Said(
                "karim.benali", "Je le prends, j’ai vu la patiente la semaine passée."
            ),
            Said(
                "sophie.moreau",
                "Je prends le deuxième. Pour le troisième, il manque le résultat de la "
                "biopsie, attendu lundi.",
            ),
            Said(
                "claire.petit", "Parfait. On garde le troisième pour la fois d’après."
            ),
            Said(
                "karim.benali",
                "Pensez à réserver la salle, elle est souvent prise le mardi.",
            ),
        ),
        "Dossiers du mardi",
    ),
    Talk(
        ("karim.benali", "claire.petit"),
        (
            Said(
                "karim.benali",
                "Bonjour Claire, peux-tu me remplacer à la consultation de vendredi "
                "matin ? J’ai une formation jusqu’à 11 h.",
            ),
            Said("claire.petit", "Oui, sans problème. Combien de patients ?"),
            Said(
                "karim.benali",
                "Six, dont deux contrôles rapides. Les courriers sont déjà prêts.",
            ),
            Said("claire.petit", "Alors c’est bon pour moi. Bonne formation !"),
            Said("karim.benali", "Merci beaucoup, je te revaudrai ça."),
        ),
    ),
    Talk(
        ("anne.roy", "claire.petit"),
        (
            Said(
                "anne.roy",
                "Bonjour Docteur, le retour à domicile de demain est confirmé. Je "
                "passe à 10 h pour le premier pansement.",
            ),
            Said("claire.petit", "Merci Anne. Dites-moi si la rougeur s’étend."),
            Said("anne.roy", "Bien sûr. Je vous écris ici juste après la visite."),
        ),
    ),
)


def converse() -> None:
    """Let them talk, by the same actions as everybody."""
    for talk in TALKS:
        people = {name: _person(name) for name in talk.people}
        _hold(talk, people)


def _hold(talk: Talk, people: dict[str, Person]) -> None:
    opener, *others = people.values()
    conversation = (
        _group(talk.name, opener, others)
        if talk.name
        else open_private(author=opener, with_id=others[0].uuid).conversation.uuid
    )
    seqs: list[int] = []
    for said in talk.said:
        author = people[said.who]
        if seqs:
            read_conversation(reader=author, conversation_id=conversation, seq=seqs[-1])
        posted = post_message(
            author=author,
            conversation_id=conversation,
            text=said.text,
            client_id=uuid4(),
            reply_to=None if said.reply_to is None else seqs[said.reply_to],
        )
        seqs.append(posted.seq)


def _group(name: str, opener: Person, others: Sequence[Person]) -> UUID:
    asked = CreateGroup(
        kind="discussion", name=name, members=tuple(one.uuid for one in others)
    )
    return create_group(creator=opener, asked=asked).group.discussion.uuid


def _person(name: str) -> Person:
    return picture(User.objects.get(email=f"{name}@tilleuls.example"))
