"""Expert groups open, are asked and answer, by the real actions."""

from itertools import chain
from typing import Final
from uuid import UUID, uuid4

from accounts.models import Organisation, User
from accounts.people import Person
from accounts.signing import picture
from chat.actions.reading import read_conversation
from chat.schemas import SendMessage
from config.demo import asked
from config.demo.asked import Asked, Experts
from config.demo.dating import Diary, date_question, moments
from config.demo.people import TILLEULS
from config.demo.pictures import attach
from config.demo.said import Said
from groups.actions.answering import send_message
from groups.actions.asking import ask_question
from groups.actions.changing import change_group
from groups.actions.closing import close_exchange
from groups.actions.creating import create_group
from groups.models import Group
from groups.question_schemas import AskQuestion
from groups.schemas import ChangeGroup, CreateExpertGroup

# Minutes from the last words to the closing.
CLOSES_AFTER: Final = 20


def ask_around() -> None:
    """Open the groups, ask them, and let some answer. In the caller's transaction."""
    administrator = _person(TILLEULS.administrator.email)
    groups = {one.name: _open(administrator, one) for one in asked.GROUPS}
    for question in asked.QUESTIONS:
        _live_through(question, groups[question.group])


def _open(administrator: Person, one: Experts) -> Group:
    users = User.objects.filter(email__in=one.members)
    wanted = CreateExpertGroup(
        kind="expert",
        organisation=Organisation.objects.get(slug=TILLEULS.slug).uuid,
        name=one.name,
        public_name=one.public_name,
        description=one.description,
        specialty=one.specialty,
        asked_by=frozenset(one.asked_by),
        members=tuple(users.values_list("uuid", flat=True)),
    )
    group = create_group(creator=administrator, asked=wanted).group
    if not one.is_active:
        pausing = ChangeGroup(active=False)
        change_group(by=administrator, group_id=group.uuid, asked=pausing)
    return group


def _live_through(one: Asked, group: Group) -> None:
    requester = _person(one.requester)
    content = AskQuestion(
        client_id=uuid4(),
        group=group.uuid,
        title=one.title,
        text=one.text,
        photos=tuple(attach(requester, shown) for shown in one.photos),
    )
    question = ask_question(requester=requester, asked=content).question
    pauses = chain((0,), (said.after for said in one.answers), (CLOSES_AFTER,))
    asked_at, *at, closed_at = moments(one.asked, list(pauses))
    diary = Diary(question)
    diary.note(asked_at)
    for said, moment in zip(one.answers, at, strict=True):
        _say(question, said)
        diary.note(moment)
    if one.closing:
        _close(question, one)
        diary.note(closed_at)
    diary.keep()
    date_question(
        question,
        asked_at=asked_at,
        claimed_at=at[0] if at else None,
        closed_at=closed_at if one.closing else None,
    )


def _say(question: UUID, said: Said) -> None:
    data = SendMessage(conversation=question, client_id=uuid4(), text=said.text)
    author = _person(said.who)
    posted = send_message(author=author, data=data)
    read_conversation(reader=author, conversation_id=question, seq=posted.seq)


def _close(question: UUID, one: Asked) -> None:
    close_exchange(
        closer=_person(one.answers[0].who),
        conversation_id=question,
        message=one.closing,
        client_id=uuid4(),
    )


def _person(email: str) -> Person:
    return picture(User.objects.get(email=email))
