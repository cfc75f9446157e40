"""The HTTP door by which photos come in. One by its id stands in `groups/photo_api.py`:
who may see it, the conversations say.
"""

from typing import Annotated, Any, Final
from uuid import UUID

from django.utils import translation
from ninja import File, Form, Header, Router, Status
from ninja.files import UploadedFile

from accounts.api import AuthenticatedRequest
from lib.limiting import count
from photos import limits, schemas
from photos.actions.uploading import (
    Progress,
    add_part,
    begin_upload,
    drop_upload,
    upload_photo,
    upload_progress,
)
from photos.decoding import is_heic_on
from photos.models import Photo
from photos.sites import BodySite

router = Router()

FORMATS: Final = ["image/jpeg", "image/png", "image/webp"]
HEIC: Final = ["image/heic", "image/heif"]
RAW: Final[dict[str, Any]] = {
    "requestBody": {
        "content": {
            "application/octet-stream": {
                "schema": {"type": "string", "format": "binary"}
            }
        }
    }
}
Offset = Annotated[int, Header(alias="Upload-Offset", ge=0)]


@router.get(
    "/photos/rules", response=schemas.PhotoRules, summary="What photos may be like"
)
def rules(request: AuthenticatedRequest) -> schemas.PhotoRules:
    """Formats, limits, and the places of the body in the reader's words."""
    with translation.override(request.auth.language):
        sites = [schemas.SiteOut(code=one, name=str(one.label)) for one in BodySite]
    return schemas.PhotoRules(
        formats=[*FORMATS, *(HEIC if is_heic_on() else [])],
        max_bytes=limits.PHOTO_MAX_BYTES,
        part_max=limits.PART_MAX_BYTES,
        per_message_max=limits.PER_MESSAGE_MAX,
        alt_max=limits.ALT_MAX,
        sites=sites,
    )


@router.post(
    "/photos",
    response={201: schemas.PhotoOut, 200: schemas.PhotoOut},
    summary="Upload a photo",
)
def upload(
    request: AuthenticatedRequest,
    file: File[UploadedFile],
    client_id: Annotated[UUID | None, Form()] = None,
) -> Status[schemas.PhotoOut]:
    """Before the message that names it. Nothing of the file is kept but its pixels."""
    count_photo(request)
    kept = upload_photo(
        owner=request.auth,
        chunks=file.chunks(),
        size=file.size or 0,
        client_id=client_id,
    )
    return Status(201 if kept.is_new else 200, shown(kept.photo))


@router.post(
    "/photos/uploads",
    response={201: schemas.UploadOut, 200: schemas.UploadOut},
    summary="Upload a photo in parts",
)
def begin(
    request: AuthenticatedRequest, data: schemas.BeginUpload
) -> Status[schemas.UploadOut]:
    """The same `client_id` goes on with the same upload, from its offset."""
    count_photo(request)
    begun = begin_upload(owner=request.auth, client_id=data.client_id, size=data.size)
    return Status(201 if begun.is_new else 200, _upload(begun.progress))


@router.get(
    "/photos/uploads/{upload}",
    response=schemas.UploadOut,
    summary="How far an upload is",
)
def progress(request: AuthenticatedRequest, upload: UUID) -> schemas.UploadOut:
    return _upload(upload_progress(owner=request.auth, upload_id=upload))


@router.patch(
    "/photos/uploads/{upload}",
    response=schemas.PartOut,
    summary="Send a part of a photo",
    openapi_extra=RAW,
)
def part(
    request: AuthenticatedRequest, upload: UUID, offset: Offset
) -> schemas.PartOut:
    """The body is the bytes from `Upload-Offset` on; the last ones make the photo."""
    count("photo-parts", request.auth.id, per_minute=limits.PARTS_PER_MINUTE)
    added = add_part(
        owner=request.auth, upload_id=upload, offset=offset, read=request.read
    )
    return schemas.PartOut(
        offset=added.offset, photo=added.photo and shown(added.photo)
    )


@router.delete(
    "/photos/uploads/{upload}", response={204: None}, summary="Forget an upload"
)
def drop(request: AuthenticatedRequest, upload: UUID) -> Status[None]:
    drop_upload(owner=request.auth, upload_id=upload)
    return Status(204, None)


def count_photo(request: AuthenticatedRequest) -> None:
    count("photos", request.auth.id, per_minute=limits.PHOTOS_PER_MINUTE)


def shown(photo: Photo) -> schemas.PhotoOut:
    return schemas.PhotoOut(id=photo.uuid, w=photo.width, h=photo.height)


def _upload(progress: Progress) -> schemas.UploadOut:
    photo = progress.photo
    return schemas.UploadOut(
        id=progress.upload.uuid,
        offset=progress.offset,
        size=progress.upload.size,
        part_max=limits.PART_MAX_BYTES,
        photo=photo and shown(photo),
    )
