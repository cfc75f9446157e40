from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.test import RequestFactory
from django.utils import timezone

from accounts import signing
from accounts.models import Membership, Organisation, Session, User
from accounts.sessions import SessionStore
from tests import factories


@pytest.fixture
def here(alice):
    """Alice with a session."""
    return factories.signed_in(alice)


def test_a_session_says_who_he_is_in_one_query(here, django_assert_num_queries):
    with django_assert_num_queries(1):
        person = signing.person_for_session(here.session_key)
    assert person == here


@pytest.mark.parametrize("key", ["", "é", "a\x00b", "a b", "x" * 32, "x" * 400])
def test_an_invented_session_says_nobody(db, key):
    assert signing.person_for_session(key) is None


def test_a_session_without_a_user_says_nobody(db, client):
    session = client.session
    session["seen"] = True
    session.save()
    assert signing.person_for_session(session.session_key) is None


def test_an_expired_session_says_nobody(here):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert signing.person_for_session(here.session_key) is None


def test_a_deactivated_person_is_nobody(here):
    User.objects.filter(pk=here.id).update(is_active=False)
    assert signing.person_for_session(here.session_key) is None


def test_another_password_ends_the_session(here):
    user = User.objects.get(pk=here.id)
    user.set_password("something else")
    user.save(update_fields=["password"])
    assert signing.person_for_session(here.session_key) is None


def test_a_session_survives_a_new_secret_key(here, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"
    assert signing.person_for_session(here.session_key) == here


def test_the_picture_tells_places_and_roles(clinic, hospital):
    person = factories.practitioner(clinic)
    user = User.objects.get(pk=person.id)
    Membership.objects.create(user=user, organisation=hospital, is_administrator=True)
    Organisation.objects.filter(pk=hospital.pk).update(is_messaging_on=False)
    person = signing.picture(user)
    assert person.practitioner_in == (clinic.pk,)
    assert person.administrator_in == (hospital.pk,)
    assert person.silent_in == (hospital.pk,)
    assert set(person.organisations) == {clinic.pk, hospital.pk}
    assert person.reader_kind == "practitioner"


def test_an_ended_membership_is_not_in_the_picture(alice):
    Membership.objects.update(ended_at=timezone.now())
    assert factories.refreshed(alice).organisations == ()


def test_messaging_is_off_only_where_no_organisation_has_it(clinic, hospital):
    person = factories.practitioner(clinic, hospital)
    Organisation.objects.filter(pk=clinic.pk).update(is_messaging_on=False)
    assert not signing.messaging_is_off(factories.refreshed(person))
    Organisation.objects.update(is_messaging_on=False)
    assert signing.messaging_is_off(factories.refreshed(person))


def test_who_belongs_nowhere_has_no_messaging(db):
    assert signing.messaging_is_off(factories.person_of(factories.user("Ed", "Roy")))


class TestRequests:
    def ask(self, **headers):
        request = RequestFactory().get("/", headers=headers)
        return signing.person_of_request(request)

    def test_a_cookie_signs_in(self, here, settings):
        request = RequestFactory().get("/")
        request.COOKIES[settings.SESSION_COOKIE_NAME] = here.session_key
        assert signing.person_of_request(request) == here

    def test_an_app_token_signs_in(self, here):
        assert self.ask(x_session_token=here.session_key) == here

    @pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
    def test_a_bearer_is_the_same_token(self, here, scheme):
        assert self.ask(authorization=f"{scheme} {here.session_key}") == here

    @pytest.mark.parametrize("value", ["Bearer", "Bearer ", "Basic YTpi"])
    def test_no_token_is_nobody(self, db, value):
        assert self.ask(authorization=value) is None

    def test_a_request_with_a_token_ignores_cookies(self, here, settings):
        request = RequestFactory().get("/", headers={"X-Session-Token": "x" * 32})
        request.COOKIES[settings.SESSION_COOKIE_NAME] = here.session_key
        assert signing.person_of_request(request) is None

    def test_a_request_is_asked_once(self, here, django_assert_num_queries):
        request = RequestFactory().get(
            "/", headers={"X-Session-Token": here.session_key}
        )
        with django_assert_num_queries(1):
            signing.person_of_request(request)
            signing.person_of_request(request)


class TestInvalidSessions:
    def test_many_are_checked_in_one_query(
        self, alice, bob, jeanne, django_assert_num_queries
    ):
        people = [factories.signed_in(one) for one in (alice, bob, jeanne)]
        pairs = {(one.id, one.session_key) for one in people}
        with django_assert_num_queries(1):
            assert signing.invalid_sessions(pairs) == {}

    def test_nobody_needs_no_answer(self, db):
        assert signing.invalid_sessions(set()) == {}

    def test_what_ended_is_named(self, alice, bob, carol, dave, jeanne):
        gone, closed, renewed, stays, expired = (
            factories.signed_in(one) for one in (alice, bob, carol, dave, jeanne)
        )
        Session.objects.filter(session_key=gone.session_key).delete()
        User.objects.filter(pk=closed.id).update(is_active=False)
        User.objects.filter(pk=renewed.id).update(password="!another")
        Session.objects.filter(session_key=expired.session_key).update(
            expire_date=timezone.now()
        )
        people = (gone, closed, renewed, stays, expired)
        invalid = signing.invalid_sessions(
            {(one.id, one.session_key) for one in people}
        )
        ended = {(one.id, one.session_key) for one in people if one is not stays}
        assert invalid == dict.fromkeys(ended, "signed_out")

    def test_a_session_is_not_another_persons(self, here, bob):
        pair = (bob.id, here.session_key)
        assert signing.invalid_sessions({pair}) == {pair: "signed_out"}

    def test_messaging_off_is_another_reason(self, here, jeanne):
        patient = factories.signed_in(jeanne)
        Organisation.objects.update(is_messaging_on=False)
        pairs = {(one.id, one.session_key) for one in (here, patient)}
        assert signing.invalid_sessions(pairs) == dict.fromkeys(
            pairs, "messaging_disabled"
        )

    def test_a_silent_place_does_not_give_back_another_persons_session(self, here, bob):
        Organisation.objects.update(is_messaging_on=False)
        pair = (bob.id, here.session_key)
        assert signing.invalid_sessions({pair}) == {pair: "signed_out"}


def test_the_session_engine_names_the_owner_in_async_code_too():
    store = SessionStore("a" * 32)
    store.__dict__["_session_cache"] = {}
    make = async_to_sync(store.acreate_model_instance)
    assert make({"_auth_user_id": "7"}).user_id == 7
