"""`cadastre serve`."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from harness.dataset import Dataset
from harness.peer import Peer
from harness.places import CADASTRE


def loaded_store(dataset: Dataset) -> Path:
    """The dataset as a register, imported once, and again where the command has another format by now."""
    store = dataset.folder / "store"
    done = dataset.folder / "store.done"
    if not done.is_file() or not _opens(store):
        shutil.rmtree(store, ignore_errors=True)
        subprocess.run(
            [str(CADASTRE), "import", "--store", str(store), str(dataset.records), "--json", "--strict"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        done.touch()
    return store


def _opens(store: Path) -> bool:
    stats = [str(CADASTRE), "stats", "--store", str(store)]
    return subprocess.run(stats, capture_output=True, check=False).returncode == 0


def cadastre_version() -> str:
    return subprocess.run([str(CADASTRE), "--version"], check=True, capture_output=True, text=True).stdout.strip()


class CadastreServer(Peer):
    name = "cadastre serve"
    durability = "full: an acknowledged write survives a power cut"

    def __init__(self, label: str = "", event_loops: int | None = None) -> None:
        """`label` tells several of them apart. By itself, a server has an event loop for each core."""
        super().__init__()
        self._label = label
        self._event_loops = event_loops

    @property
    def folder_name(self) -> str:
        return f"{super().folder_name}{self._label}".replace(" ", "-")

    def serve_in_place(self, dataset: Dataset) -> None:
        """Serves the dataset itself: what is changed there stays."""
        self.serve(self.load(dataset))

    def version(self) -> str:
        return f"{cadastre_version()}, access log to a file, gzip, metrics: as it comes"

    def load(self, dataset: Dataset) -> Path:
        return loaded_store(dataset)

    def command(self, data: Path) -> list[str]:
        threads = ["--threads", str(self._event_loops)] if self._event_loops else []
        return [str(CADASTRE), "serve", "--store", str(data), "--listen", f"127.0.0.1:{self.port}", *threads]

    def environment(self, data: Path) -> Mapping[str, str] | None:  # noqa: ARG002
        # One user makes all that is made, which is more than one may by default: a higher bound, held as always.
        return {"CADASTRE_MAX_PROPERTIES_PER_USER": "1000000000"}
