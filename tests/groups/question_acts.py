"""What the cast does with questions, in one call each, by the real actions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from accounts.models import Organisation
from accounts.people import Person
from chat import queries
from chat.epochs import current_epoch
from chat.models import Conversation, Entry, Participant
from chat.schemas import SendMessage
from groups.actions.answering import answer_question, send_message
from groups.actions.asking import Asked, ask_question
from groups.actions.claiming import Claimed, claim_question
from groups.actions.closing import Closed, close_exchange
from groups.actions.creating import create_group
from groups.actions.releasing import release_question
from groups.actions.reopening import reopen_exchange
from groups.actions.withdrawing import withdraw_question
from groups.models import Group, Question
from groups.question_schemas import AskQuestion, Noted
from groups.schemas import CreateExpertGroup
from groups.streams import QueueState
from groups.welcoming import welcome
from realtime.contract import State

TITLE = "Rougeur au bras depuis 3 jours"
TEXT = "Bonjour docteur, mon bras est rouge et chaud."
QUEUE = QueueState()


def experts(
    admin: Person, *members: Person, name: str = "Dermatologie", **more: Any
) -> Group:
    """An expert group of the administrator's first organisation, open to all."""
    place = Organisation.objects.get(pk=admin.administrator_in[0])
    asked: dict[str, Any] = {
        "kind": "expert",
        "organisation": place.uuid,
        "name": name,
        "asked_by": ["patients", "practitioners"],
        "members": [member.uuid for member in members],
    }
    wanted = CreateExpertGroup.model_validate(asked | more)
    return create_group(creator=admin, asked=wanted).group


def ask(requester: Person, group: Group, text: str = TEXT, **more: Any) -> Asked:
    fields = {"client_id": uuid4(), "group": group.uuid, "title": TITLE, "text": text}
    return ask_question(requester=requester, asked=AskQuestion(**(fields | more)))


def pending(requester: Person, group: Group, text: str = TEXT) -> UUID:
    """A question that waits, by its id."""
    return ask(requester, group, text).question


def taken(requester: Person, group: Group, expert: Person) -> UUID:
    question = pending(requester, group)
    claim(expert, question)
    return question


def claim(expert: Person, question: UUID, text: str | None = None) -> Claimed:
    return claim_question(
        expert=expert, question_id=question, client_id=uuid4(), text=text
    )


def answer(expert: Person, question: UUID, text: str | None = None) -> Claimed:
    """By the door: what comes too late is kept."""
    return answer_question(
        expert=expert, question_id=question, client_id=uuid4(), text=text
    )


def send(author: Person, question: UUID, text: str = "Montrez-moi.") -> Any:
    data = SendMessage(conversation=question, client_id=uuid4(), text=text)
    return send_message(author=author, data=data)


def release(expert: Person, question: UUID) -> Noted:
    return release_question(expert=expert, question_id=question)


def withdraw(requester: Person, question: UUID) -> Noted:
    return withdraw_question(requester=requester, question_id=question)


def close(closer: Person, question: UUID, **last: Any) -> Closed:
    return close_exchange(closer=closer, conversation_id=question, **last)


def reopen(opener: Person, question: UUID) -> Noted:
    return reopen_exchange(opener=opener, conversation_id=question)


def row(question: UUID) -> Question:
    found = Question.objects.select_related("conversation", "group")
    return found.get(conversation__uuid=question)


def log(question: UUID) -> list[str]:
    entries = Entry.objects.filter(conversation__uuid=question).order_by("seq")
    return list(entries.values_list("kind", flat=True))


def takes_part(question: UUID) -> set[int]:
    present = Participant.objects.filter(conversation__uuid=question, left_seq=None)
    return set(present.values_list("user_id", flat=True))


def state(question: UUID) -> str:
    """The question's, which the conversation mirrors."""
    found = row(question)
    mirrored = Conversation.objects.get(pk=found.pk).state
    assert mirrored == found.state
    return mirrored


def queue_of(group: Group) -> list[str]:
    """The ids that the whole queue shows, oldest first."""
    return [one["question"] for one in QUEUE.pull(group.pk, None).put]


def texts(person: Person, question: UUID) -> list[str]:
    page = queries.history(person, question, limit=200)
    return [item.data.get("text", "") for item in page.items if item.kind == "message"]


def hello(person: Person, have: dict[str, int] | None = None, epoch: str = "") -> Any:
    said = SimpleNamespace(epoch=epoch or current_epoch(), since=None, have=have or {})
    return welcome(person, said)


def greeted(person: Person, group: Group, have: int | None = None) -> State | Any:
    """What a hello says of the group's queue; None for nothing."""
    stream = f"queue:{group.uuid}"
    known = {} if have is None else {stream: have}
    found = [one for one in hello(person, known).frames if one.stream == stream]
    assert len(found) <= 1
    return found[0] if found else None
