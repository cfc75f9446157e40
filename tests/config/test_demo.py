"""Demonstrations: invented clinics that look as the actions would have left them."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Max
from django.utils import timezone

from accounts.models import Membership, PatientRecord, User
from accounts.signing import picture
from chat.inbox_schemas import InboxFilter
from chat.models import Conversation, Entry
from chat.queries import inbox_page
from chat.quick_queries import quick_replies
from config.demo.dating import When, moments
from groups.actions.claiming import claim_question
from groups.models import Group, GroupKind, GroupMember, Question
from groups.queries import groups_of, queue_of
from groups.question_schemas import QueueOut
from groups.schemas import ExpertGroupOut
from lib import db

LOGINS = {
    "admin@tilleuls.example",
    "claire.petit@tilleuls.example",
    "karim.benali@tilleuls.example",
    "sophie.moreau@tilleuls.example",
    "luc.girard@tilleuls.example",
    "anne.roy@tilleuls.example",
    "admin@val-orne.example",
    "jeanne.dubois@patients.example",
    "thomas.leroy@patients.example",
}


def demo(**options) -> str:
    said = StringIO()
    call_command("demo", stdout=said, **options)
    return said.getvalue()


def require_gapless_logs() -> None:
    logs = Conversation.objects.annotate(n=Count("entries"), last=Max("entries__seq"))
    assert not logs.exclude(n=F("head"), last=F("head")).exists()


@pytest.fixture
def allowed(settings, db):
    settings.DEMO = True


def test_it_is_refused_where_patients_are(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        demo()
    assert not User.objects.exists()


def test_the_cast_signs_in_with_the_published_password(allowed):
    assert "made" in demo()
    users = {user.email: user for user in User.objects.all()}
    assert users.keys() >= LOGINS
    assert all(user.check_password("relais-demo") for user in users.values())
    claire = picture(users["claire.petit@tilleuls.example"])
    assert (claire.name, claire.is_practitioner) == ("Dr Claire Petit", True)
    thomas = picture(users["thomas.leroy@patients.example"])
    assert (thomas.language, thomas.reader_kind) == ("en", "patient")
    assert PatientRecord.objects.count() == 5
    assert Membership.objects.filter(specialty="Dermatologie").count() == 3


def test_they_have_talked(allowed):
    demo()
    claire = picture(User.objects.get(email="claire.petit@tilleuls.example"))
    rows = inbox_page(claire, InboxFilter()).items
    assert {row.kind for row in rows} == {"private", "group", "question"}
    assert any(row.unread for row in rows)
    require_gapless_logs()


def test_they_have_asked(allowed):
    demo()
    groups = Group.objects.filter(kind="expert")
    assert dict(groups.values_list("name", "is_active")) == {
        "Dermatologie": True,
        "Plaies et cicatrisation": True,
        "Pédiatrie": False,
        "Pharmacie": True,
    }
    states = Counter(Question.objects.values_list("state", flat=True))
    assert states == {"pending": 4, "claimed": 2, "closed": 2}
    sizes = GroupMember.objects.filter(group__in=groups).values("group__name")
    assert dict(sizes.annotate(n=Count("pk")).values_list("group__name", "n")) == {
        "Dermatologie": 5,
        "Plaies et cicatrisation": 4,
        "Pédiatrie": 3,
        "Pharmacie": 4,
    }
    jeanne = picture(User.objects.get(email="jeanne.dubois@patients.example"))
    titles = [row.title for row in inbox_page(jeanne, InboxFilter()).items]
    assert titles == [
        "Rougeur au bras depuis 3 jours",
        "Bouton qui a changé de couleur",
    ]


def test_they_have_texts_at_hand(allowed):
    demo()
    claire = picture(User.objects.get(email="claire.petit@tilleuls.example"))
    found = quick_replies(claire).items
    assert [one.shortcut for one in found] == ["photo", "rdv", "recu", "urgence"]
    assert [one.can_change for one in found] == [False, False, True, False]


def test_they_have_lived_for_days(allowed):
    """Times go on within a conversation, and none is still to come."""
    demo()
    now = db.now()
    for conversation in Conversation.objects.all():
        times = list(conversation.entries.order_by("seq").values_list("at", flat=True))
        assert times == sorted(times)
        assert conversation.created_at == times[0]
        assert conversation.moved_at == times[-1] < now
    days = set(Entry.objects.values_list("at__date", flat=True))
    assert len(days) > 5
    closed = Question.objects.filter(state="closed")
    assert closed.filter(asked_at__lt=F("claimed_at"), claimed_at__lt=F("closed_at"))
    claire = picture(User.objects.get(email="claire.petit@tilleuls.example"))
    dressings = inbox_page(claire, InboxFilter(q="cicatrisation")).items[0]
    assert Entry.objects.filter(conversation__uuid=dressings.id).count() > 25


def test_a_time_of_day_that_is_to_come_was_yesterdays():
    now = timezone.localtime()
    [first, second] = moments(When(0, 23, 59), [0, 2 * 24 * 60])
    assert first < second < now
    assert now - first < timedelta(days=1)


def test_twice_is_once(allowed):
    demo()
    before = Entry.objects.count()
    assert "already" in demo()
    assert Entry.objects.count() == before


def test_a_large_clinic_is_whole(allowed):
    said = demo(size=30, conversations=101, entries=1000, questions=10)
    assert "30 practitioners, 101 conversations, 1000 entries" in said
    others = Entry.objects.exclude(conversation__kind="question")
    assert others.count() == 1000
    require_gapless_logs()
    first = picture(User.objects.get(email="p1@large-1.example"))
    groups = Conversation.objects.filter(kind="group").count()
    assert groups == 51
    mine = Conversation.objects.filter(participants__user=first.id)
    assert mine.filter(kind="group").count() == groups
    assert inbox_page(first, InboxFilter(unread=True)).items


def test_one_conversation_is_very_long(allowed):
    demo(size=3, conversations=4, entries=4, longest=50)
    longest = Conversation.objects.latest("head")
    assert (longest.kind, longest.head) == ("private", 50)
    require_gapless_logs()


def test_a_large_clinic_asks_and_answers(allowed):
    said = demo(size=45, questions=50)
    assert "2 expert groups, 50 questions" in said
    states = Question.objects.values("state").annotate(n=Count("pk"))
    assert {one["state"]: one["n"] for one in states} == {
        "pending": 14,
        "claimed": 12,
        "closed": 24,
    }
    first = picture(User.objects.get(email="p1@large-1.example"))
    groups = [
        group
        for group in groups_of(first, GroupKind.EXPERT).items
        if isinstance(group, ExpertGroupOut)
    ]
    assert sum(group.n_pending for group in groups) == 14
    for group in groups:
        queue = queue_of(first, group.id)
        assert isinstance(queue, QueueOut)
        assert len(queue.items) == group.n_pending
        claim_question(
            expert=first, question_id=queue.items[0].question, client_id=uuid4()
        )
    patient = picture(User.objects.get(email="patient1@large-1.example"))
    assert inbox_page(patient, InboxFilter()).items
    requester = F("conversation__question__requester")
    patients = Entry.objects.filter(author=requester, for_record__isnull=False)
    assert patients.exists()
    require_gapless_logs()


def test_a_second_large_clinic_is_another_one(allowed):
    demo(size=3)
    assert "p1@large-2.example" in demo(size=3)
    require_gapless_logs()
