"""Demonstrations: invented clinics that look as the actions would have left them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Max

from accounts.models import Membership, PatientRecord, User
from accounts.signing import picture
from chat.models import Conversation, Entry
from chat.queries import inbox_page
from chat.schemas import InboxFilter

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
    assert {row.kind for row in rows} == {"private", "group"}
    assert any(row.unread for row in rows)
    require_gapless_logs()


def test_twice_is_once(allowed):
    demo()
    before = Entry.objects.count()
    assert "already" in demo()
    assert Entry.objects.count() == before


def test_a_large_clinic_is_whole(allowed):
    said = demo(size=30, conversations=101, entries=1000)
    assert "30 practitioners, 101 conversations, 1000 entries" in said
    assert Entry.objects.count() == 1000
    require_gapless_logs()
    first = picture(User.objects.get(email="p1@large-1.example"))
    groups = Conversation.objects.filter(kind="group").count()
    assert groups == 51
    mine = Conversation.objects.filter(participants__user=first.id)
    assert mine.filter(kind="group").count() == groups
    assert inbox_page(first, InboxFilter(unread=True)).items


def test_a_second_large_clinic_is_another_one(allowed):
    demo(size=3)
    assert "p1@large-2.example" in demo(size=3)
    require_gapless_logs()
