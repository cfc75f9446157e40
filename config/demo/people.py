"""The organisations and people of the demonstration. All invented."""

from datetime import date
from typing import Final, NamedTuple

from django.contrib.auth.hashers import make_password

from accounts.actions.creating import create_organisation, create_person, create_record
from accounts.actions.joining import add_member
from accounts.models import Department, Organisation, Sex, User
from config.demo import PASSWORD


class Practitioner(NamedTuple):
    email: str
    title: str
    first_name: str
    last_name: str
    specialty: str
    department: str


class Administrator(NamedTuple):
    email: str
    title: str
    first_name: str
    last_name: str


class Patient(NamedTuple):
    title: str
    first_name: str
    last_name: str
    birth_date: date
    sex: Sex
    language: str = "fr"
    # Without an address, a record without an account.
    email: str = ""


class Clinic(NamedTuple):
    slug: str
    name: str
    # (name, place of practice)
    departments: tuple[tuple[str, str], ...]
    administrator: Administrator
    practitioners: tuple[Practitioner, ...]
    patients: tuple[Patient, ...] = ()


TILLEULS: Final = Clinic(
    "tilleuls",
    "Maison de santé des Tilleuls",
    (
        ("Dermatologie", "Site du Parc"),
        ("Soins infirmiers", "Site du Parc"),
        ("Médecine générale", "Site de la Gare"),
    ),
    Administrator("admin@tilleuls.example", "Mme", "Nadia", "Lefèvre"),
    (
        Practitioner(
            "claire.petit@tilleuls.example",
            "Dr",
            "Claire",
            "Petit",
            "Dermatologie",
            "Dermatologie",
        ),
        Practitioner(
            "karim.benali@tilleuls.example",
            "Dr",
            "Karim",
            "Benali",
            "Dermatologie",
            "Dermatologie",
        ),
        Practitioner(
            "sophie.moreau@tilleuls.example",
            "Dr",
            "Sophie",
            "Moreau",
            "Dermatologie",
            "Dermatologie",
        ),
        Practitioner(
            "luc.girard@tilleuls.example",
            "M.",
            "Luc",
            "Girard",
            "Soins infirmiers",
            "Soins infirmiers",
        ),
        Practitioner(
            "anne.roy@tilleuls.example",
            "Mme",
            "Anne",
            "Roy",
            "Pratique avancée",
            "Soins infirmiers",
        ),
        Practitioner(
            "marc.delmas@tilleuls.example",
            "Dr",
            "Marc",
            "Delmas",
            "Médecine générale",
            "Médecine générale",
        ),
        Practitioner(
            "julie.perrin@tilleuls.example",
            "Mme",
            "Julie",
            "Perrin",
            "Pharmacie",
            "Médecine générale",
        ),
    ),
    (
        Patient(
            "Mme",
            "Jeanne",
            "Dubois",
            date(1951, 4, 12),
            Sex.FEMALE,
            "fr",
            "jeanne.dubois@patients.example",
        ),
        Patient(
            "M.",
            "Thomas",
            "Leroy",
            date(1988, 9, 3),
            Sex.MALE,
            "en",
            "thomas.leroy@patients.example",
        ),
        Patient("", "Lina", "Haddad", date(2013, 2, 20), Sex.FEMALE),
        Patient(
            "M.",
            "Paul",
            "Caron",
            date(1966, 11, 8),
            Sex.MALE,
            "fr",
            "paul.caron@patients.example",
        ),
        Patient(
            "Mme",
            "Inès",
            "Faure",
            date(1994, 6, 30),
            Sex.FEMALE,
            "fr",
            "ines.faure@patients.example",
        ),
    ),
)
VAL_ORNE: Final = Clinic(
    "val-orne",
    "CH du Val d’Orne",
    (("Chirurgie", "Bâtiment B"),),
    Administrator("admin@val-orne.example", "M.", "Yves", "Carpentier"),
    (
        Practitioner(
            "helene.marchand@val-orne.example",
            "Dr",
            "Hélène",
            "Marchand",
            "Chirurgie",
            "Chirurgie",
        ),
    ),
)
CLINICS: Final = (TILLEULS, VAL_ORNE)


def populate() -> None:
    """Open the clinics. Runs in the caller's transaction."""
    # One hash for all: hashing is slow on purpose.
    password = make_password(PASSWORD)
    for clinic in CLINICS:
        organisation = create_organisation(
            actor=None, name=clinic.name, slug=clinic.slug
        )
        departments = {
            name: Department.objects.create(
                organisation=organisation, name=name, place_of_practice=place
            )
            for name, place in clinic.departments
        }
        _administrator(organisation, clinic.administrator)
        for one in clinic.practitioners:
            _practitioner(organisation, one, departments[one.department])
        for patient in clinic.patients:
            _patient(organisation, patient)
    demo = User.objects.filter(email__endswith=".example")
    demo.update(password=password)


def _administrator(organisation: Organisation, one: Administrator) -> None:
    """An administrator of the clinic; in the demonstration an operator, too."""
    user = create_person(actor=None, is_staff=True, is_superuser=True, **one._asdict())
    add_member(
        actor=None,
        user=user,
        organisation=organisation,
        is_administrator=True,
        title=one.title,
    )


def _practitioner(
    organisation: Organisation, one: Practitioner, department: Department
) -> None:
    user = create_person(
        actor=None,
        email=one.email,
        first_name=one.first_name,
        last_name=one.last_name,
    )
    add_member(
        actor=None,
        user=user,
        organisation=organisation,
        is_practitioner=True,
        title=one.title,
        specialty=one.specialty,
        departments=[department],
    )


def _patient(organisation: Organisation, one: Patient) -> None:
    user = None
    if one.email:
        user = create_person(
            actor=None,
            email=one.email,
            title=one.title,
            first_name=one.first_name,
            last_name=one.last_name,
            language=one.language,
        )
    create_record(
        actor=None,
        organisation=organisation,
        user=user,
        first_name=one.first_name,
        last_name=one.last_name,
        birth_date=one.birth_date,
        sex=one.sex,
        language=one.language,
        main_email=one.email,
    )
