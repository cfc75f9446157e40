"""The HTTP door by which phones and browsers say where they are reached."""

from typing import Final
from uuid import UUID

from ninja import Router, Status

from accounts.api import AuthenticatedRequest
from lib.limiting import count
from push import devices
from push.actions.registering import forget_device, register_device
from push.device_schemas import DeviceOut, DevicesOut, RegisterDevice
from push.models import Device, Platform

router = Router()

# Of one person.
REGISTERED_PER_MINUTE: Final = 30


@router.post("/devices", response=DeviceOut, summary="Register this device")
def register(request: AuthenticatedRequest, data: RegisterDevice) -> DeviceOut:
    """At each start of the app, and whenever its token changes: safe to repeat.

    The device is forgotten when the session ends. A person has 20 at most.
    """
    count("devices", request.auth.id, per_minute=REGISTERED_PER_MINUTE)
    device = register_device(
        person=request.auth,
        platform=data.platform,
        token=data.token,
        keys=data.keys.model_dump() if data.keys else {},
    )
    return _shown(device)


@router.get("/devices", response=DevicesOut, summary="My devices")
def mine(request: AuthenticatedRequest) -> DevicesOut:
    """Where I am reached, the device that was there last first."""
    return DevicesOut(items=[_shown(one) for one in devices.devices_of(request.auth)])


@router.delete(
    "/devices/{device}", response={204: None}, summary="Forget one of my devices"
)
def forget(request: AuthenticatedRequest, device: UUID) -> Status[None]:
    forget_device(person=request.auth, uuid=device)
    return Status(204, None)


def _shown(device: Device) -> DeviceOut:
    return DeviceOut(
        id=device.uuid,
        platform=Platform(device.platform),
        created_at=device.created_at,
        seen_at=device.seen_at,
    )
