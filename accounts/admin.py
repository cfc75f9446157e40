"""Operators' pages: organisations and people. What has an action goes through it."""

from typing import Any, ClassVar

from allauth.account.decorators import secure_admin_login
from allauth.account.views import logout
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.forms import CharField, ModelForm
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actions import creating, deactivating, describing, joining, leaving
from accounts.actions.naming import rename_person
from accounts.actions.switching import switch_messaging
from accounts.models import (
    AuditEvent,
    Department,
    Membership,
    Organisation,
    PatientRecord,
    User,
)


@login_required
def change_password(request: HttpRequest) -> HttpResponseBase:
    return redirect("account_change_password")


# One door for everybody, with its limits and its ending of sockets.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.logout = logout  # type: ignore[method-assign]
admin.site.password_change = change_password  # type: ignore[assignment]
# Deleting its row there would end nothing.
admin.site.unregister(UserSession)
admin.site.site_header = admin.site.site_title = "Relais"


class KeptAdmin(admin.ModelAdmin[Any]):
    """What a conversation or the audit trail may name is never deleted."""

    # How its changes are called in the audit trail.
    noun = ""

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: ModelForm[Any],
        change: bool,  # noqa: FBT001  Django's signature
    ) -> None:
        super().save_model(request, obj, form, change)
        verb = "changed" if change else "created"
        columns = {"columns": form.changed_data} if change else {}
        audit.record(operator(request), f"accounts.{self.noun}.{verb}", obj, columns)


def operator(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


class DepartmentInline(admin.TabularInline[Department, Organisation]):
    model = Department
    extra = 0
    can_delete = False


@admin.register(Organisation)
class OrganisationAdmin(KeptAdmin):
    noun = "organisation"
    list_display = ("name", "slug", "language", "is_messaging_on")
    readonly_fields = ("uuid", "is_messaging_on")
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    inlines = (DepartmentInline,)
    actions = ("activate_messaging", "deactivate_messaging")

    @admin.action(description=_("Activer la messagerie"))
    def activate_messaging(
        self, request: HttpRequest, chosen: QuerySet[Organisation]
    ) -> None:
        self._switch(request, chosen, on=True)

    @admin.action(description=_("Désactiver la messagerie"))
    def deactivate_messaging(
        self, request: HttpRequest, chosen: QuerySet[Organisation]
    ) -> None:
        self._switch(request, chosen, on=False)

    def _switch(
        self, request: HttpRequest, chosen: QuerySet[Organisation], *, on: bool
    ) -> None:
        for one in chosen:
            switch_messaging(actor=operator(request), organisation_id=one.pk, on=on)


class PersonForm(ModelForm[User]):
    title = CharField(label=_("Titre"), max_length=20, required=False)

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "language", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.instance.display_name
        self.fields["title"].initial = name.removesuffix(
            self.instance.get_full_name()
        ).strip()


@admin.register(User)
class PersonAdmin(KeptAdmin):
    """A new person has no password yet: « Mot de passe oublié » gives him one."""

    noun = "person"
    form = PersonForm
    list_display = ("display_name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "memberships__organisation")
    search_fields = ("email", "name_words")
    fields = ("title", *PersonForm.Meta.fields, "is_staff", "is_superuser")
    actions = ("deactivate", "reactivate")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> tuple[str, ...]:
        return ("email",) if obj else ()

    def save_model(
        self,
        request: HttpRequest,
        obj: User,
        form: ModelForm[Any],
        change: bool,  # noqa: FBT001  Django's signature
    ) -> None:
        names = {
            name: form.cleaned_data[name]
            for name in ("title", "first_name", "last_name")
        }
        if change:
            super().save_model(request, obj, form, change)
            rename_person(actor=operator(request), user_id=obj.pk, **names)
            return
        others = {name: getattr(obj, name) for name in self._others}
        made = creating.create_person(
            actor=operator(request), email=obj.email, **names, **others
        )
        obj.pk, obj._state.adding = made.pk, False
        obj.refresh_from_db()

    _others = ("language", "time_zone", "is_staff", "is_superuser")

    @admin.action(description=_("Fermer les comptes choisis"))
    def deactivate(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for one in chosen:
            deactivating.deactivate(actor=operator(request), user_id=one.pk)

    @admin.action(description=_("Rouvrir les comptes choisis"))
    def reactivate(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for one in chosen:
            deactivating.reactivate(actor=operator(request), user_id=one.pk)


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    """Ended, never deleted."""

    list_display = (
        "user",
        "organisation",
        "is_practitioner",
        "is_administrator",
        "specialty",
        "ended_at",
    )
    list_filter = ("organisation", "is_practitioner", "is_administrator")
    list_select_related = ("user", "organisation")
    search_fields = ("user__email", "user__name_words", "specialty_words")
    autocomplete_fields = ("user",)
    fields = (
        "user",
        "organisation",
        "is_practitioner",
        "is_administrator",
        "title",
        "specialty",
    )
    actions = ("end",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> tuple[str, ...]:
        return self.fields[:4] if obj else ()

    def save_model(
        self,
        request: HttpRequest,
        obj: Membership,
        form: ModelForm[Any],
        change: bool,  # noqa: FBT001  Django's signature
    ) -> None:
        if change:
            describing.describe_member(
                actor=operator(request),
                membership_id=obj.pk,
                title=obj.title,
                specialty=obj.specialty,
            )
            return
        made = joining.add_member(
            actor=operator(request),
            user=obj.user,
            organisation=obj.organisation,
            is_practitioner=obj.is_practitioner,
            is_administrator=obj.is_administrator,
            title=obj.title,
            specialty=obj.specialty,
        )
        obj.pk, obj._state.adding = made.pk, False

    @admin.action(description=_("Mettre fin aux appartenances choisies"))
    def end(self, request: HttpRequest, chosen: QuerySet[Membership]) -> None:
        for one in chosen:
            leaving.end_membership(actor=operator(request), membership_id=one.pk)


@admin.register(PatientRecord)
class RecordAdmin(KeptAdmin):
    noun = "record"
    list_display = ("last_name", "first_name", "birth_date", "organisation")
    list_filter = ("organisation",)
    search_fields = ("last_name", "first_name", "health_number")
    autocomplete_fields = ("user",)


@admin.register(AuditEvent)
class AuditAdmin(KeptAdmin):
    """Read only."""

    list_display = ("at", "actor", "verb", "object_type", "object_id")
    list_select_related = ("actor",)
    list_filter = ("object_type",)
    search_fields = ("verb", "object_id")
    date_hierarchy = "at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False
