"""What can be refused about a photo."""

from django.utils.translation import gettext_lazy as _

from lib.errors import DomainError


class PhotoTooLarge(DomainError):
    code, http_status = "photo_too_large", 413
    message = _("Photo trop lourde (max. 15 Mo).")


class PhotoFormat(DomainError):
    """By its content; its name is not asked. `reason`: `format`, `animated`."""

    code, http_status = "photo_format", 415
    message = _("Format non pris en charge (JPEG, PNG ou WebP).")


class PhotoFormatOfFour(PhotoFormat):
    """The same where the operator has turned HEIC on."""

    message = _("Format non pris en charge (JPEG, PNG, WebP ou HEIC).")


class PhotoUnreadable(DomainError):
    """`reason`: `damaged`, `too_many_pixels`, `too_hard` (memory or time)."""

    code, http_status = "photo_unreadable", 422
    message = _("Image illisible.")


class PhotoUnknown(DomainError):
    """Of photos that a message names: not there, sent before, or somebody else's."""

    code, http_status = "photo_unknown", 422
    message = _("Une photo n’est plus disponible. Ajoutez-la de nouveau.")


class PhotoQuota(DomainError):
    code, http_status = "photo_quota", 429
    message = _("Vous avez envoyé trop de photos aujourd’hui. Réessayez demain.")


class StorageFull(DomainError):
    code, http_status = "storage_full", 507
    message = _("Le serveur n’a plus de place pour des photos.")


class Busy(DomainError):
    """Too many pictures are being read, or this one is."""

    code, http_status, retry = "busy", 503, True
    message = _("Le serveur traite d’autres photos. Réessayez dans un instant.")


class UploadOffset(DomainError):
    """`offset` in the detail is where the upload goes on."""

    code, http_status = "upload_offset", 409
    message = _("L’envoi ne reprend pas là où il s’est arrêté.")
