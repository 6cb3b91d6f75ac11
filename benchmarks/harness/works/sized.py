"""Works at one size of a city or of a property."""

import json
import time
from itertools import cycle, islice
from typing import Any

from harness.dataset import Dataset
from harness.peer import Peer
from harness.request import Request
from harness.work import Read, Work

_OF_EACH = 20


class ListOfCity(Read):
    """The newest of one city."""

    def __init__(self, city: str) -> None:
        super().__init__("list of 20 by city")
        self.city = city

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:  # noqa: ARG002
        return [peer.list_path({"city": self.city}, 20)]


def made_city(peer: Peer, dataset: Dataset, size: int) -> str:
    """Makes a city of that many properties, and returns its name."""
    # Another one each time, as some registers are served where they lie.
    city = f"Ville de {size} {time.time_ns()}"
    token = peer.log_in(peer.owner())
    for draft in islice(cycle(dataset.drafts()), size):
        body = peer.create_body(json.dumps({**json.loads(draft), "city": city}).encode())
        peer.ask("POST", peer.create_path, body, token)
    return city


def _with_rooms(peer: Peer, dataset: Dataset, count: int) -> list[str]:
    """Makes some properties of that many rooms, and returns their ids."""
    room = {"name": "Chambre", "kind": "bedroom", "area": 12.5, "features": {"sol": "parquet"}}
    draft: dict[str, Any] = {**json.loads(dataset.drafts()[0]), "rooms": [room] * count}
    token = peer.log_in(peer.owner())
    body = peer.create_body(json.dumps(draft).encode())
    return [json.loads(peer.ask("POST", peer.create_path, body, token))["id"] for _ in range(_OF_EACH)]


class GetOfSize(Work):
    """Properties of that many rooms."""

    def __init__(self, rooms: int) -> None:
        super().__init__("get by id")
        self._rooms = rooms
        self._ids: list[str] = []

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:  # noqa: ARG002
        self._ids = self._ids or _with_rooms(peer, dataset, self._rooms)
        return [Request("GET", peer.get_path(identifier)) for identifier in self._ids]


class RenameOfSize(Work):
    """Renames of properties of that many rooms: all of one is written."""

    writes = True

    def __init__(self, rooms: int) -> None:
        super().__init__("rename")
        self._rooms = rooms
        self._ids: list[str] = []

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:
        self._ids = self._ids or _with_rooms(peer, dataset, self._rooms)
        token = peer.log_in(peer.owner())
        body = json.dumps({"name": f"Renamed in round {seed}"}).encode()
        return [Request("PATCH", peer.get_path(identifier), body, token) for identifier in self._ids]
