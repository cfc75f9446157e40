"""What can be refused about a group."""

from django.utils.translation import gettext_lazy as _

from lib.errors import DomainError


class NotAManager(DomainError):
    """He is a member and may see the group, not change it."""

    code, http_status = "not_a_manager", 403
    message = _("Seul un responsable du groupe peut faire cela.")


class GroupIsFull(DomainError):
    code, http_status = "group_is_full", 409
    message = _("Ce groupe a atteint son nombre maximal de membres.")
