"""What comes in and goes out about devices. A token never goes out."""

import base64
from datetime import datetime
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from push.models import Platform

# RFC 8291: an uncompressed point of P-256, and a secret.
POINT_BYTES: Final = 65
POINT_MARK: Final = b"\x04"
SECRET_BYTES: Final = 16
BASE64URL: Final = r"^[A-Za-z0-9_-]+={0,2}$"


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _decoded(value: str) -> bytes:
    bare = value.rstrip("=")
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except ValueError:
        return b""


def _point(value: str) -> str:
    decoded = _decoded(value)
    if len(decoded) != POINT_BYTES or not decoded.startswith(POINT_MARK):
        raise PydanticCustomError("not_a_key", "not a point of P-256")
    return value


def _secret(value: str) -> str:
    if len(_decoded(value)) != SECRET_BYTES:
        raise PydanticCustomError("not_a_key", "not 16 bytes")
    return value


class BrowserKeys(Shape):
    """What a browser's subscription tells, in base64url."""

    p256dh: Annotated[
        str, Field(pattern=BASE64URL, max_length=88), AfterValidator(_point)
    ]
    auth: Annotated[
        str, Field(pattern=BASE64URL, max_length=24), AfterValidator(_secret)
    ]


class RegisterDevice(Shape):
    """`token`: FCM's registration token; of a `browser`, its subscription's endpoint,
    with its `keys`."""

    platform: Platform
    token: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"^[!-~]+$")]
    keys: BrowserKeys | None = None

    @model_validator(mode="after")
    def _keys_are_a_browsers(self) -> Self:
        if (self.platform == Platform.BROWSER) != (self.keys is not None):
            raise PydanticCustomError("keys", "keys are a browser's")
        return self


class DeviceOut(Shape):
    """`seen_at`: when the device last said that its token is good."""

    id: UUID
    platform: Platform
    created_at: datetime
    seen_at: datetime


class DevicesOut(Shape):
    items: list[DeviceOut]
