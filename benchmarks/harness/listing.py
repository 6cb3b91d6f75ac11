"""One property before it has an id."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Listing:
    """What its owner would send, and who that is."""

    name: str
    description: str
    type: str
    city: str
    owner: str
    """Any text that tells owners apart."""
    rooms: list[dict[str, Any]] = field(default_factory=list)
    """Members in the order of the wire: name, kind, area where it is known, features by their names."""

    def draft(self) -> dict[str, Any]:
        """The body of the request that makes it."""
        return {
            "name": self.name,
            "description": self.description,
            "type": self.type,
            "city": self.city,
            "rooms": self.rooms,
        }
