"""Two databases of different age, made by `manage.py demo` and kept between runs.

Both hold the same clinic of 10,000 entries; the large one a second clinic too, whose
first practitioner has 10,000 conversations. Run beside a server on its database,
`python -m bench.aged` signs somebody in or counts somebody's badge.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from bench import servers
from bench.plan import Plan
from bench.servers import System

if TYPE_CHECKING:
    from accounts.models import User

# The same clinic in both: half of its conversations are groups, all with the first
# practitioner, who so has about 500.
CLINIC = ("--size", "50", "--conversations", "1000", "--entries", "10000")
HOSPITAL = ("--size", "500", "--conversations", "20000", "--entries", "990000")
SAME = "p1@large-1.example"
BUSY = "p1@large-2.example"


def databases(system: str, plan: Plan) -> tuple[System, System]:
    """Return the small and the large one, filled where they were not."""
    return _database(system, "small", plan), _database(system, "large", plan)


def is_kept(system: str, plan: Plan) -> bool:
    return (_directory(system, "large", plan) / "filled").exists()


def sign_in(system: System, email: str) -> dict[str, Any]:
    """Return a session of this person, and what he can open."""
    found: dict[str, Any] = json.loads(system.run("-m", "bench.aged", "sign_in", email))
    return found


def badges(system: System, email: str, count: int) -> list[float]:
    """Return how many milliseconds each count of his badge took: nobody asks for it
    over the wire, where clients count what they have."""
    found: list[float] = json.loads(
        system.run("-m", "bench.aged", "badges", email, str(count))
    )
    return found


def _directory(system: str, age: str, plan: Plan) -> Path:
    return plan.home / "aged" / f"{system}-{age}"


def _database(system: str, age: str, plan: Plan) -> System:
    directory = _directory(system, age, plan)
    filled = directory / "filled"
    services = plan.services if system == "relais" else None
    name = f"aged_{age}"
    if not filled.exists() or (services and not services.postgres.has_database(name)):
        shutil.rmtree(directory, ignore_errors=True)
        if services:
            services.postgres.make_database(name)
    made = servers.relais(system, directory, services, database=name, env={"DEMO": "1"})
    if not filled.exists():
        _fill(made, name, age)
        filled.touch()
    return made


def _fill(system: System, name: str, age: str) -> None:
    for clinic in (CLINIC, HOSPITAL) if age == "large" else (CLINIC,):
        print(f"  {system.title}: {system.run('manage.py', 'demo', *clinic)}", end="")
    if system.services:
        # What autovacuum does a minute later.
        system.services.postgres.ask("VACUUM ANALYZE", name)


# Beside a server, on its database.


def _sign_in(email: str) -> dict[str, Any]:
    from bench.seeding import sessions_of
    from chat.models import Participant
    from groups.models import GroupMember

    user = _user(email)
    mine = Participant.objects.filter(user=user).order_by("conversation")
    experts = GroupMember.objects.filter(user=user, group__kind="expert")
    last = mine.select_related("conversation").last()
    expert = experts.select_related("group").first()
    assert last
    assert expert
    return {
        "session": sessions_of([user])[0],
        "n_conversations": mine.count(),
        "conversation": str(last.conversation.uuid),
        "group": str(expert.group.uuid),
    }


def _badges(email: str, count: str) -> list[float]:
    from accounts.signing import picture
    from chat.queries import badge

    person = picture(_user(email))
    badge(person)
    times = []
    for _ in range(int(count)):
        began = time.perf_counter()
        badge(person)
        times.append(1000 * (time.perf_counter() - began))
    return times


def _user(email: str) -> User:
    from accounts.models import User

    return User.objects.get(email=email)


if __name__ == "__main__":
    django.setup()
    task, *arguments = sys.argv[1:]
    tasks: dict[str, Any] = {"sign_in": _sign_in, "badges": _badges}
    sys.stdout.write(json.dumps(tasks[task](*arguments)))
