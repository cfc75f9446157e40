"""What can be refused about being reached."""

from django.utils.translation import gettext_lazy as _

from lib.errors import DomainError


class EndpointRefused(DomainError):
    """Not a push service that we write to. `reason`: `address`, `host`, `private`."""

    code, http_status = "endpoint_refused", 422
    message = _("Le service de notification de ce navigateur n’est pas accepté.")
