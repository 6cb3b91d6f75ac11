"""Hummingbird with one fixed answer: the limit of the framework that Cadastre's server is made with."""

import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from harness import programs
from harness.dataset import Dataset
from harness.peer import Peer
from harness.peers.nginx import fixed_files
from harness.places import BENCHMARKS

_LIST = ["swift", "package", "--package-path", str(BENCHMARKS), "show-dependencies", "--format", "flatlist"]


@cache
def _program() -> Path:
    return programs.built_in_swift("fixed-answer")


class FixedAnswer(Peer):
    """The same two answers as nginx gives, from memory, without a route's parameters or any middleware."""

    name = "hummingbird, a fixed answer"
    durability = "it writes nothing"
    health_path = "/property"
    is_limit = True

    def version(self) -> str:
        listed = subprocess.run(_LIST, check=False, capture_output=True, text=True)
        found = [line.split()[-1] for line in listed.stdout.splitlines() if "hummingbird" in line]
        return f"Hummingbird {found[0] if found else ''}".rstrip() + ", no middleware"

    def load(self, dataset: Dataset) -> Path:
        return fixed_files(dataset, dataset.folder / "fixed")

    def command(self, data: Path) -> list[str]:
        files = ["--property", str(data / "property.json"), "--page", str(data / "page.json")]
        return [str(_program()), "--port", str(self.port), *files]

    def get_path(self, identifier: str) -> str:  # noqa: ARG002
        return "/property"

    def list_path(self, filters: Mapping[str, str], limit: int) -> str:  # noqa: ARG002
        return "/page"
