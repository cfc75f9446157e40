"""What is stored of groups: people addressed together, and what they are asked."""

from groups.models.groups import Group, GroupKind, GroupMember
from groups.models.questions import Question, QuestionState

__all__ = ["Group", "GroupKind", "GroupMember", "Question", "QuestionState"]
