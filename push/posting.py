"""Sends to an endpoint: to an address that was checked, and no further."""

import ssl
import time
from contextlib import closing
from functools import lru_cache
from typing import Final, NamedTuple

import urllib3
from urllib3.exceptions import ConnectTimeoutError

from push.endpoints import Endpoint

# Another address of the same name may answer where this one does not.
CONNECT_SECONDS: Final = 3.0


class Answer(NamedTuple):
    status: int
    retry_after: str


def post(
    endpoint: Endpoint, body: bytes, headers: dict[str, str], *, seconds: float
) -> Answer:
    """Post `body`; follows no redirect, and reads no more than the head of the answer.

    Raises HTTPError of urllib3 where there is no answer within `seconds`.
    """
    until = time.monotonic() + seconds
    *others, last = endpoint.addresses
    for address in others:
        try:
            return _post_to(address, endpoint, body, headers, until)
        except ConnectTimeoutError:
            # Or refused, which is one too: nothing was sent.
            continue
    return _post_to(last, endpoint, body, headers, until)


def _post_to(
    address: str, endpoint: Endpoint, body: bytes, headers: dict[str, str], until: float
) -> Answer:
    left = until - time.monotonic()
    if left <= 0:
        raise ConnectTimeoutError
    timeout = urllib3.Timeout(connect=min(CONNECT_SECONDS, left), total=left)
    with _line(address, endpoint) as line:
        answer = line.urlopen(
            "POST",
            endpoint.target,
            body=body,
            headers={"Host": endpoint.authority, "User-Agent": "Relais", **headers},
            timeout=timeout,
            retries=False,
            redirect=False,
            preload_content=False,
        )
        with closing(answer):
            return Answer(answer.status, answer.headers.get("Retry-After", ""))


def _line(address: str, endpoint: Endpoint) -> urllib3.HTTPConnectionPool:
    """Return a connection to `address` that believes only a certificate of the host."""
    if endpoint.scheme == "http":
        return urllib3.HTTPConnectionPool(address, endpoint.port)
    return urllib3.HTTPSConnectionPool(
        address,
        endpoint.port,
        ssl_context=trust(),
        server_hostname=endpoint.host,
        assert_hostname=endpoint.host,
    )


@lru_cache(maxsize=1)
def trust() -> ssl.SSLContext:
    """What this machine trusts; SSL_CERT_FILE names another list."""
    return ssl.create_default_context()
