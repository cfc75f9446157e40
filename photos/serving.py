"""Hands a photo over to who may see it: by nginx, by a short link, or by itself."""

import logging
from typing import Final

from django.conf import settings
from django.http import HttpResponse

from lib.errors import NotFound
from photos import storage
from photos.models import Photo
from photos.storage import Size

logger = logging.getLogger(__name__)

TYPE: Final = "image/jpeg"
# A link outlives the right to it by this much at most.
LINK_SECONDS: Final = 30
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def served(photo: Photo, size: Size) -> HttpResponse:
    """Return a size of a photo. Authorises nothing."""
    response = _handed_over(photo, size)
    told = {"Content-Type": TYPE, "Content-Disposition": _disposition(photo)}
    for name, value in {**told, **HEADERS}.items():
        response[name] = value
    return response


def _handed_over(photo: Photo, size: Size) -> HttpResponse:
    name = storage.name_of(photo.key, size)
    if settings.PHOTOS_S3_BUCKET:
        return _linked(photo, name) if settings.PHOTOS_S3_DIRECT else _read(photo, size)
    if settings.PHOTOS_ACCEL:
        return HttpResponse(headers={"X-Accel-Redirect": settings.PHOTOS_ACCEL + name})
    return _read(photo, size)


def _read(photo: Photo, size: Size) -> HttpResponse:
    try:
        return HttpResponse(storage.read(photo.key, size))
    except FileNotFoundError:
        logger.error("photo %s has lost its files", photo.uuid)
        raise NotFound from None


def _linked(photo: Photo, name: str) -> HttpResponse:
    answer = {
        "ResponseContentType": TYPE,
        "ResponseContentDisposition": _disposition(photo),
        "ResponseCacheControl": HEADERS["Cache-Control"],
    }
    link = storage.link(name, answer, seconds=LINK_SECONDS)
    return HttpResponse(status=302, headers={"Location": link})


def _disposition(photo: Photo) -> str:
    return f'inline; filename="{photo.uuid}.jpg"'
