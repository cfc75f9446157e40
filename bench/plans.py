"""How PostgreSQL finds what each screen shows, at a million entries.

`python -m bench.plans` starts the benchmark's PostgreSQL on its large database (made
by `make bench ARGS=w6`), runs each screen as a server does, asks EXPLAIN about each of
its queries, and writes docs/query-plans.md.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from bench import aged, servers
from local import cores, services
from local.children import ROOT, Failed

PAGE = ROOT / "docs" / "query-plans.md"
WHO = (aged.SAME, aged.BUSY)
HOME = ROOT / "var" / "bench"


def main(home: Path) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    logs = home / f"plans-{os.getpid()}"
    logs.mkdir(parents=True)
    try:
        with services.running(home, logs, cores.split().everything) as running:
            if not running.postgres.has_database("aged_large"):
                raise Failed("There is no large database yet: make bench ARGS=w6")
            running.postgres.ask("VACUUM ANALYZE", "aged_large")
            system = servers.relais(
                "relais", logs, running, database="aged_large", env={"DEMO": "1"}
            )
            version = running.postgres.ask("SHOW server_version")[0][0].split()[0]
            PAGE.write_text(system.run("-m", "bench.explain", version, *WHO))
    finally:
        shutil.rmtree(logs, ignore_errors=True)
    print(f"Written: {PAGE}")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).resolve() if sys.argv[1:] else HOME)
    except Failed as error:
        sys.exit(str(error))
