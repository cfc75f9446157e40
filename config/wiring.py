"""All that the server can be told, on one page: sign-in, commands, streams, the sweep.

`config/apps.py` calls `bind` in every process; the server gives WIRING to the pipe.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from accounts import signing, tidings
from accounts.people import Person
from chat import commands as chat
from chat import noticing as chat_noticing
from chat import tidings as chat_tidings
from chat.actions.renaming import people_renamed
from chat.streams import ConversationLog, InboxState
from groups import commands as groups
from groups import noticing
from groups.actions.departing import (
    leave_groups_of_ended_memberships,
    leave_queues_of_closed_accounts,
)
from groups.additions import pending_questions_changed
from groups.streams import QueueState
from groups.sweeping import moved
from groups.welcoming import welcome
from lib import db
from push.actions.forgetting import forget_devices_without_session
from push.contract import Rule
from push.models import NoticeKind
from realtime import bells
from realtime.contract import Credentials, Refused, Sweep, Wiring

if TYPE_CHECKING:
    from push.delivering import Desk

SIGNED_OUT: Final = 4401
NOT_ALLOWED: Final = 4403


def sign_in(credentials: Credentials) -> Person:
    """Return who is on the line. Raises Refused."""
    person = signing.person_for_session(credentials.session_key)
    if person is None:
        raise Refused(SIGNED_OUT, "signed_out")
    if signing.messaging_is_off(person):
        raise Refused(NOT_ALLOWED, "messaging_disabled")
    return person


def invalid(
    sockets: Collection[tuple[int, str]],
) -> dict[tuple[int, str], Refused]:
    """Of these (person, session) pairs, those that may not stay. One query."""
    codes = {"signed_out": SIGNED_OUT, "messaging_disabled": NOT_ALLOWED}
    reasons = signing.invalid_sessions(sockets)
    return {socket: Refused(codes[why], why) for socket, why in reasons.items()}


# Of what people who are away are told; the worker reads it, too.
NOTICES: Final[dict[str, Rule]] = {
    NoticeKind.MESSAGE: Rule(chat_noticing.audience, chat_noticing.still_due),
    NoticeKind.QUESTION: Rule(noticing.audience, noticing.still_due),
}


def desk() -> "Desk":
    """What one worker delivers by. Its libraries are loaded where notices are sent."""
    from push import channels
    from push.delivering import Desk

    return Desk(channels.all_of_them(), NOTICES, chat_noticing.badges)


WIRING: Final = Wiring(
    sign_in=sign_in,
    welcome=welcome,
    commands={**chat.COMMANDS, **groups.COMMANDS},
    batches=groups.BATCHES,
    passing=chat.PASSING,
    logs={"conversation": ConversationLog()},
    states={"inbox": InboxState(), "queue": QueueState()},
    sweep=Sweep(moved=moved, invalid=invalid, now=db.now),
)


def bind() -> None:
    """Say who listens to what the lower apps tell."""
    tidings.access_changed.bind(bells.recheck, forget_devices_without_session)
    tidings.membership_ended.bind(leave_groups_of_ended_memberships)
    tidings.account_closed.bind(leave_queues_of_closed_accounts)
    tidings.renamed.bind(people_renamed)
    chat_tidings.pending_changed.bind(pending_questions_changed)
