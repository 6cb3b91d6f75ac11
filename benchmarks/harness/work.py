"""Kinds of work over HTTP."""

import tempfile
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from harness import wrk
from harness.dataset import Dataset
from harness.peer import Peer


class Work(ABC):
    """What is asked of each peer, at how many connections."""

    writes = False

    def __init__(self, name: str, connections: int) -> None:
        self.name = name
        self.connections = connections

    def check(self, peer: Peer, dataset: Dataset) -> Any:  # noqa: ARG002 (for those that can)
        """What the peer answers to one such request, in a form that all peers must agree on."""
        return None

    @abstractmethod
    def run(self, peer: Peer, dataset: Dataset, seconds: int, seed: int) -> wrk.Load:
        """Asks for that long."""


class Read(Work):
    """GETs of many paths."""

    @abstractmethod
    def paths(self, peer: Peer, dataset: Dataset) -> list[str]:
        """What is asked for, over and over."""

    def run(self, peer: Peer, dataset: Dataset, seconds: int, seed: int) -> wrk.Load:
        with tempfile.TemporaryDirectory() as folder:
            paths = wrk.lines(Path(folder) / "paths", self.paths(peer, dataset))
            return wrk.run(peer.address, "read.lua", [str(paths), str(seed)], self.connections, seconds)
