"""A register as plain dicts: what the package is compared with."""

import unicodedata
from typing import Any

import cadastre

Document = dict[str, Any]

CITIES = ["Bordeaux", "BORDEAUX", "Saint-Étienne", "saint etienne", "Lyon"]
TYPES = ["house", "loft", "castle", "palace"]
# Made and removed by the test; the others are there from the start and stay.
OWN_TYPES = ["castle", "palace"]


def folded(city: str) -> str:
    """As cities are compared, for those of `CITIES`."""
    letters = unicodedata.normalize("NFKD", city.replace("-", " "))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


class Model:
    """Users, types and properties, by their ids; properties in the order in which they were made."""

    def __init__(self) -> None:
        self.users: dict[str, Document] = {}
        self.types: dict[str, str] = {"house": "House", "loft": "Loft"}
        self.properties: dict[str, Document] = {}

    def change_error(
        self, home: str, user: str, type: object = "house", room: str | None = None, stale: bool = False
    ) -> type[cadastre.Error] | None:
        """Why a change of a property is refused: the first reason in the order that every door keeps."""
        if user not in self.users:
            return cadastre.Unauthenticated
        if type not in self.types:
            return cadastre.Invalid
        if home not in self.properties:
            return cadastre.NotFound
        if self.properties[home]["ownerId"] != user:
            return cadastre.Forbidden
        if room is not None and room not in self.room_ids(home):
            return cadastre.NotFound
        return cadastre.Stale if stale else None

    def room_ids(self, home: str) -> list[str]:
        return [room["id"] for room in self.properties[home]["rooms"]]

    def find(self, city: str | None, type: str | None, owner: str | None, order: str | None) -> list[Document]:
        """What a list of properties holds."""
        found = [
            home
            for home in self.properties.values()
            if (city is None or folded(home["city"]) == folded(city))
            and (type is None or home["type"] == type)
            and (owner is None or home["ownerId"] == owner)
        ]
        return found if order == "oldest" else found[::-1]

    def cities(self) -> list[Document]:
        """What the list of cities holds: each spelled as its newest property spells it."""
        spelled: dict[str, str] = {folded(home["city"]): home["city"] for home in self.properties.values()}
        counts = {key: sum(folded(home["city"]) == key for home in self.properties.values()) for key in spelled}
        return [{"city": spelled[key], "count": counts[key]} for key in sorted(spelled)]

    def remove_user(self, user: str) -> None:
        del self.users[user]
        self.properties = {id: home for id, home in self.properties.items() if home["ownerId"] != user}


def merged(target: Any, patch: Any) -> Any:
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result
