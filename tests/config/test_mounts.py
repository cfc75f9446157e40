from pathlib import Path

import pytest

from config.mounts import network_filesystem

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /srv/with\\040space rw - nfs4 files:/export rw
31 22 0:41 / /srv/near rw - xfs /dev/sdb1 rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(MOUNTS)
    return path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/with space/relais/relais.sqlite3", "nfs4"),
        ("/srv/near/relais.sqlite3", ""),
        ("/relais.sqlite3", ""),
    ],
)
def test_the_deepest_mount_decides(mounts: Path, path: str, kind: str):
    assert network_filesystem(Path(path), mounts) == kind


def test_where_nothing_is_known_nothing_is_refused(tmp_path: Path):
    assert network_filesystem(Path("/relais.sqlite3"), tmp_path / "none") == ""
