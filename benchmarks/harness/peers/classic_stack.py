"""Flask-RESTX, marshmallow and SQLAlchemy on SQLite: `peers/flask_restx`."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from harness.dataset import Dataset
from harness.peer import Peer
from harness.peers.gunicorn import WORKERS, WorkerClass, gunicorn
from harness.places import CLASSIC, CLASSIC_PYTHON

_PACKAGES = ("flask-restx", "marshmallow", "SQLAlchemy", "gunicorn")
_DURABILITY = {
    "NORMAL": "WAL, synchronous=NORMAL: a power cut may take the last acknowledged writes; Cadastre's is stronger",
    "FULL": "WAL, synchronous=FULL: an acknowledged write survives a power cut, as Cadastre's does",
}
_SECRET = "a secret of the benchmark, of no use to anybody"


class ClassicStack(Peer):
    """One class of workers, one `synchronous` of SQLite."""

    def __init__(self, worker: WorkerClass, synchronous: str = "NORMAL") -> None:
        super().__init__()
        self.worker = worker
        self.synchronous = synchronous
        self.name = f"flask-restx, {worker.name}" + (", FULL" if synchronous == "FULL" else "")
        self.durability = _DURABILITY[synchronous]

    def version(self) -> str:
        code = f"from importlib.metadata import version as v; print(', '.join(f'{{n}} {{v(n)}}' for n in {_PACKAGES}))"
        done = subprocess.run([str(CLASSIC_PYTHON), "-c", code], check=True, capture_output=True, text=True)
        return f"{done.stdout.strip()}; {WORKERS} workers, {' '.join(self.worker.options)}"

    def load(self, dataset: Dataset) -> Path:
        database = dataset.folder / "classic.db"
        done = dataset.folder / "classic.done"
        if not done.is_file():
            database.unlink(missing_ok=True)
            subprocess.run(
                [str(CLASSIC_PYTHON), "-m", "classic.load", str(dataset.records)],
                cwd=CLASSIC, env=self.environment(database), check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            done.touch()
        return database

    def command(self, data: Path) -> list[str]:  # noqa: ARG002
        return gunicorn(str(CLASSIC_PYTHON), "gunicorn.conf.py", self.worker, self.port, "classic:create_app()")

    def directory(self) -> Path | None:
        return CLASSIC

    def environment(self, data: Path) -> Mapping[str, str] | None:
        return {
            **os.environ,
            "CLASSIC_DATABASE": str(data),
            "CLASSIC_SYNCHRONOUS": self.synchronous,
            "CLASSIC_SECRET": _SECRET,
        }
