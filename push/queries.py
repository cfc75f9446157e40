"""What screens read about notices."""

from collections.abc import Collection
from typing import Final

from django.db.models import Q

from accounts.people import Person
from lib.db import DatabaseNow
from push import channels, models
from push.schemas import Column, Ledger, SentNotice, Topic, Wishes
from push.wishes import APP, CHANNELS, KINDS, REPLY, Matrix, wanted

# Who wants to know of older ones asks the administrator of the server.
LEDGER_MAX: Final = 200
# They stand in for the e-mail of who has no address for one.
STANDS_IN: Final = {"text": "email", "voice": "email"}


def wishes(person: Person) -> Wishes:
    """One query."""
    kept = (
        models.Wishes.objects.filter(user=person.id)
        .annotate(is_snoozed=Q(snoozed_until__gt=DatabaseNow()))
        .first()
    )
    on = configured()
    return Wishes.model_validate(
        {
            "matrix": matrix_of(person, kept.matrix if kept else {}),
            "fixed": {topic: [APP] for topic in topics_of(person)},
            "quiet": kept.quiet if kept else {},
            "snoozed_until": kept.snoozed_until if kept and kept.is_snoozed else None,
            "channels": on,
            "vapid_key": _vapid_key() if "browser" in on else None,
        }
    )


def topics_of(person: Person) -> list[Topic]:
    """The rows of his matrix: a patient has one, who is both has all."""
    is_only_patient = person.patient_in and not (
        person.practitioner_in or person.administrator_in
    )
    professional = () if is_only_patient else KINDS
    return [*professional, *((REPLY,) if person.patient_in else ())]


def matrix_of(person: Person, kept: Matrix) -> dict[Topic, dict[Column, bool]]:
    """Every cell, `kept` where he has chosen."""
    return {
        topic: {
            column: wanted(kept, is_patient=topic == REPLY, kind=topic, channel=column)
            for column in CHANNELS
        }
        for topic in topics_of(person)
    }


def configured() -> list[Column]:
    """The columns by which this server can reach somebody. No query."""
    names = {one.name for one in channels.all_of_them() if one.is_on()}
    on = {APP, *(STANDS_IN.get(name, name) for name in names)}
    return [column for column in CHANNELS if column in on]


def _vapid_key() -> str | None:
    from push import vapid

    return vapid.public_key()


def ledger_of(subject_key: int, *, named: Collection[int] = ()) -> Ledger:
    """What was sent of a subject, the newest LEDGER_MAX. One query.

    `named` are the people (keys) whose names the reader may know; never a patient's.
    """
    rows = models.Delivery.objects.filter(subject_key=subject_key)
    newest = rows.select_related("user").order_by("-pk")[:LEDGER_MAX]
    return Ledger(items=[_shown(one, named) for one in newest])


def _shown(one: models.Delivery, named: Collection[int]) -> SentNotice:
    is_for_patient = one.record_id is not None
    is_named = one.user_id in named and not is_for_patient
    return SentNotice.model_validate(
        {
            "id": one.uuid,
            "channel": one.channel,
            "address": one.address,
            "kind": one.kind,
            "state": one.state,
            "reason": one.reason,
            "is_for_patient": is_for_patient,
            "recipient": one.user.display_name if is_named else None,
            "planned_at": one.not_before,
            "sent_at": one.sent_at,
            "ended_at": one.ended_at,
        }
    )
