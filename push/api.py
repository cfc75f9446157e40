"""The HTTP door to what a person wants to be told."""

from ninja import Router

from accounts.api import AuthenticatedRequest
from push import queries
from push.actions.wishing import snooze, wake, wish
from push.schemas import Snooze, Wishes, WishesIn

router = Router()


@router.get("/me/notices", response=Wishes, summary="What I want to be told, and how")
def wishes(request: AuthenticatedRequest) -> Wishes:
    """`fixed` are the cells that cannot be changed; `channels`, what is set up here."""
    return queries.wishes(request.auth)


@router.patch(
    "/me/notices", response=Wishes, summary="Change what I want to be told, and how"
)
def change_wishes(request: AuthenticatedRequest, data: WishesIn) -> Wishes:
    """Cells and days that are left out stay; a day that is null is not quiet."""
    return wish(person=request.auth, asked=data)


@router.post("/me/notices/snooze", response=Wishes, summary="Leave me alone a while")
def begin_snooze(request: AuthenticatedRequest, data: Snooze) -> Wishes:
    """Urgent messages are told all the same."""
    return snooze(person=request.auth, asked=data)


@router.delete("/me/notices/snooze", response=Wishes, summary="Tell me again")
def end_snooze(request: AuthenticatedRequest) -> Wishes:
    """Safe to repeat."""
    return wake(person=request.auth)
