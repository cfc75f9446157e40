"""nginx accepts the shipped configuration, and its limits fit the server's."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from cluster import machine
from local.children import free_port
from photos.decoding import IDLE_SECONDS, WALL_SECONDS
from photos.limits import WAIT_SECONDS
from photos.starting import GRACE_SECONDS
from realtime.limits import Limits
from tests.deploy.shipped import DEPLOY

NGINX = DEPLOY / "nginx"
APP = (NGINX / "app.conf").read_text()


def certificate(folder: Path) -> None:
    names = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem"))
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1")
    subject = ("-subj", "/CN=relais.example.org")
    command = ["openssl", *made, *names, *subject]
    subprocess.run(command, check=True, capture_output=True)


def moved(text: str, home: Path) -> str:
    """The same configuration with its files in `home` and ports that are free."""
    for old, new in (
        (r"/\S+/fullchain\.pem", f"{home}/cert.pem"),
        (r"/\S+/privkey\.pem", f"{home}/key.pem"),
        (r"/var/log/nginx/", f"{home}/"),
        (r"/run/nginx\.pid", f"{home}/nginx.pid"),
        (r"/etc/nginx/mime\.types", f"{home}/mime.types"),
        (r"(?m)^user .*$", ""),
        (r"(?m)^ *listen \[::\].*$", ""),
        (r"listen 443", f"listen 127.0.0.1:{free_port()}"),
        (r"listen 80", f"listen 127.0.0.1:{free_port()}"),
        (r"web-\d:8000", "127.0.0.1:8000"),
    ):
        text = re.sub(old, new, text)
    return text


def answer_of_nginx(home: Path, text: str) -> subprocess.CompletedProcess[str]:
    certificate(home)
    (home / "mime.types").write_text("types { text/css css; }\n")
    shutil.copytree(NGINX, home / "relais")
    file = home / "nginx.conf"
    file.write_text(moved(text, home))
    binary = machine.nginx()
    assert binary
    command = [binary, "-t", "-q", "-p", str(home), "-e", f"{home}/e", "-c", str(file)]
    return subprocess.run(command, capture_output=True, text=True, cwd="/")


def whole() -> str:
    return (NGINX / "nginx.conf").read_text()


def of_compose() -> str:
    """Inside the http of the image's own nginx.conf."""
    inside = (NGINX / "compose.conf").read_text()
    return f"pid /run/nginx.pid; events {{}} http {{ {inside} }}"


@pytest.mark.nginx
@pytest.mark.parametrize("text", [whole, of_compose])
def test_nginx_accepts_it(text, tmp_path: Path):
    done = answer_of_nginx(tmp_path, text())
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def directive(name: str, text: str) -> str:
    found = re.search(rf"^\s*{name} (.+);", text, re.MULTILINE)
    assert found, name
    return found[1]


def test_a_socket_may_be_as_quiet_as_its_pings_allow():
    sockets = APP[APP.index("location /ws/") :]
    for name in ("proxy_read_timeout", "proxy_send_timeout"):
        seconds = float(directive(name, sockets).removesuffix("s"))
        assert seconds >= 3 * Limits().ping_every_seconds


def test_what_the_server_takes_nginx_lets_through():
    megabytes = int(directive("client_max_body_size", APP).removesuffix("m"))
    assert megabytes * 2**20 >= settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_nginx_waits_until_a_photo_is_read():
    longest = WAIT_SECONDS + IDLE_SECONDS + WALL_SECONDS + GRACE_SECONDS
    for place in ("location / {", "location = /api/v1/photos {"):
        seconds = directive("proxy_read_timeout", APP[APP.index(place) :])
        assert float(seconds.removesuffix("s")) > longest


def test_what_a_client_claims_to_be_is_replaced():
    headers = dict(re.findall(r"proxy_set_header (\S+) (\S+);", APP))
    assert headers == {
        "Host": "$http_host",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
        "Upgrade": "$http_upgrade",
        "Connection": "$connection_upgrade",
    }
    # A location with a header of its own would inherit none of these.
    assert "proxy_set_header" not in APP[APP.index("location /") :]


@pytest.mark.parametrize("name", ["nginx.conf", "compose.conf"])
def test_a_process_that_restarts_is_never_left_out(name: str):
    servers = re.findall(
        r"^\s+server .+:\d+.*;", (NGINX / name).read_text(), re.MULTILINE
    )
    assert len(servers) == 2
    assert all("max_fails=0" in server for server in servers)
