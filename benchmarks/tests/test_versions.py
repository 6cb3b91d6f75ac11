"""The report names exact versions."""

import json
from pathlib import Path

import pytest
from harness import wrk
from harness.peers import fixed_answer
from harness.peers.fixed_answer import FixedAnswer


@pytest.mark.parametrize(
    ("state", "version"),
    [({"version": "2.28.1", "revision": "26726d0"}, "2.28.1"), ({"revision": "26726d0"}, "26726d0")],
)
def test_hummingbird_is_the_one_that_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: dict[str, str], version: str
) -> None:
    pins = [{"identity": "grdb.swift", "state": {"version": "7"}}, {"identity": "hummingbird", "state": state}]
    (tmp_path / "Package.resolved").write_text(json.dumps({"pins": pins}), encoding="utf-8")
    monkeypatch.setattr(fixed_answer, "BENCHMARKS", tmp_path)
    assert FixedAnswer().version() == f"Hummingbird {version}, no middleware"


def test_wrk_says_its_version() -> None:
    assert any(character.isdigit() for character in wrk.version())
