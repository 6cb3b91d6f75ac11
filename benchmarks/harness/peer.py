"""What is measured over HTTP: Cadastre's doors and what people would use instead."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

from harness.dataset import Dataset
from harness.interface import Interface
from harness.places import RUNS
from harness.process_tree import ProcessTree

_START_SECONDS = 60
_STOP_SECONDS = 15
# Short, as a start is measured by it.
_PAUSE_SECONDS = 0.002


class Peer(Interface, ABC):
    """A server of the register's contract, with its own copy of the data."""

    name: str
    durability: str
    """When a write is acknowledged, and what a power cut takes."""
    is_limit = False
    """Whether it does not do the work, but shows how fast it could be done at best: it only reads, and its answers are
    compared with nobody's."""
    only_writes = False
    """Whether it differs from another peer only where something is written."""

    def __init__(self) -> None:
        super().__init__()
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def version(self) -> str:
        """What is measured, with the versions that matter."""

    @abstractmethod
    def load(self, dataset: Dataset) -> Path:
        """The dataset in this peer's own form: made once, and kept beside the dataset."""

    @abstractmethod
    def command(self, data: Path) -> list[str]:
        """What serves `data` on `self.port`."""

    def environment(self, data: Path) -> Mapping[str, str] | None:  # noqa: ARG002 (for those that need it)
        return None

    def directory(self) -> Path | None:
        """Where the server runs."""
        return None

    def verify(self) -> None:
        """Raises where the server does not run as durably as it says; asked after each round."""

    # Running

    def start(self, dataset: Dataset) -> None:
        """Serves a fresh copy of the dataset, and returns once it answers."""
        self.serve(self.copied(dataset))

    def copied(self, dataset: Dataset) -> Path:
        """A fresh copy of the dataset in this peer's own form."""
        loaded = self.load(dataset)
        data = RUNS / self.folder_name / loaded.name
        shutil.rmtree(data.parent, ignore_errors=True)
        data.parent.mkdir(parents=True)
        if loaded.is_dir():
            shutil.copytree(loaded, data)
        else:
            shutil.copy2(loaded, data)
        return data

    def serve(self, data: Path) -> None:
        """Serves what lies there, and returns once it answers."""
        self.port = _free_port()
        self.forget()
        with (data.parent / "log").open("wb") as log:
            self._process = subprocess.Popen(
                self.command(data), stdout=log, stderr=log, env=self.environment(data), cwd=self.directory(),
                start_new_session=True,
            )  # fmt: skip
        self._await_answer(data.parent / "log")

    def stop(self) -> None:
        """Ends the server and removes its copy of the data."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)  # its workers too
                self._process.wait()
            self._process = None
        shutil.rmtree(RUNS / self.folder_name, ignore_errors=True)

    @property
    def folder_name(self) -> str:
        return "".join(character if character.isalnum() else "-" for character in self.name)

    def processes(self) -> ProcessTree:
        if self._process is None:
            raise RuntimeError(f"{self.name} does not run")
        return ProcessTree(self._process.pid)

    def _await_answer(self, log: Path) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                self.ask("GET", self.health_path)
            except (urllib.error.URLError, ConnectionError):
                time.sleep(_PAUSE_SECONDS)
            else:
                return
        self.stop_and_complain(log)

    def stop_and_complain(self, log: Path) -> None:
        said = log.read_text(encoding="utf-8", errors="replace")[-2_000:]
        self.stop()
        raise RuntimeError(f"{self.name} does not answer. It said:\n{said}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
