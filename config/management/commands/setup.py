import sys
from argparse import SUPPRESS
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from accounts.actions.creating import create_organisation, create_person
from accounts.actions.joining import add_member
from accounts.models import Language, Organisation, validate_time_zone
from lib.errors import DomainError

ASKED = {
    "organisation": "Name of the organisation",
    "email": "E-mail of its first administrator",
    "first_name": "First name",
    "last_name": "Last name",
}


class Command(BaseCommand):
    help = (
        "Make what a new installation needs: tables, static files, the secret key, an "
        "organisation and its first administrator. Asks for what no option says."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for name, question in ASKED.items():
            option = f"--{name.replace('_', '-')}"
            parser.add_argument(option, default="", help=question)
        parser.add_argument("--slug", default="", help="default: from the name")
        parser.add_argument("--time-zone", default="Europe/Paris")
        parser.add_argument("--language", choices=Language.values, default="fr")
        parser.add_argument("--emergency-number", default="15")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password there"
        )
        parser.add_argument("--no-prepare", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["no_prepare"]:
            call_command("prepare", stdout=self.stdout)
        for name, question in ASKED.items():
            options[name] = options[name] or input(f"{question}: ").strip()
        slug = options["slug"] or slugify(options["organisation"])
        try:
            _require_valid(options, slug)
            password = _password(from_stdin=options["password_stdin"])
            self._make(options, slug, password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(f"{options['organisation']} is ready. Sign in as its")
        self.stdout.write(f"administrator: {options['email']}")

    @transaction.atomic
    def _make(self, options: dict[str, Any], slug: str, password: str) -> None:
        organisation = create_organisation(
            actor=None,
            name=options["organisation"],
            slug=slug,
            time_zone=options["time_zone"],
            language=options["language"],
            emergency_number=options["emergency_number"],
        )
        # The first administrator is the operator too: he opens /admin/.
        person = create_person(
            actor=None,
            email=options["email"],
            first_name=options["first_name"],
            last_name=options["last_name"],
            password=password,
            language=options["language"],
            time_zone=options["time_zone"],
            is_staff=True,
            is_superuser=True,
        )
        add_member(
            actor=None, user=person, organisation=organisation, is_administrator=True
        )


def _require_valid(options: dict[str, Any], slug: str) -> None:
    validate_email(options["email"])
    validate_time_zone(options["time_zone"])
    if not options["organisation"] or not slug:
        raise CommandError("An organisation has a name.")
    if Organisation.objects.filter(slug=slug).exists():
        raise CommandError(f"There is an organisation {slug} already.")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass("Password: ")
        if getpass("Again: ") != password:
            raise CommandError("The two are not the same.")
    validate_password(password)
    return password
