"""The invented expert groups and what they are asked. Nothing of it happened."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from config.demo.dating import When
from config.demo.people import TILLEULS
from config.demo.said import DAY, HOUR, Said, Shown
from groups.schemas import Asker
from photos.sites import BodySite


class Experts(NamedTuple):
    name: str
    public_name: str
    description: str
    specialty: str
    members: Sequence[str]
    asked_by: Sequence[Asker] = ("patients", "practitioners")
    is_active: bool = True


class Asked(NamedTuple):
    """Pending without answers; the first who answers takes it. `closing`: his last."""

    group: str
    requester: str
    title: str
    text: str
    asked: When
    answers: Sequence[Said] = ()
    closing: str = ""
    photos: Sequence[Shown] = ()


JEANNE: Final = "jeanne.dubois@patients.example"
THOMAS: Final = "thomas.leroy@patients.example"
PAUL: Final = "paul.caron@patients.example"
INES: Final = "ines.faure@patients.example"
PETIT, BENALI, MOREAU, GIRARD, ROY, DELMAS, PERRIN = (
    one.email for one in TILLEULS.practitioners
)

GROUPS: Final = (
    Experts(
        "Dermatologie",
        "Peau (dermatologie)",
        "Boutons, rougeurs, démangeaisons, grains de beauté.",
        "Dermatologie",
        (PETIT, BENALI, MOREAU, GIRARD, ROY),
    ),
    Experts(
        "Plaies et cicatrisation",
        "Plaies et pansements",
        "Plaies, cicatrices, pansements après une opération.",
        "Soins infirmiers",
        (GIRARD, ROY, PETIT, MOREAU),
    ),
    Experts(
        "Pédiatrie",
        "Santé de l’enfant",
        "Questions sur les enfants jusqu’à 15 ans.",
        "Pédiatrie",
        (MOREAU, BENALI, ROY),
        is_active=False,
    ),
    Experts(
        "Pharmacie",
        "Médicaments",
        "Doses, interactions, effets indésirables.",
        "Pharmacie",
        (PETIT, BENALI, ROY, PERRIN),
    ),
)
CHANGED_SPOT: Final = Asked(
    "Dermatologie",
    JEANNE,
    "Bouton qui a changé de couleur",
    "Bonjour, un bouton que j’ai dans le dos depuis longtemps est devenu plus "
    "foncé en quelques semaines. Il ne fait pas mal. Dois-je m’inquiéter ?",
    When(6, 10, 14),
    (
        Said(
            MOREAU,
            "Bonjour Madame. Vous avez bien fait d’écrire. Un bouton qui change "
            "doit être vu : je vous propose un rendez-vous jeudi à 10 h.",
            after=3 * HOUR,
        ),
        Said(JEANNE, "Merci beaucoup, jeudi à 10 h me convient.", after=52),
    ),
    "C’est noté, à jeudi. Je clôture cet échange ; nous ferons le point sur place.",
    photos=(Shown("back", "Le bouton, dans le dos", BodySite.UPPER_BACK),),
)
OOZING: Final = Asked(
    "Plaies et cicatrisation",
    THOMAS,
    "Plaie qui suinte après opération",
    "Hello, my knee was operated on last week and the scar has been oozing a "
    "little since yesterday. No fever. Should I change the dressing more often?",
    When(1, 9, 26),
    (
        Said(
            GIRARD,
            "Hello Mr Leroy. A little clear fluid is common in the first days. "
            "Is it clear or yellow, and is the skin around it warm?",
            after=2 * HOUR,
        ),
        Said(THOMAS, "It is clear, and the skin is not warm.", after=34),
    ),
    photos=(Shown("knee", "The scar this morning", BodySite.LEFT_KNEE),),
)
SUN: Final = Asked(
    "Dermatologie",
    INES,
    "Traitement et soleil",
    "Bonjour, je commence un traitement pour l’acné et je pars à la montagne dans "
    "deux semaines. Puis-je le poursuivre sur place ?",
    When(3, 19, 40),
    (
        Said(
            PETIT,
            "Bonjour Madame. Oui, à condition d’appliquer une protection très haute "
            "toutes les deux heures et de porter un chapeau. Avez-vous déjà eu une "
            "réaction au soleil ?",
            after=14 * HOUR,
        ),
        Said(INES, "Non, jamais. Le matin ou le soir, le traitement ?", after=40),
        Said(
            PETIT,
            "Le soir, sur une peau bien sèche, une fine couche. Si la peau tire, un "
            "soir sur deux suffit pendant la première semaine.",
            after=25,
        ),
        Said(INES, "C’est très clair, merci Docteur.", after=DAY),
    ),
)
DRY_HANDS: Final = Asked(
    "Dermatologie",
    PAUL,
    "Mains très sèches au travail",
    "Bonjour, je suis menuisier et mes mains sont crevassées depuis l’hiver. Les "
    "crèmes de la pharmacie ne suffisent plus. Que conseillez-vous ?",
    When(8, 18, 5),
    (
        Said(
            PETIT,
            "Bonjour Monsieur. Des gants de coton la nuit avec une pommade épaisse, "
            "et un savon sans parfum. Faites cela dix jours, puis redites-moi.",
            after=15 * HOUR,
        ),
        Said(PAUL, "Nettement mieux après une semaine, merci !", after=6 * DAY),
    ),
    "Très bien. Gardez la pommade le soir pendant l’hiver. Bonne continuation.",
)
RED_ARM: Final = Asked(
    "Dermatologie",
    JEANNE,
    "Rougeur au bras depuis 3 jours",
    "Bonjour, j’ai une rougeur sur l’avant-bras gauche depuis trois jours. Elle "
    "gratte surtout le soir et s’étend un peu. Je n’ai pas changé de savon ni de "
    "traitement. Que puis-je faire en attendant ?",
    When(0, 8, 10),
    photos=(
        Shown("forearm", "La rougeur de près, avec une règle", BodySite.LEFT_FOREARM),
        Shown("forearm from afar", "Tout l’avant-bras", BodySite.LEFT_FOREARM),
    ),
)
TICK: Final = Asked(
    "Dermatologie",
    PAUL,
    "Piqûre de tique dimanche",
    "Bonjour, j’ai retiré une tique du mollet dimanche soir. Il y a une petite "
    "rougeur de la taille d’une pièce. Faut-il consulter ?",
    When(1, 20, 45),
)
STITCHES: Final = Asked(
    "Plaies et cicatrisation",
    INES,
    "Retrait des fils",
    "Bonjour, mes fils doivent être retirés vendredi. Puis-je reprendre la natation "
    "la semaine suivante ?",
    When(0, 9, 5),
)
TWO_DRUGS: Final = Asked(
    "Pharmacie",
    GIRARD,
    "Interaction entre deux médicaments",
    "Bonjour, un patient suivi à domicile prend un anticoagulant et on vient de "
    "lui prescrire un antifongique. Faut-il rapprocher les contrôles ?",
    When(0, 7, 30),
)
# What waits is asked last, the oldest first.
QUESTIONS: Final = (
    CHANGED_SPOT,
    OOZING,
    SUN,
    DRY_HANDS,
    TICK,
    TWO_DRUGS,
    RED_ARM,
    STITCHES,
)
