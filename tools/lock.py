"""Write the lock files: hashes, and no host that this machine happens to use."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUIET = ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"]
QUIET += ["--no-emit-options", "--no-header", "--allow-unsafe"]

# Without its extra, pip would take `coverage[toml]`, which pytest-cov asks for, for
# another package than the locked one, and look for the newest. The base is also a file
# of constraints, and those may not name extras.
EXTRAS = {
    "base": "--strip-extras",
    "fcm": "--strip-extras",
    "heic": "--strip-extras",
    "s3": "--strip-extras",
    "dev": "--no-strip-extras",
}


def main() -> None:
    tool = Path(sys.executable).with_name("pip-compile")
    for name, extras in EXTRAS.items():
        files = ["-o", f"requirements/{name}.txt", f"requirements/{name}.in"]
        upgrade = sys.argv[1:]
        options = ["--quiet", "--generate-hashes", *QUIET, extras]
        command = [str(tool), *options, *upgrade, *files]
        subprocess.run(command, cwd=ROOT, check=True)
        _require_hostless(ROOT / "requirements" / f"{name}.txt")


def _require_hostless(lock: Path) -> None:
    text = lock.read_text()
    if "://" in text or " /" in text or "--find" in text or "--index" in text:
        sys.exit(f"{lock} names a host or a path of this machine.")


if __name__ == "__main__":
    main()
