"""Who may knock: the credentials and the Origin of a handshake.

A browser shows its session cookie and an Origin of the exact list (cross-site pages
ride on cookies). An app shows its session token in a header; cookies and Origin are
then ignored. Nothing secret is ever read from the URL.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import parse_cookie

from realtime.contract import Credentials, Refused

SIGNED_OUT = 4401
NOT_ALLOWED = 4403


def credentials(headers: Iterable[tuple[bytes, bytes]]) -> Credentials:
    """Return what the handshake shows. Raises Refused where it shows nothing usable."""
    seen: dict[str, list[str]] = {}
    for name, value in headers:
        seen.setdefault(name.decode("latin-1").lower(), []).append(
            value.decode("latin-1")
        )
    if token := _token(seen):
        return Credentials(session_key=token, is_app=True)
    if (origins := seen.get("origin", [])) != [] and not _is_listed(origins):
        raise Refused(NOT_ALLOWED, "origin_not_allowed")
    key = _cookie(seen.get("cookie", []))
    if not key:
        raise Refused(SIGNED_OUT, "signed_out")
    if not origins:
        raise Refused(NOT_ALLOWED, "origin_not_allowed")
    return Credentials(session_key=key, is_app=False)


def _token(seen: dict[str, list[str]]) -> str:
    for value in seen.get("x-session-token", []):
        return value.strip()
    for value in seen.get("authorization", []):
        scheme, _, token = value.partition(" ")
        if scheme.lower() == "bearer":
            return token.strip()
    return ""


def _is_listed(origins: list[str]) -> bool:
    return len(origins) == 1 and origins[0] in settings.ORIGINS


def _cookie(values: list[str]) -> str:
    return parse_cookie("; ".join(values)).get(settings.SESSION_COOKIE_NAME, "")
