"""Organisations, people, who they are in an organisation, and the audit trail."""

from __future__ import annotations

import uuid
from typing import ClassVar
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from lib.text import fold


class Language(models.TextChoices):
    FRENCH = "fr", _("Français")
    ENGLISH = "en", _("English")


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Ce fuseau horaire n’existe pas."))


class Organisation(models.Model):
    """A clinic, a hospital, a practice: the border of who may know whom (S0-07)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(unique=True)
    time_zone = models.CharField(
        _("fuseau horaire"),
        max_length=40,
        default="Europe/Paris",
        validators=[validate_time_zone],
    )
    language = models.CharField(
        _("langue"), max_length=5, choices=Language, default=Language.FRENCH
    )
    is_messaging_on = models.BooleanField(_("messagerie activée"), default=True)
    emergency_number = models.CharField(
        _("numéro d’urgence"), max_length=20, default="15"
    )

    class Meta:
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="departments"
    )
    name = models.CharField(_("nom"), max_length=120)
    place_of_practice = models.CharField(_("lieu de pratique"), max_length=120)

    class Meta:
        verbose_name = _("département")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "place_of_practice", "name"],
                name="a_department_is_named_once_per_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.place_of_practice})"


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: object
    ) -> User:
        """Store a person; his display name is his full name where none is given.

        Whoever creates an account vouches for its address: it needs no confirmation.
        """
        from allauth.account.models import EmailAddress

        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.name_words = name_words(user)
        user.display_name = user.display_name or user.get_full_name()
        user.set_password(password)
        user.save()
        EmailAddress.objects.create(
            user=user, email=user.email, verified=True, primary=True
        )
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: object
    ) -> User:
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in. What he is, a membership or a record says."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("adresse e-mail"), unique=True)
    first_name = models.CharField(_("prénom"), max_length=60, blank=True)
    last_name = models.CharField(_("nom"), max_length=60, blank=True)
    # Title and full name, as others read it: « Dr Claire Petit ».
    display_name = models.CharField(
        _("nom affiché"), max_length=150, blank=True, editable=False
    )
    # Folded words of the last name, then of the first: for search and for order.
    name_words = models.CharField(max_length=160, editable=False, default="")
    language = models.CharField(
        _("langue"), max_length=5, choices=Language, default=Language.FRENCH
    )
    time_zone = models.CharField(
        _("fuseau horaire"),
        max_length=40,
        default="Europe/Paris",
        validators=[validate_time_zone],
    )
    # How he wants his screens; `schemas.Preferences` names the fields.
    preferences = models.JSONField(default=dict, editable=False)
    is_active = models.BooleanField(_("actif"), default=True)
    is_staff = models.BooleanField(_("exploitant"), default=False)
    date_joined = models.DateTimeField(db_default=Now(), editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("personne")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), name="an_email_belongs_to_one_person"
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name


def name_words(user: User) -> str:
    return fold(f"{user.last_name} {user.first_name}")


class Membership(models.Model):
    """What a person is in an organisation, from joining until `ended_at`."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships"
    )
    is_practitioner = models.BooleanField(_("praticien"), default=False)
    is_administrator = models.BooleanField(_("administrateur"), default=False)
    title = models.CharField(_("titre"), max_length=20, blank=True)
    specialty = models.CharField(_("spécialité"), max_length=80, blank=True)
    # Folded words of the specialty, for search.
    specialty_words = models.CharField(max_length=100, editable=False, default="")
    departments = models.ManyToManyField(
        Department, blank=True, related_name="memberships"
    )
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("appartenance")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="a_person_belongs_once_to_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(is_practitioner=True) | Q(is_administrator=True),
                name="a_member_is_practitioner_or_administrator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.organisation}"


class Sex(models.TextChoices):
    FEMALE = "female", _("Femme")
    MALE = "male", _("Homme")
    OTHER = "other", _("Autre")
    UNKNOWN = "unknown", _("Non précisé")


class PatientRecord(models.Model):
    """A patient as one clinic knows him; `user` once he has an account."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="patients"
    )
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="patient_records"
    )
    first_name = models.CharField(_("prénom"), max_length=60)
    last_name = models.CharField(_("nom"), max_length=60)
    birth_date = models.DateField(_("date de naissance"))
    sex = models.CharField(_("sexe"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    health_number = models.CharField(_("numéro de santé"), max_length=30, blank=True)
    language = models.CharField(
        _("langue"), max_length=5, choices=Language, default=Language.FRENCH
    )
    main_email = models.EmailField(_("courriel principal"), blank=True)
    other_email = models.EmailField(_("autre courriel"), blank=True)
    mobile = models.CharField(_("cellulaire"), max_length=20, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    other_mobile = models.CharField(_("autre cellulaire"), max_length=20, blank=True)
    other_phone = models.CharField(_("autre téléphone"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("dossier de patient")
        verbose_name_plural = _("dossiers de patients")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "health_number"],
                condition=~Q(health_number=""),
                name="a_health_number_is_used_once_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(user__isnull=False),
                name="a_person_has_one_record_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class AuditEvent(models.Model):
    """A change that is not an entry of a conversation. Never updated, never deleted."""

    at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("événement d’audit")
        verbose_name_plural = _("événements d’audit")
        indexes: ClassVar = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class Session(AbstractBaseSession):
    """A signed-in browser or app. Its owner stands in columns, for one-query checks."""

    user = models.ForeignKey(
        User, models.CASCADE, null=True, editable=False, related_name="sessions"
    )
    # Of the password with which he signed in: another password ends the session.
    auth_hash = models.CharField(max_length=128, blank=True, editable=False)
