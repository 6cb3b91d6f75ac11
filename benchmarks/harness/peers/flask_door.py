"""`cadastre.flask` under gunicorn: the same core, behind Flask."""

import os
import sys
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from harness.dataset import Dataset
from harness.peer import Peer
from harness.peers.cadastre_server import loaded_store
from harness.peers.gunicorn import WORKERS, WorkerClass, gunicorn
from harness.places import FLASK_DOOR_CONFIGURATION


class FlaskDoor(Peer):
    """One class of workers. The package `cadastre` must be installed where the harness runs."""

    durability = "full: an acknowledged write survives a power cut"

    def __init__(self, worker: WorkerClass) -> None:
        super().__init__()
        self.worker = worker
        self.name = f"cadastre.flask, {worker.name}"

    @staticmethod
    def is_there() -> bool:
        return find_spec("cadastre") is not None and find_spec("cadastre.flask") is not None

    def version(self) -> str:
        versions = ", ".join(f"{package} {version(package)}" for package in ("cadastre", "flask", "gunicorn"))
        return f"{versions}; {WORKERS} workers, {' '.join(self.worker.options)}"

    def load(self, dataset: Dataset) -> Path:
        return loaded_store(dataset)

    def command(self, data: Path) -> list[str]:  # noqa: ARG002
        return gunicorn(
            sys.executable, str(FLASK_DOOR_CONFIGURATION), self.worker, self.port, "cadastre.flask:create_app()"
        )

    def environment(self, data: Path) -> Mapping[str, str] | None:
        return {**os.environ, "CADASTRE_STORE": str(data), "CADASTRE_MAX_PROPERTIES_PER_USER": "1000000000"}
