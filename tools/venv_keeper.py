"""The virtual environment, made and kept at what the lock file says. Stdlib only."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

NO_VENV = """\
This Python has no complete `venv` module, which makes virtual environments.
On Debian or Ubuntu:  apt install python3-venv
then run the same command again.
"""
OLD_PYTHON = "Relais needs Python 3.11 or newer; this is Python {}.{}.\n"


def ensure(lock: str) -> None:
    """Make the environment hold what `requirements/<lock>.txt` names.

    The developers' lock contains the server's: whoever has it needs nothing for `base`.
    """
    if sys.version_info < (3, 11):
        sys.exit(OLD_PYTHON.format(*sys.version_info[:2]))
    wanted = _digest(lock)
    mark = VENV / "installed"
    installed = mark.read_text().split() if mark.exists() and PYTHON.exists() else []
    if wanted in installed:
        return
    _make()
    _install(lock)
    names = ["base", "dev"] if lock == "dev" else ["base"]
    mark.write_text("\n".join(_digest(name) for name in names))


def _digest(lock: str) -> str:
    content = (ROOT / "requirements" / f"{lock}.txt").read_bytes()
    return f"{lock}:{hashlib.sha256(content).hexdigest()}"


def _make() -> None:
    if PYTHON.exists():
        return
    print("Making the virtual environment .venv …", flush=True)
    try:
        import ensurepip  # noqa: F401  Debian ships venv without it
        import venv
    except ImportError:
        sys.exit(NO_VENV)
    venv.create(VENV, with_pip=True, clear=True)


def _install(lock: str) -> None:
    print(f"Installing requirements/{lock}.txt (a few minutes, once) …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes"]
    pip += ["--disable-pip-version-check", "-r", f"requirements/{lock}.txt"]
    if subprocess.run(pip, cwd=ROOT).returncode:
        sys.exit("The installation failed; what pip says above tells why.")


if __name__ == "__main__":
    ensure(sys.argv[1])
    if sys.argv[2:]:
        os.execv(PYTHON, [str(PYTHON), *sys.argv[2:]])
