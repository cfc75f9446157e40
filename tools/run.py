"""`make run`: from a bare Python to a server on this machine. Stdlib only."""

import os
import signal
import socket
import subprocess
import sys

import venv_keeper as venv

ACCOUNTS = """\
Demo accounts (password of all: relais-demo)
  admin@tilleuls.example            administrator
  claire.petit@tilleuls.example     practitioner, dermatologist
  karim.benali@tilleuls.example     practitioner, dermatologist
  sophie.moreau@tilleuls.example    practitioner, dermatologist
  luc.girard@tilleuls.example       practitioner, nurse
  anne.roy@tilleuls.example         practitioner, nurse
  marc.delmas@tilleuls.example      practitioner, general practice
  julie.perrin@tilleuls.example     practitioner, pharmacy
  helene.marchand@val-orne.example  practitioner of another organisation
  admin@val-orne.example            administrator there
  jeanne.dubois@patients.example    patient (French)
  paul.caron@patients.example       patient (French)
  ines.faure@patients.example       patient (French)
  thomas.leroy@patients.example     patient (English)

"""
EVERYWHERE = {"0.0.0.0", "::", ""}
HERE = {"127.0.0.1", "localhost", "::1"}


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    host = os.environ.get("HOST") or "127.0.0.1"
    port = os.environ.get("PORT") or "8000"
    os.environ |= {"PORT": port, "HOST": host}
    os.environ.setdefault("DEMO", "1")
    _require_free(host, int(port))
    venv.ensure("base")
    manage = [str(venv.PYTHON), "manage.py"]
    demo = os.environ["DEMO"].lower() in {"1", "true", "yes", "on"}
    prepare = [*manage, "prepare", *(["--demo"] if demo else [])]
    if failed := subprocess.run(prepare, cwd=venv.ROOT).returncode:
        sys.exit(failed)
    named = "localhost" if host in HERE | EVERYWHERE else host
    words = f"\nRelais serves http://{named}:{port}   (Ctrl-C ends it)\n"
    os.environ["ANNOUNCE"] = words + (f"\n{ACCOUNTS}" if demo else "")
    os.chdir(venv.ROOT)
    serve = [*manage, "serve", "--host", host, "--port", port]
    os.execv(serve[0], serve)


def _require_free(host: str, port: int) -> None:
    """Say so before a minute of installing, not after it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"{host}:{port} cannot be used ({error.strerror}). "
                "Another port: PORT=8001 make run"
            )


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
