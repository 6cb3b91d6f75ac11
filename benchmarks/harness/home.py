"""Rooms and French text, for listings that have none of their own."""

import random
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class _Plan:
    """A kind of room, and how many square metres it may have."""

    name: str
    kind: str
    least: int
    most: int


_LIVING_ROOM = _Plan("Séjour", "living-room", 15, 50)
_OTHERS = [
    _Plan("Cuisine", "kitchen", 6, 18),
    _Plan("Salle de bains", "bathroom", 3, 9),
    _Plan("Bureau", "office", 6, 14),
    _Plan("Terrasse", "terrace", 5, 40),
    _Plan("Cave", "cellar", 4, 20),
    _Plan("Entrée", "hall", 2, 9),
]
_FLOORS = ["parquet", "carrelage", "tomettes", "béton ciré", "moquette"]
_SIDES = ["sud", "nord", "est", "ouest", "sud-ouest", "nord-est"]
_SENTENCES = [
    "Lumineux et refait à neuf, au calme sur cour.",
    "À dix minutes à pied du centre de {city}, commerces et écoles à deux pas.",
    "Beaux volumes, parquet en point de Hongrie, moulures et cheminées d'époque.",
    "Jardin arboré sans vis-à-vis, exposé plein sud, avec terrasse en bois.",
    "Cuisine équipée ouverte sur le séjour, buanderie attenante.",
    "Chauffage individuel au gaz, double vitrage, faibles charges de copropriété.",
    "Arrêt de tramway au pied de l'immeuble, gare à un quart d'heure.",
    "Idéal pour une famille ou un premier achat ; quelques travaux de rafraîchissement à prévoir.",
    "Vue dégagée sur les toits de {city} depuis le dernier étage.",
    "Cave voûtée, local à vélos et place de stationnement en sous-sol.",
    "Dépendance aménageable, puits et four à pain dans un hameau à l'écart.",
    "Diagnostics à disposition, visites le samedi matin.",
]
_NOUNS = ["Appartement", "Maison", "Échoppe", "Longère", "Duplex", "Loft", "Villa", "Studio", "Mas", "Chartreuse"]
_QUALITIES = [
    "rénovée",
    "avec jardin",
    "de caractère",
    "en pierre",
    "au calme",
    "près de l'océan",
    "à rafraîchir",
    "neuf",
]


def name(choice: random.Random) -> str:
    return f"{choice.choice(_NOUNS)} {choice.choice(_QUALITIES)}, {choice.randint(18, 240)} m²"


def description(choice: random.Random, city: str) -> str:
    """Two to five sentences."""
    return " ".join(choice.sample(_SENTENCES, choice.randint(2, 5))).replace("{city}", city)


def rooms(choice: random.Random, bedrooms: int, living: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """A living room, as many bedrooms as told, and one to three others.

    `living` are features of the living room that are known already.
    """
    features = living or {
        "cheminée": choice.random() < 0.3,
        "fenêtres": choice.randint(1, 5),
        "orientation": choice.choice(_SIDES),
        "sol": choice.choice(_FLOORS),
    }
    made = [_room(choice, _LIVING_ROOM, features)]
    for number in range(1, bedrooms + 1):
        features = {"placard": choice.random() < 0.6, "sol": choice.choice(_FLOORS)} if choice.random() < 0.5 else {}
        made.append(_room(choice, _Plan(f"Chambre {number}", "bedroom", 8, 20), features))
    made += [_room(choice, plan, {}) for plan in choice.sample(_OTHERS, choice.randint(1, 3))]
    return made


def _room(choice: random.Random, plan: _Plan, features: dict[str, Any]) -> dict[str, Any]:
    tenths = choice.randint(plan.least * 10, plan.most * 10)
    area: float = tenths // 10 if tenths % 10 == 0 else tenths / 10
    return {
        "name": plan.name,
        "kind": plan.kind,
        "area": area,
        "features": dict(sorted(features.items(), key=_by_bytes)),
    }


def _by_bytes(member: tuple[str, Any]) -> bytes:
    return member[0].encode()
