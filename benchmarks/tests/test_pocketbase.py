"""PocketBase is asked for nothing that its users would not ask for."""

from pathlib import Path

import pytest
from harness import dataset as module
from harness import peer
from harness.dataset import Dataset
from harness.peers.pocketbase import PocketBase


class Told(PocketBase):
    """Says which statements it sends to SQLite."""

    def command(self, data: Path) -> list[str]:
        return [*super().command(data), "--dev"]


def test_a_create_does_not_go_through_the_table(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("pocketbase")
    monkeypatch.setattr(module, "DATASETS", folder / "datasets")
    monkeypatch.setattr(peer, "RUNS", folder / "runs")
    dataset = Dataset.made(100, seed=7, source="generated")
    server = Told()
    try:
        server.start(dataset)
        request = server.creations(dataset)[0]
        server.ask("POST", request.path, request.body, request.token)
        said = (folder / "runs" / server.folder_name / "log").read_text(encoding="utf-8", errors="replace")
    finally:
        server.stop()
    assert "INSERT INTO `properties`" in said
    # How it asks for an id that differs in case, where the pattern of ids is not its own: no index helps with that.
    assert "COLLATE NOCASE" not in said
