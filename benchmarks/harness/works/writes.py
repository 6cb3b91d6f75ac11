"""Works that change something, each answered once it is as durable as the peer promises."""

import json
import urllib.error
from typing import Any

from harness.dataset import Dataset
from harness.interface import PASSWORD
from harness.peer import Peer
from harness.request import Request
from harness.work import CONNECTIONS, Work

_OWNED = 2_000


class Create(Work):
    """New properties of one user."""

    writes = True

    def __init__(self, connections: int = CONNECTIONS) -> None:
        super().__init__("create", connections)

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

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:  # noqa: ARG002
        return peer.creations(dataset)


class Rename(Work):
    """One user's properties, over and over."""

    writes = True

    def __init__(self) -> None:
        super().__init__("rename")

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:
        token = peer.log_in(peer.owner())
        body = json.dumps({"name": f"Renamed in round {seed}"}).encode()
        return [Request("PATCH", peer.get_path(one), body, token) for one in peer.owned(dataset, _OWNED)]


class AddRoom(Work):
    """One room to each of one user's properties; once each, so that none grows to what a property may have."""

    writes = True
    once = True

    def __init__(self) -> None:
        super().__init__("add a room")

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:  # noqa: ARG002
        token = peer.log_in(peer.owner())
        room = {"name": "Véranda", "kind": "veranda", "area": 12.5, "features": {"sol": "carrelage"}}
        return [peer.room_request(one, room, token) for one in peer.owned(dataset, _OWNED)]


class Delete(Work):
    """Properties that were made for it before."""

    writes = True
    once = True

    def __init__(self) -> None:
        super().__init__("delete")

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:  # noqa: ARG002
        doomed = peer.made(dataset, _OWNED)
        token = peer.log_in(peer.owner())
        return [Request("DELETE", peer.get_path(one), token=token) for one in doomed]


class LogIn(Work):
    """One user, again and again: what it costs is what the hash of the password is told to cost."""

    writes = True
    least_seconds = 3

    def __init__(self) -> None:
        super().__init__("log in", 2)

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:  # noqa: ARG002
        return [Request("POST", peer.log_in_path, json.dumps(peer.credentials(peer.owner(), PASSWORD)).encode())]
