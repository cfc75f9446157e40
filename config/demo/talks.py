"""What the invented colleagues write to each other. Nothing of it happened."""

from typing import Final

from config.demo.dating import When
from config.demo.said import HOUR, Said, Talk

REPLACING: Final = Talk(
    ("karim.benali", "claire.petit"),
    When(2, 18, 12),
    (
        Said(
            "karim.benali",
            "Bonjour Claire, peux-tu me remplacer à la consultation de vendredi "
            "matin ? J’ai une formation jusqu’à 11 h.",
            after=0,
        ),
        Said("claire.petit", "Oui, sans problème. Combien de patients ?", after=27),
        Said(
            "karim.benali",
            "Six, dont deux contrôles rapides. Les courriers sont déjà prêts.",
            after=4,
        ),
        Said(
            "claire.petit",
            "Alors c’est bon pour moi. Bonne formation !",
            after=14 * HOUR,
        ),
        Said("karim.benali", "Merci beaucoup, je te revaudrai ça.", after=9),
    ),
)
HOME: Final = Talk(
    ("anne.roy", "claire.petit"),
    When(0, 7, 55),
    (
        Said(
            "anne.roy",
            "Bonjour Docteur, le retour à domicile de demain est confirmé. Je "
            "passe à 10 h pour le premier pansement.",
            after=0,
        ),
        Said("claire.petit", "Merci Anne. Dites-moi si la rougeur s’étend.", after=22),
        Said(
            "anne.roy",
            "Bien sûr. Je vous écris ici juste après la visite.",
            after=5,
        ),
    ),
)
RENEWAL: Final = Talk(
    ("marc.delmas", "claire.petit"),
    When(1, 11, 20),
    (
        Said(
            "marc.delmas",
            "Bonjour Claire, je suis une patiente sous traitement de fond depuis "
            "l’automne. Le bilan de six mois est normal. Je renouvelle ou tu "
            "préfères la revoir d’abord ?",
            after=0,
        ),
        Said(
            "claire.petit",
            "Bonjour Marc. Bilan normal et peau stable : renouvelle pour trois mois, "
            "je la reverrai ensuite.",
            after=48,
        ),
        Said("marc.delmas", "Très bien, je lui envoie le rendez-vous.", after=3),
        Said("claire.petit", "Merci, et bon courage pour la semaine.", after=1),
    ),
)
PHARMACY: Final = Talk(
    ("claire.petit", "julie.perrin"),
    When(5, 15, 30),
    (
        Said(
            "claire.petit",
            "Bonjour Julie, la crème prescrite hier est en rupture chez deux "
            "pharmacies. Avez-vous un équivalent en stock ?",
            after=0,
        ),
        Said(
            "julie.perrin",
            "Bonjour Docteur. Oui, même principe actif en pommade. La tolérance est "
            "la même, la texture un peu plus grasse.",
            after=13,
        ),
        Said("claire.petit", "Alors la pommade, merci beaucoup.", after=5),
        Said(
            "julie.perrin",
            "C’est mis de côté au nom du service. Je préviens l’accueil.",
            after=2,
        ),
    ),
    read_by=("claire.petit",),
)
PRIVATE: Final = (
    REPLACING,
    HOME,
    RENEWAL,
    PHARMACY,
)
