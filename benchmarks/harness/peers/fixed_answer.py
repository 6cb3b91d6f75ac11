"""Hummingbird with one fixed answer: the limit of the framework that Cadastre's server is made with."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from harness import programs
from harness.dataset import Dataset
from harness.peer import Peer
from harness.peers.nginx import fixed_files
from harness.places import BENCHMARKS


@cache
def _program() -> Path:
    return programs.built_in_swift("fixed-answer")


def _resolved(package: str) -> str:
    """The version that the build here has taken."""
    pins = json.loads((BENCHMARKS / "Package.resolved").read_text(encoding="utf-8"))["pins"]
    found = next(pin["state"] for pin in pins if pin["identity"] == package)
    return str(found.get("version") or found["revision"])


class FixedAnswer(Peer):
    """The same two answers as nginx gives, from memory, without a route's parameters or any middleware."""

    name = "hummingbird, a fixed answer"
    durability = "it writes nothing"
    health_path = "/property"
    is_limit = True

    def version(self) -> str:
        return f"Hummingbird {_resolved('hummingbird')}, no middleware"

    def load(self, dataset: Dataset) -> Path:
        return fixed_files(dataset, dataset.folder / "fixed")

    def command(self, data: Path) -> list[str]:
        files = ["--property", str(data / "property.json"), "--page", str(data / "page.json")]
        return [str(_program()), "--port", str(self.port), *files]

    def get_path(self, identifier: str) -> str:  # noqa: ARG002
        return "/property"

    def list_path(self, filters: Mapping[str, str], limit: int) -> str:  # noqa: ARG002
        return "/page"
