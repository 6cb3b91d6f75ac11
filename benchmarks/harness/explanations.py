"""What `explanations.toml` says."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.places import BENCHMARKS
from harness.run_file import RunFile


@dataclass(frozen=True)
class Explanations:
    """Of the run, of each part, and of each target that is not met."""

    run: str
    parts: Mapping[str, str]
    goals: Mapping[str, str]

    @classmethod
    def read(cls, file: Path = BENCHMARKS / "explanations.toml") -> "Explanations":
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        return cls(found["run"], found["parts"], found["goals"])

    def lacking(self, run: RunFile) -> list[str]:
        """The titles of the targets that are not met, and of which nobody says why."""
        return [
            goal["title"]
            for goal in run.document["goals"]
            if not all(one["met"] for one in goal["findings"]) and not self.goals.get(goal["key"], "").strip()
        ]
