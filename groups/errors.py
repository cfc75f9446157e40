"""What can be refused about a group."""

from django.utils.translation import gettext_lazy as _

from accounts import errors
from lib.errors import DomainError

# S2-06: he may know the expert group, not change it.
AdministratorsOnly = errors.AdministratorsOnly


class NotAManager(DomainError):
    """He is a member and may see the group, not change it."""

    code, http_status = "not_a_manager", 403
    message = _("Seul un responsable du groupe peut faire cela.")


class GroupIsFull(DomainError):
    code, http_status = "group_is_full", 409
    message = _("Ce groupe a atteint son nombre maximal de membres.")


class OwnQuestion(DomainError):
    """S2-30: nobody answers himself, member of the group or not."""

    code, http_status = "own_question", 403
    message = _("Vous ne pouvez pas répondre à votre propre question.")


class AlreadyClaimed(DomainError):
    """S2-14. Who has taken it is not said."""

    code, http_status = "already_claimed", 409
    message = _("Cette question a déjà été prise en charge.")

    def __init__(self, question: int) -> None:
        super().__init__()
        # Its key, for who keeps the text that came too late; never told.
        self.question = question


class AlreadyAnswered(DomainError):
    """S2-39: put back only before the first message."""

    code, http_status = "already_answered", 409
    message = _("Vous avez déjà répondu : la question ne peut plus être remise.")


class QuestionTaken(DomainError):
    """S2-40: withdrawn only while nobody has taken it."""

    code, http_status = "question_taken", 409
    message = _("Votre question est déjà prise en charge.")


class NotTheRequester(DomainError):
    code, http_status = "not_the_requester", 403
    message = _("Seule la personne qui a posé la question peut faire cela.")


class NotTheAssignee(DomainError):
    code, http_status = "not_the_assignee", 403
    message = _("Seul l’expert qui a pris la question peut faire cela.")


class NotClosable(DomainError):
    """Only the exchange about a question ends (S2-17)."""

    code, http_status = "not_closable", 409
    message = _("Cette conversation ne peut pas être clôturée.")


class NotClosed(DomainError):
    code, http_status = "not_closed", 409
    message = _("Cet échange n’est pas clôturé.")


class TooLateToReopen(DomainError):
    """S2-41."""

    code, http_status = "too_late_to_reopen", 409
    message = _("Il est trop tard pour rouvrir cet échange.")


class GroupInactive(DomainError):
    """S2-34."""

    code, http_status = "group_inactive", 409
    message = _("Ce groupe ne reçoit pas de questions pour le moment.")


class NotOpenToYou(DomainError):
    """He may know the group; it is not asked by people like him."""

    code, http_status = "not_open_to_you", 403
    message = _("Ce groupe ne reçoit pas vos questions.")


class PendingQuestions(DomainError):
    """S2-34: say first what becomes of them."""

    code, http_status = "pending_questions", 409
    message = _("Des questions sont en attente dans ce groupe. Que deviennent-elles ?")


class NeedsAnExpert(DomainError):
    """Questions to a group without members would be read by nobody."""

    code, http_status = "needs_an_expert", 409
    message = _("Un groupe d’experts a au moins un membre.")
