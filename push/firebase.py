"""firebase-admin as we want it: it asks once, and gives up in time.

Left alone it tries five times, waits two minutes for each answer, and fetches an access
token in every thread. What is known here about its inside stands in `_tamed`.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal
from uuid import uuid4

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter

# To connect, and again for each piece of an answer.
HTTP_SECONDS: Final = 10.0
# It opens as many threads as it gets messages.
AT_ONCE: Final = 50
# Where the library sends, unless FCM_URL says otherwise.
LIBRARY_URL: Final = "https://fcm.googleapis.com"

KeyProblem = Literal["absent", "invalid", "unreachable"]


class NoAccess(Exception):
    """There is no access token to be had: `why` not."""

    def __init__(self, why: KeyProblem) -> None:
        super().__init__(why)
        self.why = why


def is_installed() -> bool:
    return find_spec("firebase_admin") is not None


def set_up() -> tuple[str, int, str, str]:
    """What an account was made from; it is another one when the file is replaced."""
    written = 0
    with suppress(OSError):
        written = Path(settings.FCM_KEY_FILE).stat().st_mtime_ns
    return (
        settings.FCM_KEY_FILE,
        written,
        settings.FCM_URL,
        settings.FCM_TOKEN_URL,
    )


def read_key() -> dict[str, Any]:
    """Return what FCM_KEY_FILE holds. Raises NoAccess."""
    try:
        key = json.loads(Path(settings.FCM_KEY_FILE).read_bytes())
    except FileNotFoundError:
        raise NoAccess("absent") from None
    except (OSError, ValueError):
        raise NoAccess("invalid") from None
    if not isinstance(key, dict) or not isinstance(key.get("project_id"), str):
        raise NoAccess("invalid")
    if settings.FCM_TOKEN_URL:
        key["token_uri"] = settings.FCM_TOKEN_URL
    return key


class Account:
    """A service account, and its access token, which is good for an hour."""

    def __init__(self, key: dict[str, Any]) -> None:
        from firebase_admin import credentials  # type: ignore[import-untyped]

        # No cause, no context: they quote the key.
        try:
            self.certificate = credentials.Certificate(key)
        except (ValueError, TypeError, AttributeError):
            raise NoAccess("invalid") from None
        self._credential = self.certificate.get_credential()

    def authorise(self) -> None:
        """Have a token that is good; asks once for another. Raises NoAccess."""
        from google.auth.exceptions import GoogleAuthError, RefreshError

        if self._credential.valid:
            return
        try:
            with requests.Session() as session:
                self._credential.refresh(_asking_once(session))
        except RefreshError:
            raise NoAccess("invalid") from None
        except (GoogleAuthError, ValueError, TypeError):
            # No answer, or one that holds no token: a portal's page, for instance.
            raise NoAccess("unreachable") from None

    def forget_token(self) -> None:
        """The next one to authorise gets another."""
        self._credential.token = None

    def sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._credential.token}"
        return request


def _asking_once(session: requests.Session) -> Callable[..., Any]:
    """What a credential asks with. Answers after which it would ask again are none."""
    from google.auth.exceptions import TransportError
    from google.auth.transport import DEFAULT_RETRYABLE_STATUS_CODES
    from google.auth.transport.requests import Request

    request: Callable[..., Any] = Request(session)

    def ask(**asked: Any) -> Any:
        answer = request(**(asked | {"timeout": HTTP_SECONDS}))
        if answer.status in DEFAULT_RETRYABLE_STATUS_CODES or answer.status >= 500:
            raise TransportError(answer.status)  # type: ignore[no-untyped-call]
        return answer

    return ask


class Sender:
    """Sends messages for an account."""

    def __init__(self, key: dict[str, Any]) -> None:
        import firebase_admin

        self.account = Account(key)
        self._app = firebase_admin.initialize_app(
            self.account.certificate,
            {"httpTimeout": HTTP_SECONDS, "projectId": key["project_id"]},
            name=f"relais-{uuid4().hex}",
        )
        _tamed(self._app, self.account)

    def send(self, messages: list[Any], *, is_dry: bool = False) -> list[Any]:
        """Send at most AT_ONCE; returns the library's SendResponse for each, in order.

        Raises FirebaseError where nothing is known of any of them.
        """
        from firebase_admin import messaging

        answers = messaging.send_each(messages, dry_run=is_dry, app=self._app)
        return list(answers.responses)

    def close(self) -> None:
        import firebase_admin

        firebase_admin.delete_app(self._app)


def _tamed(app: Any, account: Account) -> Any:
    """Let the app's service send to FCM_URL, once, with the account's token.

    The library has no option for any of this. Returns the service.
    """
    from firebase_admin import _http_client, messaging

    service = messaging._get_messaging_service(app)
    session = requests.Session()
    session.auth = account.sign
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(pool_maxsize=AT_ONCE, max_retries=0))
    service._client.close()
    service._client = _http_client.JsonHttpClient(
        session=session, retries=False, timeout=HTTP_SECONDS
    )
    address = settings.FCM_URL.rstrip("/") or LIBRARY_URL
    service._fcm_url = service._fcm_url.replace(LIBRARY_URL, address, 1)
    return service
