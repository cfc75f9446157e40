"""Groups over HTTP. What changes in them is live on the socket."""

from typing import Annotated
from uuid import UUID

from ninja import Router, Status
from pydantic import Field

from accounts.api import AuthenticatedRequest
from chat.api import FOR_EVER, count_send
from chat.schemas import MuteIn
from groups import queries
from groups.actions.adding import add_member
from groups.actions.changing import change_group
from groups.actions.creating import create_group
from groups.actions.leaving import leave_group
from groups.actions.muting import mute_group, unmute_group
from groups.actions.removing import remove_member
from groups.journal import journal_of
from groups.models import GroupKind
from groups.question_schemas import QueueOut
from groups.schemas import (
    AgesOut,
    AnyGroupOut,
    ChangeGroup,
    CreateExpertGroup,
    CreateGroup,
    GroupsOut,
    JournalOut,
    RemovedOut,
)

router = Router()

Wanted = Annotated[CreateGroup | CreateExpertGroup, Field(discriminator="kind")]


@router.get("/groups", response=GroupsOut, summary="List groups")
def list_groups(
    request: AuthenticatedRequest, kind: GroupKind | None = None
) -> GroupsOut:
    """Discussions of which I am a member; expert groups of which I may know, by name.

    Of an expert group its members and the organisation's administrators see members
    and counts; who may ask it sees its name, its description and whether it is open.
    """
    return queries.groups_of(request.auth, kind)


@router.post(
    "/groups",
    response={201: AnyGroupOut, 200: AnyGroupOut},
    summary="Create a group",
)
def create(request: AuthenticatedRequest, data: Wanted) -> Status[AnyGroupOut]:
    """Of discussion: I manage it, its members are my colleagues. Of experts: by an
    administrator of the organisation, with its practitioners.

    With the `client_id` of an earlier request: that group again.
    """
    count_send(request)
    created = create_group(creator=request.auth, asked=data)
    detail = queries.group_detail(request.auth, created.group.uuid)
    return Status(201 if created.is_new else 200, detail)


@router.get("/groups/{group}", response=AnyGroupOut, summary="Show a group")
def show(request: AuthenticatedRequest, group: UUID) -> AnyGroupOut:
    return queries.group_detail(request.auth, group)


@router.patch("/groups/{group}", response=AnyGroupOut, summary="Change a group")
def change(
    request: AuthenticatedRequest, group: UUID, data: ChangeGroup
) -> AnyGroupOut:
    """A discussion: its managers only; a shared history is read by those who join from
    now on. An expert group: administrators only; with `active` false, `pending` says
    what becomes of its pending questions.
    """
    count_send(request)
    change_group(by=request.auth, group_id=group, asked=data)
    return queries.group_detail(request.auth, group)


@router.put(
    "/groups/{group}/members/{user}",
    response={201: AnyGroupOut, 200: AnyGroupOut},
    summary="Add a practitioner to a group",
)
def add(request: AuthenticatedRequest, group: UUID, user: UUID) -> Status[AnyGroupOut]:
    """By who may change it. In a discussion he reads what is written from now on,
    unless history is shared; as an expert, the pending questions at once.
    """
    count_send(request)
    is_new = add_member(by=request.auth, group_id=group, user_id=user)
    return Status(201 if is_new else 200, queries.group_detail(request.auth, group))


@router.delete(
    "/groups/{group}/members/{user}",
    response={204: None, 200: RemovedOut},
    summary="Remove a member from a group",
)
def remove(
    request: AuthenticatedRequest,
    group: UUID,
    user: UUID,
    transfer_to: UUID | None = None,
) -> Status[None] | Status[RemovedOut]:
    """By who may change it. His reading ends at once; who already left stays out.

    An expert keeps the questions that he has taken: 200 says how many. With
    `transfer_to`, another member has them from now on.
    """
    count_send(request)
    removed = remove_member(
        by=request.auth, group_id=group, user_id=user, transfer_to=transfer_to
    )
    if removed.n_open is None:
        return Status(204, None)
    return Status(200, RemovedOut(n_open=removed.n_open))


@router.get(
    "/groups/{group}/queue",
    response=QueueOut | AgesOut,
    summary="List the pending questions of an expert group",
)
def queue(request: AuthenticatedRequest, group: UUID) -> QueueOut | AgesOut:
    """For its members, the oldest first. An administrator who is no member learns
    since when they wait.
    """
    return queries.queue_of(request.auth, group)


@router.post(
    "/groups/{group}/mute",
    response=AnyGroupOut,
    summary="Turn a group's notifications off, for me",
)
def mute(
    request: AuthenticatedRequest, group: UUID, data: MuteIn = FOR_EVER
) -> AnyGroupOut:
    """By a member, until a time or for ever: of a discussion its conversation, of
    experts what waits in their queue. All is still counted.
    """
    mute_group(person=request.auth, group_id=group, until=data.until)
    return queries.group_detail(request.auth, group)


@router.post(
    "/groups/{group}/unmute",
    response=AnyGroupOut,
    summary="Turn a group's notifications on again, for me",
)
def unmute(request: AuthenticatedRequest, group: UUID) -> AnyGroupOut:
    unmute_group(person=request.auth, group_id=group)
    return queries.group_detail(request.auth, group)


@router.get(
    "/groups/{group}/journal",
    response=JournalOut,
    summary="List what was done to an expert group",
)
def journal(request: AuthenticatedRequest, group: UUID) -> JournalOut:
    """For administrators, the newest first: the last hundred changes, by whom."""
    return journal_of(request.auth, group)


@router.post("/groups/{group}/leave", response={204: None}, summary="Leave a group")
def leave(request: AuthenticatedRequest, group: UUID) -> Status[None]:
    """The eldest member manages after the last manager; the last one archives it."""
    leave_group(person=request.auth, group_id=group)
    return Status(204, None)
