"""For operators: what exists and who takes part. No text, no title, no draft."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from chat.models import Conversation, Epoch, Participant


class Seen(admin.ModelAdmin[Any]):
    """Operators look; actions write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False


@admin.register(Conversation)
class ConversationAdmin(Seen):
    fields = list_display = (
        "uuid",
        "kind",
        "state",
        "head",
        "moved_at",
        "created_at",
        "organisations",
    )
    list_filter = ("kind", "state")
    search_fields = ("uuid",)
    ordering = ("-moved_at",)
    show_full_result_count = False


@admin.register(Participant)
class ParticipantAdmin(Seen):
    fields = list_display = (
        "conversation",
        "user",
        "from_seq",
        "left_seq",
        "joined_at",
        "left_at",
    )
    list_select_related = ("conversation", "user")
    search_fields = ("conversation__uuid", "user__email")
    ordering = ("-pk",)
    show_full_result_count = False


@admin.register(Epoch)
class EpochAdmin(Seen):
    fields = list_display = ("word", "began_at")
