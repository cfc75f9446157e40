"""What they have written to each other, by the real actions."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from accounts.models import User
from accounts.people import Person
from accounts.signing import picture
from chat.actions.opening import open_private
from chat.actions.posting import post_message
from chat.actions.reading import read_conversation
from config.demo.circles import CIRCLES
from config.demo.dating import Diary, moments
from config.demo.pictures import attach
from config.demo.said import Said, Talk
from config.demo.talks import PRIVATE
from groups.actions.creating import create_group
from groups.schemas import CreateGroup


def converse() -> None:
    """Let them talk, by the same actions as everybody."""
    for talk in (*CIRCLES, *PRIVATE):
        people = {name: _person(name) for name in talk.people}
        _hold(talk, people)


def _hold(talk: Talk, people: dict[str, Person]) -> None:
    opener, *others = people.values()
    conversation = (
        _group(talk.name, opener, others)
        if talk.name
        else open_private(author=opener, with_id=others[0].uuid).conversation.uuid
    )
    at = moments(talk.began, [said.after for said in talk.said])
    diary = Diary(conversation)
    diary.note(at[0])
    seqs: list[int] = []
    for said, moment in zip(talk.said, at, strict=True):
        seqs.append(_say(conversation, people[said.who], said, seqs))
        diary.note(moment)
    for name in talk.read_by:
        read_conversation(
            reader=people[name], conversation_id=conversation, seq=seqs[-1]
        )
    diary.keep()


def _say(conversation: UUID, author: Person, said: Said, earlier: Sequence[int]) -> int:
    if earlier:
        read_conversation(reader=author, conversation_id=conversation, seq=earlier[-1])
    posted = post_message(
        author=author,
        conversation_id=conversation,
        text=said.text,
        client_id=uuid4(),
        reply_to=None if said.reply_to is None else earlier[said.reply_to],
        photos=[attach(author, shown) for shown in said.photos],
    )
    return posted.seq


def _group(name: str, opener: Person, others: Sequence[Person]) -> UUID:
    asked = CreateGroup(
        kind="discussion", name=name, members=tuple(one.uuid for one in others)
    )
    return create_group(creator=opener, asked=asked).group.discussion.uuid


def _person(name: str) -> Person:
    return picture(User.objects.get(email=f"{name}@tilleuls.example"))
