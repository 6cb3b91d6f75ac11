"""Listings of the shape of real ones, for where there are none: sizes, skew of cities, French text."""

import random
from collections.abc import Iterator
from itertools import accumulate

from harness import home
from harness.listing import Listing

# Some cities are large: inhabitants in thousands.
_LARGE = {
    "Paris": 2104,
    "Marseille": 886,
    "Lyon": 519,
    "Toulouse": 515,
    "Nice": 358,
    "Nantes": 328,
    "Montpellier": 310,
    "Strasbourg": 294,
    "Bordeaux": 268,
    "Lille": 238,
    "Rennes": 231,
    "Saint-Étienne": 173,
    "Le Havre": 167,
    "Nîmes": 152,
    "Besançon": 118,
    "Orléans": 116,
    "Saint-Maur-des-Fossés": 77,
    "Évry-Courcouronnes": 67,
    "Chambéry": 60,
    "Saint-Médard-en-Jalles": 33,
}
# Most are small: names made of these, five thousand of them.
_SAINTS = ["Aubin", "Cyr", "Denis", "Étienne", "Fiacre", "Gilles", "Hilaire", "Jean", "Loup", "Médard", "Nazaire",
           "Ouen", "Père", "Quentin", "Rémy", "Sulpice", "Trojan", "Urbain", "Vaast", "Yrieix"]  # fmt: skip
_RIVERS = ["Aude", "Charente", "Dordogne", "Dronne", "Eure", "Garonne", "Indre", "Isère", "Loire", "Lot", "Marne",
           "Mayenne", "Meuse", "Moselle", "Oise", "Orb", "Rhône", "Sarthe", "Saône", "Vienne"]  # fmt: skip
_LINKS = ["-sur-", "-lès-", "-en-", "-de-", "-du-Val-de-", "-la-Forêt-sur-", "-le-Vieux-sur-", "-des-Prés-sur-",
          "-aux-Bois-sur-", "-le-Château-sur-", "-l'Abbaye-sur-", "-du-Bois-sur-", "-le-Haut-sur-"]  # fmt: skip
_TYPES = {"apartment": 50, "house": 30, "studio": 8, "villa": 5, "townhouse": 4, "loft": 2, "land": 1}
_OWNERS_A_LISTING = 0.6


def generated_listings(count: int, seed: int) -> Iterator[Listing]:
    """`count` listings; a few owners have many, and most have one."""
    choice = random.Random(seed)
    cities = [*_LARGE, *(f"Saint-{saint}{link}{river}" for link in _LINKS for saint in _SAINTS for river in _RIVERS)]
    weights = list(accumulate([*_LARGE.values(), *(1 for _ in range(len(cities) - len(_LARGE)))]))
    types, type_weights = list(_TYPES), list(accumulate(_TYPES.values()))
    owners = max(1, int(count * _OWNERS_A_LISTING))
    for _ in range(count):
        city = choice.choices(cities, cum_weights=weights)[0]
        yield Listing(
            name=home.name(choice),
            description=home.description(choice, city),
            type=choice.choices(types, cum_weights=type_weights)[0],
            city=city,
            owner=str(int(owners * choice.random() ** 2)),
            rooms=home.rooms(choice, bedrooms=choice.choice((1, 1, 2, 2, 3, 3, 4, 5))),
        )
