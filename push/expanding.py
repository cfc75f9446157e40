"""From a notice to deliveries: one for each recipient and way to reach him.

due notices, locked, without those that another worker holds
  -> the audience, as the app above knows it now
  -> plan -> rows, unique by key: a notice that is expanded twice adds nothing
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.db import connection, transaction

from lib import db
from lib.db import DatabaseNow, retrying
from push.contract import About, Recipient, Rule, Why
from push.models import ChannelName, Delivery, DeliveryState, Notice
from push.planning import Planned, plan
from push.reaching import reaches

AT_ONCE: Final = 20
# SQLite has one writer: nobody is to wait for more than one notice.
AT_ONCE_ALONE: Final = 1


@retrying
@transaction.atomic
def expand_due(rules: Mapping[str, Rule], on: Collection[str]) -> int:
    """Expand the notices whose time has come; returns how many, at most AT_ONCE."""
    due = Notice.objects.filter(expanded_at=None, due_at__lte=DatabaseNow())
    n = AT_ONCE_ALONE
    if connection.features.has_select_for_update_skip_locked:
        due, n = due.select_for_update(skip_locked=True), AT_ONCE
    notices = list(due.order_by("due_at")[:n])
    for notice in notices:
        about = about_of(notice)
        recipients = rules[notice.kind].audience(about)
        _write(about, recipients, on)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        expanded_at=DatabaseNow()
    )
    return len(notices)


def about_of(row: Notice | Delivery) -> About:
    return About(
        kind=row.kind,
        subject=row.subject,
        subject_key=row.subject_key,
        first=row.first,
        upto=row.upto,
        is_urgent=row.is_urgent,
    )


def _write(about: About, recipients: Sequence[Recipient], on: Collection[str]) -> None:
    now = db.now()
    known = reaches(recipients)
    rows = [
        _delivery(about, recipient, planned)
        for recipient in recipients
        for planned in plan(
            about, recipient, known[recipient.person_id], on=on, now=now
        )
    ]
    if rows:
        _supersede(about, rows)
        Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _delivery(about: About, recipient: Recipient, planned: Planned) -> Delivery:
    reach = planned.reach
    to = f"device-{reach.device_id}" if reach.device_id else str(recipient.person_id)
    is_sent = not planned.why
    return Delivery(
        key=f"{reach.channel}:{about.kind}:{about.subject}:{planned.seq}:{to}",
        kind=about.kind,
        subject=about.subject,
        subject_key=about.subject_key,
        first=about.first,
        upto=planned.seq,
        is_urgent=about.is_urgent,
        user_id=recipient.person_id,
        record_id=recipient.record_id,
        device_id=reach.device_id,
        channel=reach.channel,
        address=reach.name,
        state=DeliveryState.PLANNED if is_sent else DeliveryState.CANCELLED,
        reason=planned.why,
        not_before=planned.not_before,
    )


def _supersede(about: About, rows: Sequence[Delivery]) -> None:
    """What a device was to be told of the same subject, the newer one says too."""
    devices = {row.device_id for row in rows if row.device_id}
    if not devices:
        return
    Delivery.objects.filter(
        subject_key=about.subject_key,
        kind=about.kind,
        device__in=devices,
        upto__lt=about.upto,
        state=DeliveryState.PLANNED,
        attempts=0,
    ).exclude(channel=ChannelName.EMAIL).update(
        state=DeliveryState.CANCELLED, reason=Why.SUPERSEDED, ended_at=DatabaseNow()
    )
