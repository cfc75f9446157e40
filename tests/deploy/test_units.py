"""systemd's units, the compose file and the environment files say what is true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from local.asgi import UVICORN
from tests.deploy.shipped import (
    DEPLOY,
    OF_IMAGES,
    ROOT,
    unit,
    variables_of,
    variables_read,
)

UNITS = sorted(path.name for path in (DEPLOY / "systemd").iterdir())
ENVIRONMENTS = sorted(DEPLOY.glob("*.example"))
HARDENED = {
    "NoNewPrivileges": ["yes"],
    "ProtectSystem": ["strict"],
    "ProtectHome": ["yes"],
    "PrivateTmp": ["yes"],
    "CapabilityBoundingSet": [""],
}
GRACE_SECONDS = int(UVICORN[UVICORN.index("--timeout-graceful-shutdown") + 1])


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text()))


def test_the_unit_serves_as_the_tests_do():
    command = unit("relais-web@.service")["ExecStart"][0].split()[1:]
    served = [one for one in command if one not in {"--port", "%i"}]
    assert sorted(served) == sorted(UVICORN)


def test_the_image_serves_as_the_tests_do():
    command = (DEPLOY / "Dockerfile").read_text().partition("\nCMD ")[2]
    served = re.findall(r'"([^"]+)"', command)[1:]
    here = [*UVICORN, "--port", "8000"]
    assert sorted(served) == sorted(
        "0.0.0.0" if one == "127.0.0.1" else one for one in here
    )


def test_there_is_time_for_the_goodbyes():
    web = unit("relais-web@.service")
    assert web["KillSignal"] == ["SIGTERM"]
    # One signal: a second one makes uvicorn leave its clients at once.
    assert web["KillMode"] == ["mixed"]
    assert int(web["TimeoutStopSec"][0]) > GRACE_SECONDS
    for name in ("web-1", "web-2"):
        service = compose()["services"][name]
        assert service["stop_signal"] == "SIGTERM"
        assert int(service["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS


@pytest.mark.parametrize("name", ["relais-web@.service", "relais-prepare.service"])
def test_a_service_may_do_little(name: str):
    found = unit(name)
    assert {key: found[key] for key in HARDENED} == HARDENED
    assert found["User"] == ["relais"]
    assert found["EnvironmentFile"] == ["/etc/relais.env"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_it(name: str, tmp_path: Path):
    for other in UNITS:
        text = (DEPLOY / "systemd" / other).read_text()
        here = text.replace("/opt/relais/app/.venv/bin/python", "/bin/true")
        (tmp_path / other).write_text(here.replace("/usr/bin/curl", "/bin/true"))
    file = tmp_path / name.replace("@", "@8001")
    if not file.exists():
        file.symlink_to(tmp_path / name)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(file)],
        capture_output=True,
        text=True,
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )
    # It also tells of other units of this machine.
    ours = [line for line in done.stderr.splitlines() if "relais" in line]
    assert ours == []


def test_compose_starts_two_processes_when_all_is_prepared():
    services = compose()["services"]
    assert {*services} == {
        *("web-1", "web-2", "deliver", "prepare"),
        *("nginx", "postgres", "redis"),
    }
    assert services["web-1"] == services["web-2"]
    for name, service in services.items():
        assert {*service.get("depends_on", ())} <= {*services}, name
        mounted = {one.partition(":")[0] for one in service.get("volumes", ())}
        kept = {one for one in mounted if not one.startswith(".")}
        assert kept <= {*compose()["volumes"]}, name
        files = {one for one in mounted if one.endswith(".conf")}
        assert all((DEPLOY / one).exists() for one in files), name
    assert {name for name in services if "ports" in services[name]} == {"nginx"}
    wanted = services["web-1"]["depends_on"]["prepare"]["condition"]
    assert wanted == "service_completed_successfully"


@pytest.mark.parametrize("path", ENVIRONMENTS, ids=lambda path: path.name)
def test_every_variable_is_one_that_the_settings_read(path: Path):
    assert {*variables_of(path)} <= variables_read() | OF_IMAGES


def test_variables_in_units_and_compose_are_ones_that_the_settings_read():
    named = re.findall(
        r"^Environment=(\w+)=",
        (DEPLOY / "systemd" / "relais-prepare.service").read_text(),
        re.MULTILINE,
    )
    for service in compose()["services"].values():
        named += service.get("environment", {})
    assert {*named} == {"STATEMENT_TIMEOUT"}
    assert {*named} <= variables_read()
    text = (DEPLOY / "Dockerfile").read_text()
    assert {*re.findall(r"\b([A-Z_]{4,})=", text)} <= variables_read() | OF_IMAGES


@pytest.mark.parametrize("path", ENVIRONMENTS, ids=lambda path: path.name)
def test_the_example_passes_the_checks(path: Path, tmp_path: Path):
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}
    env |= variables_of(path) | {"DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "manage.py", "check", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(env["PROCESSES"]) == 2
