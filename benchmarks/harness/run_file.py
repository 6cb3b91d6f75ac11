"""The file that a whole run leaves: what each part has found."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harness.goals import GOALS
from harness.measurement import Measurement

PARTS = ("servers", "latency", "embedded", "embedding", "growth", "operations")


@dataclass(frozen=True)
class RunFile:
    """Read from, and written as, JSON."""

    document: dict[str, Any]

    @classmethod
    def of_parts(cls, folder: Path) -> "RunFile":
        """The newest of each part: what it has left in a file of its own, or what the last run there says of it."""
        last = folder / "latest.json"
        parts = cls.read(last).document["parts"] if last.is_file() else {}
        for part in PARTS:
            file = folder / f"{part}.json"
            found = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None
            if found and (part not in parts or found["made"] >= parts[part]["made"]):
                parts[part] = found
        ordered = {part: parts[part] for part in PARTS if part in parts}
        return cls({"format": 2, "made": datetime.now(UTC).isoformat(timespec="seconds"), "parts": ordered}).judged()

    def judged(self) -> "RunFile":
        """The same figures, held against what is claimed now."""
        parts = self.parts()
        goals = [
            {"key": goal.key, "title": goal.title, "findings": [one.document() for one in goal.findings(parts)]}
            for goal in GOALS
        ]
        return RunFile({**self.document, "goals": goals})

    @classmethod
    def read(cls, file: Path) -> "RunFile":
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(self.document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def parts(self) -> dict[str, list[Measurement]]:
        found = self.document["parts"]
        return {part: [Measurement.read(one) for one in found[part]["measurements"]] for part in found}
