"""What a person is called."""

from django.db import transaction

from accounts.audit import Actor, record
from accounts.models import User, name_words
from accounts.tidings import renamed


def display_name(title: str, first_name: str, last_name: str) -> str:
    """
    >>> display_name("Dr", "Claire", "Petit")
    'Dr Claire Petit'
    """
    return " ".join(part for part in (title, first_name, last_name) if part)


@transaction.atomic
def rename_person(
    *, actor: Actor, user_id: int, first_name: str, last_name: str, title: str = ""
) -> User:
    """Change the name that others read, and the words by which they find the person."""
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    user.first_name, user.last_name = first_name, last_name
    user.display_name = display_name(title, first_name, last_name)
    user.name_words = name_words(user)
    user.save(update_fields=["first_name", "last_name", "display_name", "name_words"])
    record(actor, "accounts.person.renamed", user)
    renamed.tell([user.pk])
    return user
