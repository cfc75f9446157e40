import pytest
from django.db import transaction

from accounts import signing
from accounts.actions.choosing import choose_language
from accounts.actions.creating import create_organisation, create_person, create_record
from accounts.actions.deactivating import deactivate, reactivate
from accounts.actions.describing import describe_member
from accounts.actions.joining import add_member
from accounts.actions.leaving import end_membership
from accounts.actions.naming import rename_person
from accounts.actions.switching import switch_messaging
from accounts.audit import record
from accounts.errors import AlreadyAMember, EmailTaken
from accounts.models import AuditEvent, Membership, User
from accounts.tidings import membership_ended
from config import wiring
from lib.errors import InvalidRequest
from tests import factories
from tests.accounts.verbs import audited


def user_of(person) -> User:
    return User.objects.get(pk=person.id)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is told after the commit is told at the end of this block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestCreating:
    def test_an_organisation(self, erin):
        made = create_organisation(actor=erin, name="Val", slug="val", language="en")
        assert (made.language, made.is_messaging_on) == ("en", True)
        assert audited(made) == ["accounts.organisation.created"]
        assert AuditEvent.objects.get().actor_id == erin.id

    def test_a_person(self, erin):
        made = create_person(
            actor=erin,
            email="Ana.Roy@Tests.example",
            first_name="Ana",
            last_name="Roy",
            title="Dr",
            language="en",
        )
        assert (made.email, made.display_name) == (
            "ana.roy@tests.example",
            "Dr Ana Roy",
        )
        assert made.name_words == " roy ana"
        assert not made.has_usable_password()
        assert audited(made) == ["accounts.person.created"]

    def test_an_address_belongs_to_one_person(self, erin, alice):
        with pytest.raises(EmailTaken), transaction.atomic():
            create_person(
                actor=erin,
                email=user_of(alice).email.upper(),
                first_name="A",
                last_name="B",
            )

    def test_a_record(self, erin, clinic):
        made = create_record(
            actor=erin,
            organisation=clinic,
            first_name="Lina",
            last_name="Haddad",
            birth_date="2013-02-20",
        )
        assert made.user is None
        assert audited(made) == ["accounts.record.created"]


class TestJoining:
    def test_a_member_is_shown_with_his_title(self, erin, clinic, told, committed):
        user = factories.user("Ana", "Roy")
        with committed():
            made = add_member(
                actor=erin,
                user=user,
                organisation=clinic,
                is_practitioner=True,
                title="Dr",
                specialty="Pédiatrie",
            )
        assert factories.person_of(user).practitioner_in == (clinic.pk,)
        assert user_of(factories.person_of(user)).display_name == "Dr Ana Roy"
        assert made.specialty_words == " pediatrie"
        assert audited(made) == ["accounts.membership.started"]
        assert told == [user.pk]

    def test_a_name_without_a_title_stays(self, erin, clinic):
        user = factories.user("Ana", "Roy", title="Mme")
        add_member(actor=erin, user=user, organisation=clinic, is_administrator=True)
        user.refresh_from_db()
        assert user.display_name == "Mme Ana Roy"

    def test_nobody_joins_twice(self, erin, alice, clinic):
        with pytest.raises(AlreadyAMember):
            add_member(
                actor=erin,
                user=user_of(alice),
                organisation=clinic,
                is_practitioner=True,
            )

    def test_who_left_may_come_back(self, erin, alice, clinic):
        end_membership(
            actor=erin, membership_id=Membership.objects.get(user=alice.id).pk
        )
        again = {"user": user_of(alice), "organisation": clinic}
        add_member(actor=erin, is_practitioner=True, **again)
        assert factories.refreshed(alice).practitioner_in == (clinic.pk,)


class TestLeaving:
    @pytest.fixture
    def heard(self):
        heard: list[int] = []
        membership_ended.bind(heard.extend)
        yield heard
        wiring.bind()

    def test_the_end_of_a_membership(self, erin, alice, told, heard, committed):
        here = factories.signed_in(alice)
        membership = Membership.objects.get(user=alice.id)
        with committed():
            assert end_membership(actor=erin, membership_id=membership.pk)
        assert factories.refreshed(alice).organisations == ()
        assert signing.person_for_session(here.session_key) is None
        assert (told, heard) == ([alice.id], [alice.id])
        assert audited(membership) == ["accounts.membership.ended"]

    def test_it_ends_once(self, erin, alice, heard):
        key = Membership.objects.get(user=alice.id).pk
        assert end_membership(actor=erin, membership_id=key)
        assert not end_membership(actor=erin, membership_id=key)
        assert heard == [alice.id]

    def test_what_follows_fails_with_it(self, erin, alice):
        def fail(people):
            raise RuntimeError

        membership_ended.bind(fail)
        key = Membership.objects.get(user=alice.id).pk
        with pytest.raises(RuntimeError):
            end_membership(actor=erin, membership_id=key)
        wiring.bind()
        assert factories.refreshed(alice).is_practitioner


class TestDeactivating:
    def test_a_closed_account_has_no_session(self, erin, alice, told, committed):
        here = factories.signed_in(alice)
        with committed():
            assert deactivate(actor=erin, user_id=alice.id)
        assert told == [alice.id]
        reactivate(actor=erin, user_id=alice.id)
        assert signing.person_for_session(here.session_key) is None
        assert audited(user_of(alice)) == [
            "accounts.person.deactivated",
            "accounts.person.reactivated",
        ]

    def test_twice_is_once(self, erin, alice):
        assert deactivate(actor=erin, user_id=alice.id)
        assert not deactivate(actor=erin, user_id=alice.id)
        assert reactivate(actor=erin, user_id=alice.id)
        assert not reactivate(actor=erin, user_id=alice.id)
        assert len(audited(user_of(alice))) == 2


def test_a_new_name_is_shown_and_found(erin, alice):
    rename_person(
        actor=erin, user_id=alice.id, first_name="Zoé", last_name="Noël", title="Pr"
    )
    user = user_of(alice)
    assert (user.display_name, user.name_words) == ("Pr Zoé Noël", " noel zoe")
    assert audited(user) == ["accounts.person.renamed"]


def test_a_member_is_described(erin, alice):
    membership = Membership.objects.get(user=alice.id)
    describe_member(
        actor=erin,
        membership_id=membership.pk,
        title="Pr",
        specialty="Onco-hématologie",
    )
    membership.refresh_from_db()
    assert membership.specialty_words == " onco hematologie"
    assert user_of(alice).display_name == "Pr Alice Petit"
    assert audited(membership) == ["accounts.membership.described"]


def test_messaging_is_switched_for_members_and_patients(
    erin, alice, jeanne, dave, clinic, told, committed
):
    with committed():
        assert switch_messaging(actor=erin, organisation_id=clinic.pk, on=False)
        assert not switch_messaging(actor=erin, organisation_id=clinic.pk, on=False)
    assert sorted(told) == sorted([erin.id, alice.id, jeanne.id])
    assert signing.messaging_is_off(factories.refreshed(alice))
    switch_messaging(actor=erin, organisation_id=clinic.pk, on=True)
    assert not signing.messaging_is_off(factories.refreshed(alice))
    assert audited(clinic) == [
        "accounts.organisation.messaging_deactivated",
        "accounts.organisation.messaging_activated",
    ]


def test_an_unknown_language_is_refused(alice):
    with pytest.raises(InvalidRequest):
        choose_language(person=alice, language="tlh")


def test_a_command_is_audited_without_an_actor(clinic):
    record(None, "accounts.organisation.created", clinic)
    record(User.objects.create_user("a@b.example"), "accounts.x", clinic)
    first, second = AuditEvent.objects.order_by("pk")
    assert first.actor_id is None
    assert second.actor_id


def test_a_refused_action_tells_nobody(erin, alice, clinic, told, committed):
    with committed(), pytest.raises(AlreadyAMember), transaction.atomic():
        add_member(
            actor=erin, user=user_of(alice), organisation=clinic, is_practitioner=True
        )
    assert told == []
