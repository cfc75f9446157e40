"""An administrator stops an expert group for a while, or lets it go on (S2-34)."""

from accounts import audit
from accounts.people import Person
from groups.access import experts
from groups.errors import NeedsAnExpert, PendingQuestions
from groups.leftovers import Held, pending, settle
from groups.models import Group
from groups.schemas import ClosePending, MovePending, Pending


def pause(held: Held, choice: Pending | None, *, by: Person) -> bool:
    """Take no new question; settle those that are pending, as chosen.

    PendingQuestions where there are some and nothing is chosen. In the caller's
    transaction, under the locks. Returns whether something changed.
    """
    group = held.group
    n_pending = pending(group.pk).count()
    if group.is_active and choice is None and n_pending:
        raise PendingQuestions(n=n_pending)
    settle(held, choice, by=by)
    if not group.is_active and not held.questions:
        return False
    Group.objects.filter(pk=group.pk).update(is_active=False)
    data = {"n_pending": n_pending, **_chosen(choice)}
    audit.record(by, "groups.group.deactivated", group, data)
    return True


def _chosen(choice: Pending | None) -> dict[str, str]:
    match choice:
        case MovePending(move_to=target):
            return {"pending": "moved", "to": str(target)}
        case ClosePending():
            return {"pending": "closed"}
    return {"pending": "left"}


def resume(group: Group, *, by: Person) -> bool:
    """Take questions again; NeedsAnExpert where nobody would read them."""
    if group.is_active:
        return False
    if not experts().filter(group=group).exists():
        raise NeedsAnExpert
    Group.objects.filter(pk=group.pk).update(is_active=True)
    audit.record(by, "groups.group.activated", group)
    return True
