"""On what, and under which conditions, was measured."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from pathlib import Path

from bench.plan import Plan
from bench.servers import RAISED
from local import cores


def here() -> dict[str, str]:
    """Return when and on what machine, by name."""
    return {
        "at": time.strftime("%Y-%m-%d %H:%M:%S %Z"),
        "load average at the beginning": _load(),
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0))),
    }


def of(plan: Plan) -> dict[str, str]:
    """Return what a reader of the figures must know, by name."""
    found = here() | {
        "cores": _cores(),
        "Python": platform.python_version(),
        "repetitions": f"{plan.repeat}, of {plan.seconds:g} s; medians",
        "raised limits": ", ".join(f"{k}={v}" for k, v in RAISED.items()),
    }
    if plan.services:
        postgres = plan.services.postgres
        settings = (f"{k}={v}" for k, v in postgres.durability().items())
        version = postgres.ask("SHOW server_version")[0][0]
        found["PostgreSQL"] = f"{version}, its defaults: {', '.join(settings)}"
    if embedded := plan.systems.get("embedded"):
        found["SQLite"] = f"{sqlite3.sqlite_version}, " + embedded.run("-c", PRAGMAS)
    return found


def at_the_end() -> dict[str, str]:
    return {"load average at the end": _load()}


PRAGMAS = """
import django
django.setup()
from django.db import connection
for name in ("journal_mode", "synchronous"):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        print(f"{name}={cursor.fetchone()[0]}", end=" ")
print("(2 is FULL)", end="")
"""


def _load() -> str:
    return " ".join(f"{load:.2f}" for load in os.getloadavg())


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(": ")[2] for line in lines if "model name" in line]
    return models[0] if models else platform.machine()


def _cores() -> str:
    split = cores.split()
    if len(split.everything) == 1:
        return "one for everything: the generator disturbs the servers"
    return (
        f"{len(split.everything)}; servers, PostgreSQL and Redis on one, the load "
        "generator on another; all free in W7"
    )
