"""Works that only read."""

import json
from typing import Any

from harness.dataset import Dataset
from harness.peer import Peer
from harness.request import Request
from harness.work import CONNECTIONS, Read

# For works that take some peers a part of a second each: more at once would only wait.
_FEW = 4


class GetByID(Read):
    """Properties by id, drawn uniformly, or some much more often than others, or each on a new connection."""

    has_limit = True

    def __init__(self, connections: int = CONNECTIONS, kind: str = "", closes: bool = False) -> None:
        title = " ".join(("get by id", kind)).rstrip()
        super().__init__(f"{title}, new connections" if closes else title, connections)
        self.kind = kind
        self.closes = closes

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        return [peer.get_path(identifier) for identifier in dataset.sample_of_ids(self.kind)]

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:  # noqa: ARG002
        return [Request("GET", path, closes=self.closes) for path in self.paths(peer, dataset)]

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        record = json.loads(peer.ask("GET", self.paths(peer, dataset)[0]))
        texts = {name: record[name] for name in ("name", "description", "city", "rooms")}
        return {"id": peer.canonical(record["id"]), **texts}


class ListByCity(Read):
    """The newest of a city; cities drawn as often as they have properties, or the largest, or small ones."""

    def __init__(self, limit: int = 20, kind: str = "", connections: int = CONNECTIONS) -> None:
        super().__init__(f"list of {limit} by {kind} city".replace("  ", " "), connections)
        self.limit = limit
        self.kind = kind
        # A limit serves one size of answer.
        self.has_limit = limit == 20 and not kind

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        return [peer.list_path({"city": city}, self.limit) for city in dataset.cities(self.kind)]

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        return peer.items(json.loads(peer.ask("GET", self.paths(peer, dataset)[0])))


class DeepPage(Read):
    """A page of the largest city, many pages down."""

    def __init__(self, depth: int = 1_000) -> None:
        super().__init__(f"list of 20 by hot city, after {depth:,}")
        self.depth = depth

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        return [peer.deep_path({"city": city}, 20, self.depth) for city in dataset.cities("hot")]

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        return peer.items(json.loads(peer.ask("GET", self.paths(peer, dataset)[0])))


class Join(Read):
    """City, type and owner of a property that is there, or city and type that never meet."""

    def __init__(self, kind: str = "") -> None:
        title = "join of city and type that never meet" if kind else "join of city, type and owner"
        super().__init__(title, _FEW if kind else CONNECTIONS)
        self.kind = kind

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        return [peer.list_path(filters, 20) for filters in dataset.joins(self.kind)]

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        return [peer.items(json.loads(peer.ask("GET", path))) for path in self.paths(peer, dataset)[:5]]


class CountOfCity(Read):
    """How many properties a city has."""

    def __init__(self) -> None:
        super().__init__("count of a city", _FEW)

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        return [peer.count_path(city) for city in dataset.cities()]

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        return [peer.count(json.loads(peer.ask("GET", path))) for path in self.paths(peer, dataset)[:5]]


class CitiesByPrefix(Read):
    """The cities that begin with some letters, and how many properties each has."""

    def __init__(self) -> None:
        super().__init__("cities by prefix, with counts", _FEW)

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        return [peer.cities_path(city[:3]) for city in dataset.cities()]

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        return peer.cities(json.loads(peer.ask("GET", self.paths(peer, dataset)[0])))
