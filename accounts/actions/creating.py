"""New organisations, people and patient records."""

from typing import Any

from django.db import transaction

from accounts.actions.naming import display_name
from accounts.audit import Actor, record
from accounts.errors import EmailTaken
from accounts.models import Organisation, PatientRecord, User


@transaction.atomic
def create_organisation(
    *, actor: Actor, name: str, slug: str, **settings: str | bool
) -> Organisation:
    """`settings` are further columns: language, time_zone, emergency_number…"""
    organisation = Organisation.objects.create(name=name, slug=slug, **settings)
    record(actor, "accounts.organisation.created", organisation, {"slug": slug})
    return organisation


@transaction.atomic
def create_person(
    *,
    actor: Actor,
    email: str,
    first_name: str,
    last_name: str,
    title: str = "",
    password: str | None = None,
    **fields: str | bool,
) -> User:
    """Open an account. Without a password its owner asks for one by e-mail."""
    if User.objects.filter(email__iexact=email).exists():
        raise EmailTaken
    user = User.objects.create_user(
        email,
        password,
        first_name=first_name,
        last_name=last_name,
        display_name=display_name(title, first_name, last_name),
        **fields,
    )
    record(actor, "accounts.person.created", user)
    return user


@transaction.atomic
def create_record(
    *, actor: Actor, organisation: Organisation, user: User | None = None, **fields: Any
) -> PatientRecord:
    """Open a patient's record; `fields` are its columns, `user` his account if any."""
    opened = PatientRecord.objects.create(
        organisation=organisation, user=user, **fields
    )
    record(actor, "accounts.record.created", opened)
    return opened
