"""Groups and questions for operators: to read, without a title or a text.

Every change is an action of a member, or of the organisation's administrator.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from groups.models import Group, GroupMember, Question

if TYPE_CHECKING:
    Inline = admin.TabularInline[GroupMember, Group]
    ModelAdmin = admin.ModelAdmin[Group]
    QuestionModelAdmin = admin.ModelAdmin[Question]
else:
    Inline, ModelAdmin = admin.TabularInline, admin.ModelAdmin
    QuestionModelAdmin = admin.ModelAdmin


class ReadOnly:
    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MemberInline(ReadOnly, Inline):
    model = GroupMember
    fields = ("user", "organisation", "is_manager", "added_at", "removed_at")
    readonly_fields = fields
    ordering = ("removed_at", "id")


@admin.register(Group)
class GroupAdmin(ReadOnly, ModelAdmin):
    list_display = (
        "name",
        "kind",
        "organisation",
        "is_active",
        "created_at",
        "archived_at",
    )
    list_filter = ("kind", "is_active", "organisation")
    search_fields = ("name",)
    readonly_fields = ("uuid", "created_at")
    exclude = ("asked_digest", "client_id", "queue_whole_from", "queue_moved_at")
    list_select_related = ("organisation",)
    inlines: ClassVar = [MemberInline]


@admin.register(Question)
class QuestionAdmin(ReadOnly, QuestionModelAdmin):
    """Where it stands; what it says is for those who take part."""

    fields = list_display = (
        "conversation",
        "group",
        "state",
        "requester",
        "assignee",
        "asked_at",
        "claimed_at",
        "closed_at",
    )
    list_filter = ("state", "group")
    list_select_related = ("conversation", "group", "requester", "assignee")
    search_fields = ("conversation__uuid",)
    ordering = ("-asked_at",)
    show_full_result_count = False
