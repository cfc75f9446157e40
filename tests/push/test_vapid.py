"""One key for all browsers, made once, read by nobody else."""

from __future__ import annotations

import subprocess
import sys
from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.core.management import CommandError, call_command

from push import checks, vapid
from push.channels.browser import Browser
from push.models import Device, Platform


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Any) -> Path:
    """Where the key of a public server will be."""
    settings.IS_PUBLIC = True
    settings.VAPID_KEY_FILE = tmp_path / "keys" / "vapid.pem"
    return Path(settings.VAPID_KEY_FILE)


def made(*arguments: str) -> str:
    said = StringIO()
    call_command("make_vapid_keys", *arguments, stdout=said)
    return said.getvalue().strip()


def test_the_command_makes_a_key_for_our_eyes_only_and_prints_its_public_half(file):
    printed = made()
    point = urlsafe_b64decode(printed + "=")
    assert (len(point), point[0]) == (65, 4)
    assert printed == vapid.public_key()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["vapid.pem"]


def test_a_key_that_is_there_stays(file):
    first, kept = made(), file.read_bytes()
    assert made() == first
    assert file.read_bytes() == kept


def test_it_is_replaced_only_when_asked_and_running_servers_notice(file, db):
    first = made()
    assert vapid.public_key() == first
    second = made("--replace")
    assert second != first
    assert vapid.public_key() == second
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["vapid.pem"]


def test_browsers_that_know_the_older_key_are_forgotten_with_it(alice):
    for platform in (Platform.BROWSER, Platform.IOS):
        Device.objects.create(user_id=alice.id, platform=platform, token=platform)
    made()
    assert Device.objects.count() == 2
    made("--replace")
    assert Device.objects.get().platform == Platform.IOS


def test_a_public_server_has_none_until_the_operator_makes_it(file):
    assert vapid.public_key() is None
    assert not Browser().is_on()
    assert not file.exists()
    made()
    assert Browser().is_on()


def test_away_from_the_public_it_is_made_when_first_needed(file, settings):
    settings.IS_PUBLIC = False
    public = vapid.public_key()
    assert public
    assert public == vapid.public_key()
    assert file.stat().st_mode & 0o777 == 0o600


def test_of_many_that_need_it_at_once_all_get_the_same(settings):
    settings.IS_PUBLIC = False
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: vapid.public_key(), range(16)))
    assert len(found) == 1
    assert found != {None}


def _pem(key: Any) -> bytes:
    form = PrivateFormat.TraditionalOpenSSL
    pem: bytes = key.private_bytes(Encoding.PEM, form, NoEncryption())
    return pem


def test_a_key_that_another_tool_wrote_is_read(file):
    file.parent.mkdir()
    file.write_bytes(_pem(ec.generate_private_key(ec.SECP256R1())))
    assert vapid.public_key() == made()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a key",
        _pem(ec.generate_private_key(ec.SECP384R1())),
        _pem(rsa.generate_private_key(65537, 2048)),
    ],
    ids=["empty", "noise", "another curve", "no curve"],
)
def test_what_is_no_such_key_turns_the_channel_off_and_is_not_lost(file, content, db):
    file.parent.mkdir()
    file.write_bytes(content)
    assert not Browser().is_on()
    with pytest.raises(CommandError):
        made()
    assert file.read_bytes() == content
    assert made("--replace") == vapid.public_key()


def test_whom_to_ask_is_the_operators_address(settings):
    settings.DEFAULT_FROM_EMAIL = "Relais <relais@clinique.example>"
    assert vapid.subject() == "mailto:relais@clinique.example"
    settings.VAPID_SUBJECT = "https://clinique.example"
    assert vapid.subject() == "https://clinique.example"


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("mailto:help@clinique.example", []),
        ("https://clinique.example", []),
        ("mailto:relais@localhost", ["relais.W004"]),
        ("help@clinique.example", ["relais.E014"]),
        ("http://clinique.example", ["relais.E014"]),
        ("https://clinique.example/help me", ["relais.E014"]),
    ],
)
def test_who_cannot_be_asked_is_found_before_serving(settings, subject, found):
    settings.VAPID_SUBJECT = subject
    assert [one.id for one in checks.check_vapid_subject(None)] == found


def test_what_passes_the_check_can_be_signed_for(settings):
    made()
    signer = vapid.key()
    assert signer
    for subject in ("mailto:a.b+c@clinique.example", "https://clinique.example"):
        settings.VAPID_SUBJECT = subject
        assert vapid.is_contact(subject)
        assert vapid.authorization(signer, "https://fcm.googleapis.com")


def test_web_processes_do_not_load_what_only_sending_needs():
    script = (
        "import django, sys; django.setup(); import push.vapid, push.endpoints;"
        "sys.exit(bool({'pywebpush', 'aiohttp'} & set(sys.modules)))"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings_test", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", script], env=environment, timeout=60)
    assert done.returncode == 0
