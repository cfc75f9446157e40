"""Expert groups and what they were asked, by the real actions. All invented."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from accounts.models import Organisation, User
from accounts.people import Person
from accounts.signing import picture
from chat.schemas import SendMessage
from config.demo.people import TILLEULS
from groups.actions.answering import send_message
from groups.actions.asking import ask_question
from groups.actions.changing import change_group
from groups.actions.closing import close_exchange
from groups.actions.creating import create_group
from groups.models import Group
from groups.question_schemas import AskQuestion
from groups.schemas import Asker, ChangeGroup, CreateExpertGroup


class Experts(NamedTuple):
    name: str
    public_name: str
    description: str
    specialty: str
    members: Sequence[str]
    asked_by: Sequence[Asker] = ("patients", "practitioners")
    is_active: bool = True


class Said(NamedTuple):
    who: str
    text: str


class Asked(NamedTuple):
    """Pending without answers; the first who answers takes it. `closing`: his last."""

    group: str
    requester: str
    title: str
    text: str
    answers: Sequence[Said] = ()
    closing: str = ""


JEANNE: Final = "jeanne.dubois@patients.example"
THOMAS: Final = "thomas.leroy@patients.example"
ADMINISTRATOR: Final = TILLEULS.administrator.email
PETIT, BENALI, MOREAU, GIRARD, ROY = (one.email for one in TILLEULS.practitioners)

GROUPS: Final = (
    Experts(
        "Dermatologie",
        "Peau (dermatologie)",
        "Boutons, rougeurs, démangeaisons, grains de beauté.",
        "Dermatologie",
        (PETIT, BENALI, MOREAU, GIRARD, ROY),
    ),
    Experts(
        "Plaies et cicatrisation",
        "Plaies et pansements",
        "Plaies, cicatrices, pansements après une opération.",
        "Soins infirmiers",
        (GIRARD, ROY, PETIT, MOREAU),
    ),
    Experts(
        "Pédiatrie",
        "Santé de l’enfant",
        "Questions sur les enfants jusqu’à 15 ans.",
        "Pédiatrie",
        (MOREAU, BENALI, ROY),
        is_active=False,
    ),
    Experts(
        "Pharmacie",
        "Médicaments",
        "Doses, interactions, effets indésirables.",
        "Pharmacie",
        (PETIT, BENALI, ROY),
    ),
)
QUESTIONS: Final = (
    Asked(
        "Dermatologie",
        JEANNE,
        "Bouton qui a changé de couleur",
        "Bonjour, un bouton que j’ai dans le dos depuis longtemps est devenu plus "
        "foncé en quelques semaines. Il ne fait pas mal. Dois-je m’inquiéter ?",
        (
            Said(
                MOREAU,
                "Bonjour Madame. Vous avez bien fait d’écrire. Un bouton qui change "
                "doit être vu : je vous propose un rendez-vous jeudi à 10 h.",
            ),
            Said(JEANNE, "Merci beaucoup, jeudi à 10 h me convient."),
        ),
        "C’est noté, à jeudi. Je clôture cet échange ; nous ferons le point sur place.",
    ),
    Asked(
        "Plaies et cicatrisation",
        THOMAS,
        "Plaie qui suinte après opération",
        "Hello, my knee was operated on last week and the scar has been oozing a "
        "little since yesterday. No fever. Should I change the dressing more often?",
        (
            Said(
                GIRARD,
                "Hello Mr Leroy. A little clear fluid is common in the first days. "
                "Is it clear or yellow, and is the skin around it warm?",
            ),
            Said(THOMAS, "It is clear, and the skin is not warm."),
        ),
    ),
    Asked(
        "Dermatologie",
        JEANNE,
        "Rougeur au bras depuis 3 jours",
        "Bonjour, j’ai une rougeur sur l’avant-bras gauche depuis trois jours. Elle "
        "gratte surtout le soir et s’étend un peu. Je n’ai pas changé de savon ni de "
        "traitement. Que puis-je faire en attendant ?",
    ),
    Asked(
        "Pharmacie",
        GIRARD,
        "Interaction entre deux médicaments",
        "Bonjour, un patient suivi à domicile prend un anticoagulant et on vient de "
        "lui prescrire un antifongique. Faut-il rapprocher les contrôles ?",
    ),
)


def ask_around() -> None:
    """Open the groups, ask them, and let some answer. In the caller's transaction."""
    administrator = _person(ADMINISTRATOR)
    groups = {one.name: _open(administrator, one) for one in GROUPS}
    for asked in QUESTIONS:
        _live_through(asked, groups[asked.group])


def _open(administrator: Person, one: Experts) -> Group:
    users = User.objects.filter(email__in=one.members)
    asked = CreateExpertGroup(
        kind="expert",
        organisation=Organisation.objects.get(slug=TILLEULS.slug).uuid,
        name=one.name,
        public_name=one.public_name,
        description=one.description,
        specialty=one.specialty,
        asked_by=frozenset(one.asked_by),
        members=tuple(users.values_list("uuid", flat=True)),
    )
    group = create_group(creator=administrator, asked=asked).group
    if not one.is_active:
        pausing = ChangeGroup(active=False)
        change_group(by=administrator, group_id=group.uuid, asked=pausing)
    return group


def _live_through(asked: Asked, group: Group) -> None:
    content = AskQuestion(
        client_id=uuid4(), group=group.uuid, title=asked.title, text=asked.text
    )
    question = ask_question(requester=_person(asked.requester), asked=content).question
    for said in asked.answers:
        _say(question, said)
    if asked.closing:
        close_exchange(
            closer=_person(asked.answers[0].who),
            conversation_id=question,
            message=asked.closing,
            client_id=uuid4(),
        )


def _say(question: UUID, said: Said) -> None:
    data = SendMessage(conversation=question, client_id=uuid4(), text=said.text)
    send_message(author=_person(said.who), data=data)


def _person(email: str) -> Person:
    return picture(User.objects.get(email=email))
