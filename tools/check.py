"""`make check`: each check with its time, all of them even when one fails."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable

CHECKS = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "types": [str(BIN / "mypy"), "."],
    "set-up": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "tools/messages.py", "check"],
    "schema": [PYTHON, "tools/schema.py", "check"],
    "shape": [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/test_shape.py",
    ],
}


def main() -> None:
    chosen = sys.argv[1:] or list(CHECKS)
    failed = [name for name in chosen if not _passes(name)]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def _passes(name: str) -> bool:
    began = time.monotonic()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test"}
    done = subprocess.run(
        CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    passed = done.returncode == 0
    word = "ok" if passed else "FAILED"
    print(f"{name:<14} {word:<7} {time.monotonic() - began:5.1f} s", flush=True)
    if not passed:
        lines = f"{done.stdout}\n{done.stderr}".splitlines()
        print(*(line for line in lines if ": note: " not in line), sep="\n", flush=True)
    return passed


if __name__ == "__main__":
    main()
