"""Preparing texts that are sent often: an organisation's and one's own."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts import audit
from accounts.models import Organisation, User
from accounts.people import Person
from chat import quick_access
from chat.errors import ShortcutTaken, TooManyQuickReplies
from chat.quick_models import QuickReply
from chat.quick_schemas import AddQuickReply, ChangeQuickReply
from lib.db import retrying
from lib.errors import InvalidRequest

MINE_MAX: Final = 100
ORGANISATION_MAX: Final = 200


@dataclass(frozen=True)
class Added:
    reply: QuickReply
    is_new: bool


@retrying
@transaction.atomic
def add_quick_reply(*, person: Person, asked: AddQuickReply) -> Added:
    """Add one to the organisation's or to his own.

    The same words in the same place again are a retry: the first one is returned.
    """
    place = _locked_place(person, asked.organisation)
    said = asked.model_dump(exclude={"organisation"})
    there = _of(place)
    if same := there.filter(shortcut=asked.shortcut).first():
        if all(getattr(same, name) == value for name, value in said.items()):
            return Added(same, is_new=False)
        raise ShortcutTaken
    _leave_room(there, place)
    reply = QuickReply.objects.create(**_where(place), **said)
    audit.record(person, "chat.quick_reply.added", reply, _audited(place))
    return Added(reply, is_new=True)


@retrying
@transaction.atomic
def change_quick_reply(
    *, person: Person, reply_id: UUID, asked: ChangeQuickReply
) -> QuickReply:
    reply = quick_access.changeable(person, reply_id)
    given = asked.model_dump(exclude_none=True)
    changed = [name for name, value in given.items() if getattr(reply, name) != value]
    if not changed:
        return reply
    _keep_shortcut_free(reply, given)
    for name in changed:
        setattr(reply, name, given[name])
    if not (reply.text_fr or reply.text_en):
        raise InvalidRequest(field="text_fr")
    reply.save(update_fields=changed)
    # The audit names columns, not what stands in them.
    audit.record(person, "chat.quick_reply.changed", reply, {"columns": changed})
    return reply


@retrying
@transaction.atomic
def discard_quick_reply(*, person: Person, reply_id: UUID) -> None:
    reply = quick_access.changeable(person, reply_id)
    audit.record(person, "chat.quick_reply.discarded", reply)
    QuickReply.objects.filter(pk=reply.pk).delete()


def _locked_place(person: Person, organisation_id: UUID | None) -> Organisation | User:
    """Whose it will be, locked: shortcuts and their number are looked at under it."""
    if organisation_id is not None:
        return quick_access.administered(person, organisation_id)
    quick_access.members_only(person)
    return User.objects.select_for_update(no_key=True).get(pk=person.id)


def _where(place: Organisation | User) -> dict[str, Any]:
    is_shared = isinstance(place, Organisation)
    return {"organisation": place} if is_shared else {"owner": place}


def _of(place: Organisation | User) -> QuerySet[QuickReply]:
    return QuickReply.objects.filter(**_where(place))


def _audited(place: Organisation | User) -> dict[str, Any]:
    is_shared = isinstance(place, Organisation)
    return {"organisation": str(place.uuid)} if is_shared else {}


def _leave_room(there: QuerySet[QuickReply], place: Organisation | User) -> None:
    most = ORGANISATION_MAX if isinstance(place, Organisation) else MINE_MAX
    if there.count() >= most:
        raise TooManyQuickReplies(n=most)


def _keep_shortcut_free(reply: QuickReply, given: dict[str, str]) -> None:
    """Under the lock of the place, as where one is added."""
    if given.get("shortcut", reply.shortcut) == reply.shortcut:
        return
    there: Any = reply.organisation or reply.owner
    place = type(there)._default_manager.select_for_update(no_key=True).get(pk=there.pk)
    if _of(place).filter(shortcut=given["shortcut"]).exists():
        raise ShortcutTaken
