"""What a composer reads: the texts that it may insert."""

from accounts.people import Person
from accounts.schemas import OrganisationOut
from chat import quick_access
from chat.quick_models import QuickReply
from chat.quick_schemas import QuickRepliesOut, QuickReplyOut


def quick_replies(person: Person) -> QuickRepliesOut:
    """All that he may use, by shortcut, his own first. Two queries."""
    quick_access.members_only(person)
    found = quick_access.readable(person).select_related("organisation")
    items = [
        shown(one, can_change=one.can_change)  # type: ignore[attr-defined]
        for one in found.order_by("shortcut", "pk")
    ]
    items.sort(key=lambda one: (one.shortcut, one.organisation is not None))
    return QuickRepliesOut(items=items)


def shown(reply: QuickReply, *, can_change: bool = True) -> QuickReplyOut:
    place = reply.organisation
    return QuickReplyOut(
        id=reply.uuid,
        organisation=OrganisationOut(id=place.uuid, name=place.name) if place else None,
        shortcut=reply.shortcut,
        title=reply.title,
        text_fr=reply.text_fr,
        text_en=reply.text_en,
        can_change=can_change,
    )
