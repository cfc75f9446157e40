"""What a person is refused because of who he is."""

from django.utils.translation import gettext_lazy as _

from lib.errors import DomainError


class SignedOut(DomainError):
    code, http_status = "unauthenticated", 401
    message = _("Connectez-vous pour continuer.")


class PractitionersOnly(DomainError):
    """S2-04, S2-05: a patient tries what only practitioners do among themselves."""

    code, http_status = "practitioners_only", 403
    message = _("Cette action est réservée aux praticiens.")


class AdministratorsOnly(DomainError):
    """S2-06: he may know what is the organisation's, not change it."""

    code, http_status = "administrators_only", 403
    message = _("Seul un administrateur de l’organisation peut faire cela.")


class NotAPractitioner(DomainError):
    """S2-05: a person who is named is not a practitioner."""

    code, http_status = "not_a_practitioner", 422
    message = _("Cette personne n’est pas un praticien.")


class EmailTaken(DomainError):
    code, http_status = "email_taken", 409
    message = _("Cette adresse e-mail appartient déjà à une personne.")


class AlreadyAMember(DomainError):
    code, http_status = "already_a_member", 409
    message = _("Cette personne appartient déjà à l’organisation.")
