"""What a person chooses for himself."""

from django.db import transaction

from accounts.audit import record
from accounts.models import Language, User
from accounts.people import Person
from lib.errors import InvalidRequest


@transaction.atomic
def choose_language(*, person: Person, language: str) -> None:
    """Pages and e-mails speak this language to him from now on."""
    if language not in Language.values:
        raise InvalidRequest(field="language")
    user = User.objects.get(pk=person.id)
    user.language = language
    user.save(update_fields=["language"])
    record(person, "accounts.person.language_chosen", user, {"language": language})
