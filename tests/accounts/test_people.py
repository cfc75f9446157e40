import pytest
from django.utils import timezone

from accounts import queries
from accounts.models import Membership, User
from lib.errors import NotFound
from tests import factories


@pytest.fixture
def crowd(clinic, hospital):
    """Colleagues whose names and specialties are like each other's."""
    for first, last, specialty in (
        ("Élise", "Lefèvre", "Dermatologie"),
        ("Elisa", "Lemaire", "Dermatologie pédiatrique"),
        ("Marc", "Élie", "Pédiatrie"),
        ("Jean-Noël", "D’Aubigné", "Chirurgie"),
    ):
        factories.practitioner(
            clinic, first_name=first, last_name=last, specialty=specialty
        )
    factories.practitioner(hospital, first_name="Élise", last_name="Ailleurs")


def names(person, q="", specialty=""):
    return [one.name for one in queries.find_people(person, q, specialty)]


def test_all_colleagues_by_name_but_not_oneself(alice, bob, carol, erin, jeanne, dave):
    assert names(alice) == ["Dr Bob Benali", "Dr Carol Moreau"]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("eli", ["Dr Marc Élie", "Dr Élise Lefèvre", "Dr Elisa Lemaire"]),
        ("ÉLISE", ["Dr Élise Lefèvre"]),
        ("lefevre", ["Dr Élise Lefèvre"]),
        ("fev", []),
        ("  le  elis ", ["Dr Élise Lefèvre", "Dr Elisa Lemaire"]),
        ("noel aub", ["Dr Jean-Noël D’Aubigné"]),
        ("e\x00lise", []),
    ],
)
def test_words_begin_words_of_the_name(erin, crowd, q, found):
    assert names(erin, q) == found


def test_marks_are_not_words(erin, crowd):
    assert len(names(erin, "%_\\")) == 4


@pytest.mark.parametrize(
    ("specialty", "count"), [("dermato", 2), ("Pédiatrie", 1), ("pedia", 2), ("x", 0)]
)
def test_the_specialty_narrows(erin, crowd, specialty, count):
    assert len(names(erin, specialty=specialty)) == count


def test_a_colleague_of_two_places_is_shown_once_with_both(clinic, hospital):
    seeker = factories.practitioner(clinic, hospital)
    both = factories.practitioner(clinic, hospital, last_name="Partout")
    (found,) = queries.find_people(seeker)
    assert found.id == both.uuid
    assert {one.name for one in found.organisations} == {clinic.name, hospital.name}


def test_only_shared_places_are_told(alice, clinic, hospital):
    factories.practitioner(clinic, hospital, last_name="Partout")
    (found,) = queries.find_people(alice)
    assert [one.name for one in found.organisations] == [clinic.name]


def test_who_left_or_was_closed_is_not_found(alice, bob, carol):
    Membership.objects.filter(user=bob.id).update(ended_at=timezone.now())
    User.objects.filter(pk=carol.id).update(is_active=False)
    assert names(alice) == []


def test_for_patients_there_is_no_such_list(jeanne, alice):
    with pytest.raises(NotFound):
        queries.find_people(jeanne)


def test_two_queries_whatever_the_number(alice, crowd, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(queries.find_people(alice)) == 4


def test_a_long_list_is_cut(alice, clinic, monkeypatch):
    monkeypatch.setattr(queries, "PEOPLE_MAX", 2)
    for _ in range(3):
        factories.practitioner(clinic)
    assert len(queries.find_people(alice)) == 2


class TestHttp:
    def test_me(self, alice, clinic):
        answer = factories.app(alice).get("/api/v1/me")
        assert answer.json() == {
            "id": str(alice.uuid),
            "name": "Dr Alice Petit",
            "language": "fr",
            "time_zone": "Europe/Paris",
            "is_practitioner": True,
            "organisations": [
                {
                    "id": str(clinic.uuid),
                    "name": clinic.name,
                    "emergency_number": "15",
                    "is_administrator": False,
                }
            ],
        }

    def test_people(self, alice, bob):
        answer = factories.app(alice).get("/api/v1/people?q=ben&specialty=derm")
        (found,) = answer.json()["items"]
        assert (found["name"], found["specialty"]) == ("Dr Bob Benali", "Dermatologie")

    def test_people_for_a_patient(self, jeanne):
        assert factories.app(jeanne).get("/api/v1/people").status_code == 404
