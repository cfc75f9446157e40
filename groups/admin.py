"""Groups for operators: to read; every change is an action of a member."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from groups.models import Group, GroupMember

if TYPE_CHECKING:
    Inline = admin.TabularInline[GroupMember, Group]
    ModelAdmin = admin.ModelAdmin[Group]
else:
    Inline, ModelAdmin = admin.TabularInline, admin.ModelAdmin


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
    list_display = ("name", "kind", "organisation", "created_at", "archived_at")
    list_filter = ("kind", "organisation")
    search_fields = ("name",)
    readonly_fields = ("uuid", "created_at")
    exclude = ("asked_digest", "client_id")
    list_select_related = ("organisation",)
    inlines: ClassVar = [MemberInline]
