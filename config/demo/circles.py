"""What the invented colleagues write in their groups. Nothing of it happened."""

from typing import Final

from config.demo.dating import When
from config.demo.said import DAY, HOUR, Said, Shown, Talk
from photos.sites import BodySite

DRESSINGS: Final = Talk(
    ("luc.girard", "anne.roy", "claire.petit"),
    When(9, 8, 40),
    (
        Said(
            "luc.girard",
            "Bonjour à toutes les deux. Je crée ce groupe pour le suivi des "
            "pansements complexes, pour éviter les appels entre deux portes.",
            after=0,
        ),
        Said(
            "anne.roy",
            "Très bonne idée. Je mettrai ici les évolutions du lundi et du jeudi.",
            after=12,
        ),
        Said(
            "claire.petit",
            "Merci Luc. Quand le pansement est changé hors protocole, notez la "
            "raison en une ligne, ça m’aide beaucoup.",
            after=95,
        ),
        Said("luc.girard", "C’est noté.", after=4, reply_to=2),
        Said(
            "anne.roy",
            "Point du jour : trois passages ce matin. Chambre 4, la plaie du talon "
            "bourgeonne bien, les berges sont propres.",
            after=DAY + 2 * HOUR,
        ),
        Said("anne.roy", "Chambre 7, exsudat plus abondant qu’hier, sans odeur."),
        Said(
            "claire.petit",
            "Pour la 7 : passez à un absorbant et changez tous les jours jusqu’à "
            "nouvel avis.",
            after=40,
            reply_to=5,
        ),
        Said("anne.roy", "Fait à 14 h. Patient prévenu, pas de douleur au retrait."),
        Said("claire.petit", "Parfait, merci.", after=2),
        Said(
            "luc.girard",
            "Livraison de pansements reportée à demain matin. Il nous reste quatre "
            "boîtes d’alginate, on tient.",
            after=DAY,
        ),
        Said(
            "anne.roy",
            "J’en ai deux dans la voiture si quelqu’un est à court.",
            after=7,
        ),
        Said("luc.girard", "Merci, je passe les prendre vers 17 h.", after=5),
        Said(
            "anne.roy",
            "Évolution de la 7 : exsudat nettement diminué, on revient à un jour sur "
            "deux ?",
            after=2 * DAY - 4 * HOUR,
        ),
        Said("claire.petit", "Oui, un jour sur deux, et revoyons lundi.", after=25),
        Said(
            "luc.girard",
            "Madame D. demande si elle peut se doucher avec son pansement. Je lui "
            "laisse le film imperméable ?",
            after=DAY,
        ),
        Said(
            "claire.petit",
            "Oui, douche courte, film en place, et elle nous appelle si le bord se "
            "décolle. Pas de bain.",
            after=18,
            reply_to=14,
        ),
        Said("luc.girard", "Transmis, elle est ravie.", after=6),
        Said(
            "anne.roy",
            "Pour la prochaine formation, je propose un tour de table de dix minutes "
            "sur les pansements à pression négative. Qui a déjà posé le nouveau "
            "modèle ?",
            after=DAY + 3 * HOUR,
        ),
        Said("luc.girard", "Moi, deux fois. Je peux montrer le montage.", after=9),
        Said("claire.petit", "Très volontiers, je réserve la salle 2.", after=30),
        Said(
            "anne.roy",
            "Chambre 4 : fermeture complète ce matin. Belle surprise, on ne "
            "l’attendait pas avant la fin du mois.",
            after=DAY - 3 * HOUR,
        ),
        Said("claire.petit", "Excellente nouvelle, bravo à l’équipe.", after=14),
        Said(
            "luc.girard",
            "Nouvelle entrée prévue demain : plaie du dos du pied, bilan vasculaire "
            "fait, le compte rendu est au dossier.",
            after=DAY + 5 * HOUR,
        ),
        Said("anne.roy", "Je prends la première visite, 9 h 30.", after=11),
        Said(
            "claire.petit",
            "Je vous laisse commencer par un pansement gras simple. Mesure au premier "
            "passage, merci.",
            after=50,
        ),
        Said(
            "anne.roy",
            "Visite faite : 2 cm sur 1,5, fond propre, pas de rougeur autour. "
            "Prochain passage jeudi.",
            after=17 * HOUR,
            photos=(
                Shown("wound", "Premier passage", BodySite.LEFT_FOOT),
                Shown("wound, cleaned", "Après le nettoyage", BodySite.LEFT_FOOT),
            ),
        ),
        Said("luc.girard", "Merci Anne, je prends jeudi.", after=45),
    ),
    "Plaies et cicatrisation : suivi",
    read_by=("anne.roy",),
)
JOURNAL: Final = Talk(
    ("sophie.moreau", "karim.benali", "luc.girard", "claire.petit"),
    When(4, 12, 50),
    (
        Said(
            "sophie.moreau",
            "Next journal club: Thursday at 1 pm, meeting room 2. I will present "
            "the review on teledermatology in primary care.",
            after=0,
        ),
        Said(
            "karim.benali",
            "Great, I’ll be there. Could you share the PDF first?",
            after=21,
        ),
        Said(
            "sophie.moreau",
            "It is in the shared folder since this morning.",
            after=6,
            reply_to=1,
        ),
        Said(
            "luc.girard",
            "Joining remotely, I am on home visits until noon.",
            after=150,
        ),
    ),
    "Journal club (English)",
    read_by=("claire.petit",),
)
CASES: Final = Talk(
    ("claire.petit", "karim.benali", "sophie.moreau"),
    When(1, 17, 5),
    (
        Said(
            "claire.petit",
            "Réunion de mardi : trois dossiers. Qui prépare le premier ?",
            after=0,
        ),
        Said(
            "karim.benali",
            "Je le prends, j’ai vu la patiente la semaine passée.",
            after=16,
        ),
        Said(
            "sophie.moreau",
            "Je prends le deuxième. Pour le troisième, il manque le résultat de la "
            "biopsie, attendu lundi.",
            after=33,
        ),
        Said(
            "claire.petit",
            "Parfait. On garde le troisième pour la fois d’après.",
            after=8,
        ),
        Said(
            "karim.benali",
            "Pensez à réserver la salle, elle est souvent prise le mardi.",
            after=2,
        ),
    ),
    "Dossiers du mardi",
)
ON_CALL: Final = Talk(
    ("sophie.moreau", "claire.petit", "karim.benali", "marc.delmas"),
    When(3, 9, 0),
    (
        Said(
            "sophie.moreau",
            "Planning d’astreinte du mois : il reste deux week-ends sans personne.",
            after=0,
        ),
        Said("karim.benali", "Je peux prendre le dernier.", after=41),
        Said("marc.delmas", "Et moi celui d’avant, sauf le dimanche soir.", after=18),
        Said("claire.petit", "Je prends ce dimanche soir.", after=6, reply_to=2),
        Said("sophie.moreau", "Tout est couvert, merci à tous les trois !", after=12),
    ),
    "Astreinte",
    read_by=("claire.petit", "karim.benali"),
)
CIRCLES: Final = (
    DRESSINGS,
    JOURNAL,
    CASES,
    ON_CALL,
)
