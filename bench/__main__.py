"""`make bench`: measure, print, keep. `python -m bench --help` lists the options."""

from __future__ import annotations

import argparse
import fcntl
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, NoReturn

from bench import aged, facts, report, servers
from bench.client import Broken
from bench.plan import Plan
from bench.results import Results
from bench.scenarios import RUNS_ON, SCENARIOS
from local import cores, services
from local.asgi import SERVERS, is_installed
from local.children import ROOT, Failed

NEEDS_SERVICES = ("plain", "relais")


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, _interrupt)
    _raise_file_limit()
    home = options.home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    results = Results()
    began = time.strftime("%Y%m%d-%H%M%S")
    try:
        with _house(home, options) as plan:
            results.facts = facts.of(plan)
            report.say(f"{name}: {value}" for name, value in results.facts.items())
            if options.profile:
                _profile(options, plan, home / began)
            else:
                _measure(options, plan, results)
    except KeyboardInterrupt:
        results.failures.append("Interrupted: what was measured is a part.")
    except Failed as error:
        results.failures.append(str(error))
        report.say(results.failures)
    if results.figures:
        results.facts |= facts.at_the_end()
        report.say(report.plain_text(results))
        results.write(home / f"{began}.json")
        report.say([f"\nKept in {home / began}.json"])
    return 1 if results.failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("scenarios", nargs="*", help=f"of {', '.join(SCENARIOS)}")
    parser.add_argument(
        "--server",
        action="append",
        choices=SERVERS,
        help="measure Relais on this ASGI server instead; several times for several",
    )
    parser.add_argument("--repeat", type=int, help="repetitions (3)")
    parser.add_argument("--seconds", type=float, help="of each load (8)")
    parser.add_argument("--quick", action="store_true", help="a glance: 1 repetition")
    parser.add_argument(
        "--database", choices=("both", "postgresql", "sqlite"), default="both"
    )
    parser.add_argument(
        "--profile", action="store_true", help="run the servers under cProfile instead"
    )
    parser.add_argument(
        "--home", type=Path, default=ROOT / "var" / "bench", help="where it keeps files"
    )
    options = parser.parse_args()
    unknown = set(options.scenarios) - set(SCENARIOS)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    for server in options.server or ():
        if not is_installed(server):
            parser.error(f"{server} is not installed: make test installs it")
    return options


def _plan(home: Path, options: argparse.Namespace) -> Plan:
    quick = options.quick
    seconds = options.seconds or (3.0 if quick else 8.0)
    repeat = options.repeat or (1 if quick else 3)
    return Plan(
        home=home,
        repeat=repeat,
        warm_up=1.0 if quick else 2.0,
        seconds=seconds,
        calm_seconds=seconds / 2,
        n_requests=50 if quick else 150,
        n_questions=40 if quick else max(40, 200 // repeat),
        is_quick=quick,
    )


@contextmanager
def _house(home: Path, options: argparse.Namespace) -> Iterator[Plan]:
    """The systems, ready to be started; their data goes away at the end."""
    plan = _plan(home, options)
    directory = home / f"run-{os.getpid()}"
    with ExitStack() as stack:
        _hold_alone(stack.enter_context((home / "lock").open("w")))
        directory.mkdir()
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        os.sched_setaffinity(0, cores.split().generator)
        if options.database != "sqlite" and not _say_missing():
            plan.services = stack.enter_context(
                services.running(home, directory, cores.split().servers)
            )
            for database in ("relais", "plain"):
                plan.services.postgres.make_database(database)
            made = servers.plain(directory / "plain", plan.services)
            plan.systems["plain"] = made
            relais = servers.relais("relais", directory / "relais", plan.services)
            plan.systems["relais"] = relais
            for server in options.server or ():
                plan.systems[server] = servers.on_server(relais, server)
        if options.database != "postgresql":
            plan.systems["embedded"] = servers.relais(
                "embedded", directory / "embedded"
            )
        yield plan


def _hold_alone(lock: IO[str]) -> None:
    """Two runs at once would measure each other, and share PostgreSQL's files."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failed(f"Another run uses {lock.name}.") from None


def _say_missing() -> bool:
    missing = services.missing()
    if missing:
        report.say([f"LEFT OUT: what needs {' and '.join(missing)}"])
    return bool(missing)


def _measure(options: argparse.Namespace, plan: Plan, results: Results) -> None:
    chosen = options.scenarios or list(SCENARIOS)
    for scenario in chosen:
        for repetition in range(plan.repeat):
            for system in options.server or SCENARIOS[scenario].systems:
                if why := _left_out(scenario, system, plan, options):
                    if repetition == 0:
                        report.say([f"LEFT OUT: {scenario} {system}: {why}"])
                    continue
                _one(scenario, system, plan, results, repetition)


def _left_out(
    scenario: str, system: str, plan: Plan, options: argparse.Namespace
) -> str:
    if RUNS_ON.get(system, system) not in plan.systems:
        return "not chosen, or not installed"
    if plan.is_quick and scenario not in options.scenarios:
        if scenario == "w7":
            return "not in a quick run unless it is named"
        if scenario == "w6" and not aged.is_kept(system, plan):
            return "its large database is not made yet (make bench ARGS=w6)"
    return ""


def _one(
    scenario: str, system: str, plan: Plan, results: Results, repetition: int
) -> None:
    began = time.monotonic()
    try:
        figures = SCENARIOS[scenario].measure(system, plan)
    except (Broken, Failed, TimeoutError) as error:
        problem = f"FAILED: {scenario} {system}: {type(error).__name__} {error}"
        results.failures.append(problem)
        report.say([problem])
        return
    results.add(scenario, system, figures)
    some = ", ".join(
        f"{name} {report.number(value)}" for name, value in list(figures.items())[:4]
    )
    took = time.monotonic() - began
    report.say(
        [f"{scenario} {system:<9} {repetition + 1}/{plan.repeat} {some} ({took:.0f} s)"]
    )


def _profile(options: argparse.Namespace, plan: Plan, stem: Path) -> None:
    """Run each chosen scenario once for our systems, and keep what cProfile saw."""
    for scenario in options.scenarios or ["w1"]:
        for name in options.server or SCENARIOS[scenario].systems:
            system = plan.systems.get(RUNS_ON.get(name, name))
            if system is None or name == "plain":
                continue
            system.profile = Path(f"{stem}-{scenario}-{name}")
            figures = SCENARIOS[scenario].measure(name, plan)
            values = (f"{key} {report.number(v)}" for key, v in figures.items())
            report.say(
                [
                    f"{scenario} {name}: {', '.join(values)}",
                    f"Kept in {system.profile}-….profile.txt",
                ]
            )


def _raise_file_limit() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
