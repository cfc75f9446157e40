"""On what kind of disk a file is."""

from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre"}
)


def network_filesystem(path: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of network file system that holds `path`, "" for a local one."""
    try:
        lines = mounts.read_text().splitlines()
    except OSError:
        return ""  # Not Linux: nothing is known.
    kind = _kind_of(path.resolve(), lines)
    remote = kind in NETWORK or kind in {"fuse.sshfs", "fuse.glusterfs", "fuse.rclone"}
    return kind if remote else ""


def _kind_of(path: Path, lines: list[str]) -> str:
    mounted = {}
    for line in lines:
        place, _, device = line.partition(" - ")
        mounted[Path(_unescaped(place.split()[4]))] = device.split()[0]
    holders = [point for point in mounted if path.is_relative_to(point)]
    deepest = max(holders, key=lambda point: len(point.parts), default=None)
    return mounted[deepest] if deepest else ""


def _unescaped(text: str) -> str:
    return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
