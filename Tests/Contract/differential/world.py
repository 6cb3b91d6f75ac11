"""What both registers hold, as far as the requests so far tell."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

MADE_UP = [
    "01890a5d-ac96-774b-bcce-b302099a8057",
    "1",
    "none",
    "%00",
    "%0A",
    "a%0D%0Ab",
    "%ff",
    "%E2%80%AE",
    "me",
    "x" * 300,
    "a%2Fb",
]


@dataclass
class Somebody:
    """A user of both registers."""

    id: Any
    email: str
    password: str
    token: Any
    refresh_token: Any
    # Refresh tokens that have been used.
    used: list[Any] = field(default_factory=list)


def no_such_id(chance: Random) -> Any:
    """An id that nothing has, or what is none."""
    return chance.choice(MADE_UP)


@dataclass
class Home:
    """A property in both registers."""

    owner: Somebody
    # As it was last read or written, with twins for what each register gave.
    stored: dict[str, Any]
    tag: Any
    # Tags that it had before.
    past: list[Any] = field(default_factory=list)

    @property
    def path(self) -> tuple[Any, ...]:
        return ("/v1/properties/", self.stored["id"])

    @property
    def rooms(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.stored["rooms"]
        return found


@dataclass
class World:
    """Those who call, what they own, and what is left of what has gone."""

    admin: Somebody
    people: list[Somebody] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    gone: list[Home] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)
    # Where a list goes on: its path, its query, and the cursor.
    cursors: list[tuple[str, list[tuple[str, Any]], Any]] = field(default_factory=list)
    # The tags that paths were last answered with.
    tags: dict[str, Any] = field(default_factory=dict)
    # Tokens that no longer work.
    dead_tokens: list[Any] = field(default_factory=list)

    def somebody(self, chance: Random) -> Somebody:
        return chance.choice(self.people) if self.people and chance.random() < 0.95 else self.admin

    def home(self, chance: Random) -> Home | None:
        """A property, now and then one that has gone."""
        homes = self.gone if self.gone and chance.random() < 0.05 else self.homes
        return chance.choice(homes[-40:]) if homes else None

    def owner(self, id_: Any) -> Somebody | None:
        """Who has this id."""
        return next((person for person in [*self.people, self.admin] if person.id == id_), None)

    def lose(self, home: Home) -> None:
        if home in self.homes:
            self.homes.remove(home)
            self.gone.append(home)

    def bury(self, person: Somebody) -> None:
        """Takes somebody out, and all that they own."""
        if person in self.people:
            self.people.remove(person)
            self.dead_tokens.append(person.token)
            for home in [home for home in self.homes if home.owner is person]:
                self.lose(home)
