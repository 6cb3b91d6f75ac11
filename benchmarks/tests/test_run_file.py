"""A run is made of the newest of each part."""

import json
from pathlib import Path
from typing import Any

from harness.run_file import RunFile


def part(made: str, run: str) -> dict[str, Any]:
    return {"made": made, "run": run, "measurements": []}


def test_a_part_that_was_not_measured_again_stays_as_it_was(tmp_path: Path) -> None:
    kept = {
        "growth": part("2026-01-02", "full"),
        "servers": part("2026-01-01", "short"),
        "latency": part("2026-01-03", "full"),
    }
    (tmp_path / "latest.json").write_text(json.dumps({"parts": kept, "goals": []}), encoding="utf-8")
    for name, made in (("servers", "2026-01-02"), ("latency", "2026-01-02")):
        (tmp_path / f"{name}.json").write_text(json.dumps(part(made, "by itself")), encoding="utf-8")
    found = RunFile.of_parts(tmp_path).document["parts"]
    assert {name: one["run"] for name, one in found.items()} == {
        "servers": "by itself",
        "latency": "full",
        "growth": "full",
    }


def test_figures_are_held_against_what_is_claimed_now(tmp_path: Path) -> None:
    run = RunFile({"parts": {}, "goals": [{"key": "forgotten", "title": "", "findings": []}]}).judged()
    keys = [goal["key"] for goal in run.document["goals"]]
    assert keys
    assert "forgotten" not in keys
    run.write(tmp_path / "latest.json")
    assert RunFile.read(tmp_path / "latest.json").document == run.document
