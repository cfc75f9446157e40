"""Groups over HTTP. Their effects are entries, live on the socket."""

from uuid import UUID

from ninja import Router, Status

from accounts.api import AuthenticatedRequest
from chat.api import count_send
from groups import queries
from groups.actions.adding import add_member
from groups.actions.changing import change_group
from groups.actions.creating import create_group
from groups.actions.leaving import leave_group
from groups.actions.removing import remove_member
from groups.models import GroupKind
from groups.schemas import ChangeGroup, CreateGroup, GroupOut, GroupsOut

router = Router()


@router.get("/groups", response=GroupsOut, summary="List my groups")
def list_groups(
    request: AuthenticatedRequest, kind: GroupKind | None = None
) -> GroupsOut:
    """Groups that are not archived and of which I am a member, by name."""
    return queries.groups_of(request.auth, kind)


@router.post(
    "/groups",
    response={201: GroupOut, 200: GroupOut},
    summary="Create a discussion group",
)
def create(request: AuthenticatedRequest, data: CreateGroup) -> Status[GroupOut]:
    """Its conversation begins at once; I manage it. Members are my colleagues.

    With the `client_id` of an earlier request: that group again.
    """
    count_send(request)
    created = create_group(creator=request.auth, asked=data)
    detail = queries.group_detail(request.auth, created.group.uuid)
    return Status(201 if created.is_new else 200, detail)


@router.get("/groups/{group}", response=GroupOut, summary="Show a group")
def show(request: AuthenticatedRequest, group: UUID) -> GroupOut:
    return queries.group_detail(request.auth, group)


@router.patch("/groups/{group}", response=GroupOut, summary="Rename or set a group")
def change(request: AuthenticatedRequest, group: UUID, data: ChangeGroup) -> GroupOut:
    """Managers only. A shared history is read by those who join from now on."""
    count_send(request)
    change_group(
        by=request.auth,
        group_id=group,
        name=data.name,
        is_history_shared=data.is_history_shared,
    )
    return queries.group_detail(request.auth, group)


@router.put(
    "/groups/{group}/members/{user}",
    response={201: GroupOut, 200: GroupOut},
    summary="Add a practitioner to a group",
)
def add(request: AuthenticatedRequest, group: UUID, user: UUID) -> Status[GroupOut]:
    """Managers only. He reads what is written from now on, unless history is shared."""
    count_send(request)
    is_new = add_member(by=request.auth, group_id=group, user_id=user)
    return Status(201 if is_new else 200, queries.group_detail(request.auth, group))


@router.delete(
    "/groups/{group}/members/{user}",
    response={204: None},
    summary="Remove a member from a group",
)
def remove(request: AuthenticatedRequest, group: UUID, user: UUID) -> Status[None]:
    """Managers only. His reading ends at once; who already left stays out."""
    count_send(request)
    remove_member(by=request.auth, group_id=group, user_id=user)
    return Status(204, None)


@router.post("/groups/{group}/leave", response={204: None}, summary="Leave a group")
def leave(request: AuthenticatedRequest, group: UUID) -> Status[None]:
    """The eldest member manages after the last manager; the last one archives it."""
    leave_group(person=request.auth, group_id=group)
    return Status(204, None)
