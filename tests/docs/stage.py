"""Where a chapter of docs/protocol.md is played, and what its directions do.

You are Dr Alice Petit, on an app. Dr Bob Benali manages a discussion group, `<group>`,
of which you are a member; he wrote the second entry of its `<conversation>`. Dr Carol
Moreau is a colleague who takes part in nothing. Erin Roy administers the clinic, and
Jeanne Dubois is one of its patients.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from accounts.people import Person
from chat import commands, schemas
from chat.actions.posting import post_message
from chat.actions.reading import read_conversation
from chat.epochs import begin_epoch, current_epoch
from groups.models import Group
from realtime.bells import publish
from tests import factories
from tests.docs.names import Names
from tests.groups import acts
from tests.groups import question_acts as questions
from tests.photos.verbs import stored

EMAIL = "alice.petit@clinique.example"
PASSWORD = "une phrase bien longue"


class Stage:
    """The people and what they have, in the database; their ids by name."""

    def __init__(self) -> None:
        self.clinic = factories.organisation("Clinique des Tilleuls")
        alice = factories.practitioner(
            self.clinic,
            first_name="Alice",
            last_name="Petit",
            email=EMAIL,
            password=PASSWORD,
        )
        self.people: Mapping[str, Person] = {
            "alice": factories.signed_in(alice),
            "bob": self._practitioner("Bob", "Benali"),
            "carol": self._practitioner("Carol", "Moreau"),
            "erin": factories.signed_in(
                factories.administrator(self.clinic, first_name="Erin", last_name="Roy")
            ),
            "jeanne": factories.signed_in(
                factories.patient(self.clinic, first_name="Jeanne", last_name="Dubois")
            ),
        }
        # What was asked last.
        self.question: UUID | None = None
        bob = self.people["bob"]
        self.group = acts.create(bob, alice, name="Équipe du mardi")
        self.conversation: UUID = self.group.discussion.uuid
        says(self, "bob", "Bonjour Alice.")
        self.names = Names(
            {name: str(person.uuid) for name, person in self.people.items()},
            token=self.people["alice"].session_key,
            admin_token=self.people["erin"].session_key,
            patient_token=self.people["jeanne"].session_key,
            clinic=str(self.clinic.uuid),
            group=str(self.group.uuid),
            conversation=str(self.conversation),
            epoch=current_epoch(),
        )

    def _practitioner(self, first_name: str, last_name: str) -> Person:
        return factories.practitioner(
            self.clinic, first_name=first_name, last_name=last_name
        )


def says(stage: Stage, who: str, text: str) -> None:
    post_message(
        author=stage.people[who],
        conversation_id=stage.conversation,
        text=text,
        client_id=uuid4(),
    )


def writes(stage: Stage, who: str, number: str) -> None:
    for _ in range(int(number)):
        says(stage, who, "Un message de plus.")


def reads(stage: Stage, who: str, seq: str) -> None:
    read_conversation(
        reader=stage.people[who], conversation_id=stage.conversation, seq=int(seq)
    )


def types(stage: Stage, who: str) -> None:
    asked = schemas.Typing(conversation=stage.conversation)
    if passing := commands.typing(stage.people[who], asked):
        publish(passing)


def adds(stage: Stage, who: str, whom: str) -> None:
    acts.add(stage.people[who], stage.group, stage.people[whom])


def removes(stage: Stage, who: str, whom: str) -> None:
    acts.remove(stage.people[who], stage.group, stage.people[whom])


def renames(stage: Stage, who: str, name: str) -> None:
    acts.change(stage.people[who], stage.group, name=name)


def opens(stage: Stage, name: str, called: str, *members: str) -> None:
    """The administrator makes an expert group, from here on `<name>`."""
    group = questions.experts(
        stage.people["erin"],
        *(stage.people[member] for member in members),
        name=called,
        public_name="Peau (dermatologie)",
        description="Boutons, rougeurs, démangeaisons.",
        specialty="Dermatologie",
    )
    stage.names[name] = str(group.uuid)


def joins(stage: Stage, who: str, whom: str, name: str) -> None:
    group = Group.objects.get(uuid=stage.names[name])
    acts.add(stage.people[who], group, stage.people[whom])


def asks(stage: Stage, who: str, name: str, title: str, text: str) -> None:
    group = Group.objects.get(uuid=stage.names[name])
    asked = questions.ask(stage.people[who], group, text, title=title)
    stage.question = asked.question


def takes(stage: Stage, who: str) -> None:
    assert stage.question
    questions.claim(stage.people[who], stage.question)


def photographs(stage: Stage, who: str, name: str) -> None:
    """From here on `<name>` is an unsent photo of his."""
    stage.names[name] = str(stored(stage.people[who], "pixels").uuid)


def restores(stage: Stage) -> None:
    """What every restore from a backup does at its end."""
    begin_epoch()


DIRECTIONS: Mapping[str, Callable[..., None]] = {
    direction.__name__: direction
    for direction in (
        says,
        writes,
        reads,
        types,
        adds,
        removes,
        renames,
        opens,
        joins,
        asks,
        takes,
        photographs,
        restores,
    )
}
