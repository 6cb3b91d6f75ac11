"""The works that are measured over HTTP."""

import json
import tempfile
import urllib.error
from pathlib import Path
from typing import Any

from harness import wrk
from harness.dataset import Dataset
from harness.peer import Peer
from harness.work import Read, Work


class GetByID(Read):
    """Properties by id, uniformly drawn."""

    def __init__(self, connections: int = 32) -> None:
        super().__init__("get by id", connections)

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        return [peer.get_path(identifier) for identifier in dataset.sample_of_ids()]

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        record = json.loads(peer.ask("GET", self.paths(peer, dataset)[0]))
        return {name: record[name] for name in ("id", "name", "description", "city", "rooms")}


class ListByCity(Read):
    """The newest of a city; cities drawn as often as they have properties."""

    def __init__(self, limit: int = 20, connections: int = 32) -> None:
        super().__init__(f"list of {limit} by city", connections)
        self.limit = limit

    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        return [peer.list_path(city, self.limit) for city in dataset.cities()]

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        return peer.items(json.loads(peer.ask("GET", self.paths(peer, dataset)[0])))


class Create(Work):
    """New properties of one user, each answered once it is as durable as the peer promises."""

    writes = True

    def __init__(self, connections: int = 32) -> None:
        super().__init__("create" if connections == 32 else f"create, {connections} connections", connections)

    def check(self, peer: Peer, dataset: Dataset) -> Any:
        """What is sent is kept, its owner may change it, and nobody else may."""
        stranger = peer.log_in(peer.sign_up())
        token = peer.log_in(peer.owner())
        created = json.loads(peer.ask("POST", peer.create_path, peer.create_body(dataset.drafts()[0]), token))
        path = peer.get_path(created["id"])
        try:
            peer.ask("PATCH", path, {"name": "Taken over"}, stranger)
        except urllib.error.HTTPError:
            refused = True
        else:
            refused = False
        peer.ask("PATCH", path, {"name": "Renamed"}, token)
        kept = json.loads(peer.ask("GET", path))
        rooms = [{name: room[name] for name in ("name", "kind", "area", "features")} for room in kept["rooms"]]
        texts = {name: kept[name] for name in ("name", "description", "type", "city")}
        return {**texts, "rooms": rooms, "stranger refused": refused}

    def run(self, peer: Peer, dataset: Dataset, seconds: int, seed: int) -> wrk.Load:
        token = peer.log_in(peer.owner())
        with tempfile.TemporaryDirectory() as folder:
            bodies = wrk.lines(Path(folder) / "bodies", [peer.create_body(draft) for draft in dataset.drafts()])
            arguments = [str(bodies), str(seed), peer.create_path, token]
            return wrk.run(peer.address, "create.lua", arguments, self.connections, seconds)
