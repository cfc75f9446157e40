"""Deliveries for operators: what waits, what failed, and to try it again."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from push import queue
from push.models import Delivery


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin[Any]):
    """Nothing here says about what: a channel, a masked address, times, an outcome."""

    fields = list_display = (
        "uuid",
        "channel",
        "address",
        "kind",
        "state",
        "reason",
        "attempts",
        "not_before",
        "created_at",
        "sent_at",
        "ended_at",
    )
    readonly_fields = fields
    list_filter = ("state", "channel", "kind")
    search_fields = ("uuid", "provider_ref")
    ordering = ("-pk",)
    show_full_result_count = False
    actions = ("try_again",)

    @admin.action(description=_("Essayer de nouveau"))
    def try_again(self, request: HttpRequest, rows: QuerySet[Delivery]) -> None:
        n = queue.requeue(list(rows.values_list("pk", flat=True)))
        words = ngettext("%(n)s envoi repris.", "%(n)s envois repris.", n)
        self.message_user(request, words % {"n": n})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Of the list alone, whose action it is."""
        return obj is None and request.user.is_staff

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False
