"""What can be refused about a conversation."""

from django.utils.translation import gettext_lazy as _

from lib import errors
from lib.errors import DomainError


class ConversationClosed(DomainError):
    code, http_status = "conversation_closed", 409
    message = _("Cette conversation est clôturée.")


class ReadOnly(DomainError):
    """S2-04: the two no longer share an organisation."""

    code, http_status = "read_only", 403
    message = _("Vous ne pouvez plus écrire dans cette conversation.")


# The same, whatever was meant.
ClientIdReused = errors.ClientIdReused


class NotYourMessage(DomainError):
    code, http_status = "not_your_message", 403
    message = _("Vous ne pouvez retirer que vos propres messages.")


class ShortcutTaken(DomainError):
    """Two quick replies of one place would answer to the same word."""

    code, http_status = "shortcut_taken", 409
    message = _("Ce raccourci est déjà utilisé.")


class TooManyQuickReplies(DomainError):
    code, http_status = "too_many_quick_replies", 409
    message = _("Le nombre maximal de réponses types est atteint.")


class PhotoConsentRequired(DomainError):
    """A practitioner shows a patient's body: once he says that the patient agrees."""

    code, http_status = "photo_consent_required", 422
    message = _("Confirmez que le patient est d’accord pour partager cette photo.")
