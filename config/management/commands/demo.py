import time
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from accounts.models import Organisation
from config.demo import large, large_questions, people, questions, replies, talk


class Command(BaseCommand):
    help = (
        "Make the demonstration's invented clinics; with --size, a large one for load "
        "and scale work. Refused unless DEMO=1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--size", type=int, metavar="N", help="a clinic of N practitioners"
        )
        parser.add_argument(
            "--conversations", type=int, help="how many, instead of 5 a practitioner"
        )
        parser.add_argument(
            "--entries", type=int, help="how many in all, instead of 20 a conversation"
        )
        parser.add_argument(
            "--longest",
            type=int,
            default=0,
            help="how many entries one private conversation of the first has",
        )
        parser.add_argument(
            "--questions", type=int, help="how many, instead of 1 a practitioner"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo accounts are not allowed here. Set DEMO=1.")
        if options["size"]:
            self._make_large(options)
        elif Organisation.objects.filter(slug=people.TILLEULS.slug).exists():
            self.stdout.write("The demo data is there already.")
        else:
            with transaction.atomic():
                people.populate()
                talk.converse()
                questions.ask_around()
                replies.prepare()
            self.stdout.write("Demo data made.")

    def _make_large(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        made = large.make(
            practitioners=options["size"],
            conversations=options["conversations"],
            entries=options["entries"],
            longest=options["longest"],
        )
        organisation = Organisation.objects.get(
            memberships__user__email=made.first_email
        )
        n_questions = options["questions"] or made.practitioners
        asked = large_questions.make(organisation, n_questions=n_questions)
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{made.practitioners} practitioners, {made.conversations} conversations, "
            f"{made.entries} entries, {asked.groups} expert groups, "
            f"{asked.questions} questions in {seconds:.0f} s. "
            f"Sign in as {made.first_email} … {made.last_email}, {asked.patient_email}."
        )
