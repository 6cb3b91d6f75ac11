"""A register as plain dicts: what the package is compared with."""

import unicodedata
from typing import Any

import cadastre

from tests.people import ABSENT

Document = dict[str, Any]
Reason = type[cadastre.Error] | None


def folded(city: str) -> str:
    """As cities are compared, for those that the tests have."""
    letters = unicodedata.normalize("NFKD", city.replace("-", " "))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


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


class Model:
    """Users, types and properties, by their ids; properties in the order in which they were made.

    Ids and times, which the register gives, are taken from its answers; the rest must be as it is here.
    """

    def __init__(self, types: dict[str, str]) -> None:
        self.users: dict[str, Document] = {}
        self.types = types
        self.properties: dict[str, Document] = {}

    # Why something is refused, in the order in which every door looks; None where it is done.

    def sign_up_error(self, email: str) -> Reason:
        return cadastre.Conflict if any(user["email"] == email for user in self.users.values()) else None

    def session_error(self, user: str) -> Reason:
        return None if user in self.users else cadastre.Unauthenticated

    def type_error(self, fields: Document) -> Reason:
        return None if fields.get("type", "house") in self.types else cadastre.Invalid

    def change_error(
        self, home: str, user: str, fields: Document, *, room: str | None = None, stale: bool = False
    ) -> Reason:
        if reason := self.session_error(user) or self.type_error(fields):
            return reason
        if home not in self.properties:
            return cadastre.NotFound
        if room is not None and room not in [each["id"] for each in self.properties[home]["rooms"]]:
            return cadastre.NotFound
        if self.properties[home]["ownerId"] != user:
            return cadastre.Forbidden
        return cadastre.Stale if stale else None

    def delete_type_error(self, id: str) -> Reason:
        if id not in self.types:
            return cadastre.NotFound
        return cadastre.Conflict if any(home["type"] == id for home in self.properties.values()) else None

    # Changes

    def add(self, answer: Document, user: str, fields: Document) -> None:
        """A property that was made of fields."""
        rooms = [
            {"id": given["id"], "features": {}, **room}
            for given, room in zip(answer["rooms"], fields.get("rooms", []), strict=True)
        ]
        given = {name: answer[name] for name in ("id", "createdAt", "updatedAt")}
        assert answer == {"description": "", **fields, "rooms": rooms, "ownerId": user, "version": 1, **given}
        assert answer["id"] > max(self.properties, default="")
        self.properties[answer["id"]] = answer

    def put(self, home: str, changed: Document, answer: Document) -> None:
        """A property that was changed."""
        for given, room in zip(answer["rooms"], changed["rooms"], strict=True):
            room.setdefault("id", given["id"])
            room.setdefault("features", {})
        self.properties[home] = self.restamped(self.properties[home], changed, answer)
        assert answer == self.properties[home]

    def restamped(self, before: Document, changes: Document, answer: Document) -> Document:
        """A record after a change, with its next version; the same one where nothing has changed."""
        after = {**before, **changes}
        if after == before:
            return before
        assert answer["updatedAt"] >= before["updatedAt"]
        return {**after, "version": before["version"] + 1, "updatedAt": answer["updatedAt"]}

    def remove_user(self, user: str) -> None:
        del self.users[user]
        self.properties = {id: home for id, home in self.properties.items() if home["ownerId"] != user}

    # What is there

    def room_id(self, home: str, place: int) -> str:
        rooms = self.properties.get(home, {}).get("rooms", [])
        return str(rooms[place]["id"]) if place < len(rooms) else ABSENT

    def find(
        self, *, city: str | None = None, type: str | None = None, owner: str | None = None, order: str = "newest"
    ) -> list[Document]:
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
        spelled = {folded(home["city"]): home["city"] for home in self.properties.values()}
        counts = {key: sum(folded(home["city"]) == key for home in self.properties.values()) for key in spelled}
        return [{"city": spelled[key], "count": counts[key]} for key in sorted(spelled)]
