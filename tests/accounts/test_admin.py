"""Operators: every page opens, every change is an action."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import AuditEvent, Membership, Organisation, PatientRecord, User
from tests import factories
from tests.accounts.verbs import audited

ADMIN = "/admin/accounts"


@pytest.fixture
def operator(clinic):
    made = factories.user("Olga", "Ros")
    User.objects.filter(pk=made.pk).update(is_staff=True, is_superuser=True)
    return made


@pytest.fixture
def desk(operator):
    """The operator's browser."""
    return factories.browser(factories.person_of(operator))


def choose(desk, model, action, *keys):
    words = {"action": action, "_selected_action": keys}
    return desk.post(f"{ADMIN}/{model}/", words)


def actor_of(verb) -> int | None:
    return AuditEvent.objects.get(verb=verb).actor_id


@pytest.mark.parametrize(
    "model", ["auditevent", "membership", "organisation", "patientrecord", "user"]
)
def test_every_list_opens_and_is_searched(desk, alice, jeanne, model):
    deactivated = f"{ADMIN}/{model}/?q=a"
    assert desk.get(deactivated).status_code == 200


def test_a_practitioner_is_no_operator(alice):
    assert factories.browser(alice).get(f"{ADMIN}/user/").status_code == 302


def test_a_person_is_created_without_a_password(desk, operator):
    words = {
        "title": "Dr",
        "email": "ana.roy@tests.example",
        "first_name": "Ana",
        "last_name": "Roy",
        "language": "en",
        "time_zone": "Europe/Paris",
    }
    assert desk.post(f"{ADMIN}/user/add/", words).status_code == 302
    made = User.objects.get(email="ana.roy@tests.example")
    assert (made.display_name, made.language) == ("Dr Ana Roy", "en")
    assert not made.has_usable_password()
    assert not made.is_staff
    assert EmailAddress.objects.get(user=made).verified
    assert actor_of("accounts.person.created") == operator.pk


def test_a_taken_address_is_said(desk, alice):
    words = {
        "email": User.objects.get(pk=alice.id).email,
        "first_name": "A",
        "last_name": "B",
        "language": "fr",
        "time_zone": "Europe/Paris",
    }
    assert desk.post(f"{ADMIN}/user/add/", words).status_code == 200


def test_a_person_is_renamed_and_keeps_his_title(desk, alice):
    path = f"{ADMIN}/user/{alice.id}/change/"
    page = desk.get(path)
    assert 'value="Dr"' in page.text
    words = {
        "title": "Dr",
        "first_name": "Alice",
        "last_name": "Nouvelle",
        "language": "en",
        "time_zone": "Europe/Paris",
    }
    assert desk.post(path, words).status_code == 302
    user = User.objects.get(pk=alice.id)
    assert (user.display_name, user.language) == ("Dr Alice Nouvelle", "en")
    assert audited(user) == ["accounts.person.changed", "accounts.person.renamed"]


def test_accounts_are_closed_and_opened(
    desk, alice, told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        choose(desk, "user", "deactivate", alice.id)
    assert not User.objects.get(pk=alice.id).is_active
    assert told == [alice.id]
    choose(desk, "user", "reactivate", alice.id)
    assert User.objects.get(pk=alice.id).is_active


def test_nobody_is_deleted(desk, alice, clinic):
    for path in (f"user/{alice.id}", f"organisation/{clinic.pk}"):
        assert desk.post(f"{ADMIN}/{path}/delete/", {"post": "yes"}).status_code == 403


def test_a_member_is_added(desk, clinic):
    user = factories.user("Ana", "Roy")
    words = {
        "user": user.pk,
        "organisation": clinic.pk,
        "is_practitioner": "on",
        "title": "Dr",
        "specialty": "Pédiatrie",
    }
    assert desk.post(f"{ADMIN}/membership/add/", words).status_code == 302
    made = Membership.objects.get(user=user)
    assert made.specialty_words == " pediatrie"
    assert audited(made) == ["accounts.membership.started"]


def test_a_member_is_described(desk, alice):
    key = Membership.objects.get(user=alice.id).pk
    words = {"title": "Pr", "specialty": "Chirurgie"}
    assert desk.post(f"{ADMIN}/membership/{key}/change/", words).status_code == 302
    assert User.objects.get(pk=alice.id).display_name == "Pr Alice Petit"


def test_a_membership_ends(desk, alice):
    choose(desk, "membership", "end", Membership.objects.get(user=alice.id).pk)
    assert factories.refreshed(alice).organisations == ()


def test_messaging_is_switched(desk, clinic):
    choose(desk, "organisation", "deactivate_messaging", clinic.pk)
    assert not Organisation.objects.get(pk=clinic.pk).is_messaging_on
    choose(desk, "organisation", "activate_messaging", clinic.pk)
    assert Organisation.objects.get(pk=clinic.pk).is_messaging_on


def test_an_organisation_is_created_with_a_department(desk, operator):
    words = {
        "name": "Val",
        "slug": "val",
        "time_zone": "Europe/Paris",
        "language": "fr",
        "emergency_number": "15",
        "departments-TOTAL_FORMS": "1",
        "departments-INITIAL_FORMS": "0",
        "departments-0-name": "Chirurgie",
        "departments-0-place_of_practice": "Bâtiment B",
    }
    assert desk.post(f"{ADMIN}/organisation/add/", words).status_code == 302
    made = Organisation.objects.get(slug="val")
    assert str(made.departments.get()) == "Chirurgie (Bâtiment B)"
    assert actor_of("accounts.organisation.created") == operator.pk


def test_a_record_is_changed(desk, jeanne, clinic):
    record = PatientRecord.objects.get(user=jeanne.id)
    words = {
        "organisation": clinic.pk,
        "user": jeanne.id,
        "first_name": "Jeanne",
        "last_name": "Dubois",
        "birth_date": "1951-04-12",
        "sex": "female",
        "language": "fr",
        "mobile": "06 00 00 00 00",
    }
    path = f"{ADMIN}/patientrecord/{record.pk}/change/"
    assert desk.post(path, words).status_code == 302
    (event,) = AuditEvent.objects.filter(object_id=str(record.uuid))
    assert event.verb == "accounts.record.changed"
    assert "mobile" in event.data["columns"]
    assert "06 00" not in str(event.data)


def test_the_audit_trail_is_read_only(desk, alice):
    choose(desk, "user", "deactivate", alice.id)
    key = AuditEvent.objects.get(verb="accounts.person.deactivated").pk
    assert desk.get(f"{ADMIN}/auditevent/{key}/change/").status_code == 200
    assert desk.post(f"{ADMIN}/auditevent/{key}/change/", {}).status_code == 403
    assert desk.get(f"{ADMIN}/auditevent/add/").status_code == 403
