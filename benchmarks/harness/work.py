"""A kind of work over HTTP."""

from abc import ABC, abstractmethod
from typing import Any

from harness import load, wrk
from harness.dataset import Dataset
from harness.load import Load
from harness.peer import Peer
from harness.request import Request

CONNECTIONS = 32


class Work(ABC):
    """What is asked of each peer, at how many connections."""

    writes = False
    once = False
    """Whether each request can be sent only once, as one that deletes."""
    has_limit = False
    """Whether those that only show a limit take part."""
    least_seconds = 1
    """What one round takes at least, for a work that is slow by intent."""

    def __init__(self, name: str, connections: int = CONNECTIONS) -> None:
        plural = "" if connections == 1 else "s"
        self.name = name if connections == CONNECTIONS else f"{name}, {connections} connection{plural}"
        self.connections = connections

    def is_for(self, peer: Peer) -> bool:
        """Whether the peer takes part."""
        return self.has_limit if peer.is_limit else self.writes or not peer.only_writes

    def check(self, peer: Peer, dataset: Dataset) -> Any:  # noqa: ARG002 (for those that can)
        """What the peer answers to one such request, in a form that all peers must agree on."""
        return None

    @abstractmethod
    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:
        """What is sent; made before the measuring begins."""

    def run(self, peer: Peer, requests: list[Request], seconds: int, seed: int) -> Load:
        """Sends the requests for that long."""
        if self.once:
            return load.each_once(peer.port, requests, self.connections, seconds)
        return wrk.run(peer.port, requests, self.connections, seconds, seed)


class Read(Work):
    """GETs of many paths."""

    @abstractmethod
    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        """What is asked for, over and over."""

    def requests(self, peer: Peer, dataset: Dataset, seed: int) -> list[Request]:  # noqa: ARG002
        return [Request("GET", path) for path in self.paths(peer, dataset)]
