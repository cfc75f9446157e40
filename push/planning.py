"""Who gets what, by which channel, when. Pure: a table, and nothing that it asks."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from push.contract import About, Recipient, Why
from push.models import ChannelName
from push.wishes import quiet_until, wanted

# Whose page has it in front of him has this long to read it there.
VISIBLE_SECONDS: Final = 120


class Reach(NamedTuple):
    """A way to a person: a device, or an address (none: `why` says it)."""

    channel: str
    name: str
    device_id: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Wanting:
    """What planning knows of one person beside what the app above says of him."""

    reaches: Sequence[Reach]
    matrix: dict[str, dict[str, bool]] = field(default_factory=dict)
    quiet: dict[str, list[str]] = field(default_factory=dict)
    snoozed_until: datetime | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))


class Planned(NamedTuple):
    """One delivery. `seq` of one reply; `why`: not to be sent, but to be shown."""

    reach: Reach
    not_before: datetime
    seq: int
    why: str = ""


def plan(
    about: About,
    recipient: Recipient,
    wanting: Wanting,
    *,
    on: Collection[str],
    now: datetime,
) -> list[Planned]:
    """What one recipient gets of one notice; `on`: the channels that are set up.

    | recipient            | unread | muted | quiet hours      | gets                |
    |----------------------|--------|-------|------------------|---------------------|
    | any                  |        | yes   |                  | nothing (S2-22)     |
    | patient, n replies   | or not | no    | sent             | n e-mails (S2-25)   |
    | patient              | yes    | no    | held, not urgent | push to each device |
    | practitioner         | yes    | no    | held, not urgent | push to each device |
    | practitioner, opt-in | yes    | no    | held, not urgent | one e-mail (S2-26)  |
    | practitioner         | no     |       |                  | nothing             |
    """
    if recipient.is_muted:
        return []
    return [
        one
        for reach in wanting.reaches
        if reach.channel in on and _is_wanted(about, recipient, wanting, reach.channel)
        for one in _of_reach(about, recipient, wanting, reach, now)
    ]


def _is_wanted(
    about: About, recipient: Recipient, wanting: Wanting, channel: str
) -> bool:
    topic = "urgent" if about.is_urgent else recipient.topic
    # A text message stands in for the e-mail of who has no address for one.
    column = "email" if channel in {ChannelName.TEXT, ChannelName.VOICE} else channel
    return wanted(
        wanting.matrix, is_patient=recipient.is_patient, kind=topic, channel=column
    )


def _of_reach(
    about: About, recipient: Recipient, wanting: Wanting, reach: Reach, now: datetime
) -> Iterator[Planned]:
    is_written = reach.channel in {ChannelName.EMAIL, ChannelName.TEXT}
    if is_written and recipient.is_patient:
        for seq in recipient.replies:
            yield Planned(reach, now, seq, reach.why)
    elif recipient.is_unread:
        yield Planned(
            reach, _when(about, recipient, wanting, now), about.upto, reach.why
        )


def _when(
    about: About, recipient: Recipient, wanting: Wanting, now: datetime
) -> datetime:
    if about.is_urgent:
        return now
    begins = now
    if recipient.is_visible:
        begins = now + timedelta(seconds=VISIBLE_SECONDS)
    ends = quiet_until(wanting.quiet, wanting.snoozed_until, wanting.zone, begins)
    return ends or begins


def no_address(channel: str) -> Reach:
    """What is shown where a record has nothing by which we may write (S3-22)."""
    return Reach(channel, "", why=Why.NO_ADDRESS)
