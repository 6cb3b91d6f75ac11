"""What is measured over HTTP: Cadastre's doors and what people would use instead."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from harness.dataset import Dataset
from harness.places import RUNS
from harness.process_tree import ProcessTree

_START_SECONDS = 60
_STOP_SECONDS = 15
PASSWORD = "correct horse battery"


class Peer(ABC):
    """A server of the register's contract, with its own copy of the data.

    A peer with another interface overrides the paths, the bodies and how one logs in.
    """

    name: str
    durability: str
    """When a write is acknowledged, and what a power cut takes."""
    is_limit = False
    """Whether it does not do the work, but shows how fast it could be done at best: it only reads, and its answers are
    compared with nobody's."""

    def __init__(self) -> None:
        self.port = 0
        self._owner = ""
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

    def verify(self) -> None:  # noqa: B027 (most have nothing to say)
        """Raises where the server does not run as durably as it says; asked after each round."""

    # Running

    def start(self, dataset: Dataset) -> None:
        """Serves a fresh copy of the dataset, and returns once it answers."""
        loaded = self.load(dataset)
        data = RUNS / self.folder_name / loaded.name
        shutil.rmtree(data.parent, ignore_errors=True)
        data.parent.mkdir(parents=True)
        if loaded.is_dir():
            shutil.copytree(loaded, data)
        else:
            shutil.copy2(loaded, data)
        self.port = _free_port()
        self._owner = ""
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

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

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
                time.sleep(0.05)
            else:
                return
        self.stop_and_complain(log)

    def stop_and_complain(self, log: Path) -> None:
        said = log.read_text(encoding="utf-8", errors="replace")[-2_000:]
        self.stop()
        raise RuntimeError(f"{self.name} does not answer. It said:\n{said}")

    # The interface

    health_path = "/healthz"
    create_path = "/v1/properties"

    def get_path(self, identifier: str) -> str:
        return f"/v1/properties/{identifier}"

    def list_path(self, city: str, limit: int) -> str:
        return f"/v1/properties?city={quote(city)}&limit={limit}"

    def create_body(self, draft: bytes) -> bytes:
        return draft

    def items(self, page: Any) -> list[str]:
        """The ids on a page."""
        return [item["id"] for item in page["items"]]

    def sign_up(self) -> str:
        """A new user's e-mail address."""
        email = f"bench{time.time_ns()}@bench.example.org"
        user = {"email": email, "password": PASSWORD, "firstName": "Camille", "lastName": "Banc"}
        self.ask("POST", "/v1/users", user)
        return email

    def log_in(self, email: str) -> str:
        """An access token of a user, good for some minutes."""
        answer = json.loads(self.ask("POST", "/v1/auth/login", {"email": email, "password": PASSWORD}))
        token: str = answer["accessToken"]
        return token

    def owner(self) -> str:
        """The e-mail address of the user that all properties which are created belong to."""
        if not self._owner:
            self._owner = self.sign_up()
        return self._owner

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> bytes:
        """One request, outside the measuring. An answer that is no success raises `urllib.error.HTTPError`."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}{path}", data=body, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            content: bytes = answer.read()
            return content


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
