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
        """What the parts have left, each in a file of its own."""
        files = {part: folder / f"{part}.json" for part in PARTS}
        parts = {part: json.loads(file.read_text(encoding="utf-8")) for part, file in files.items() if file.is_file()}
        run = cls({"format": 2, "made": datetime.now(UTC).isoformat(timespec="seconds"), "parts": parts})
        run.document["goals"] = [
            {"key": goal.key, "title": goal.title, "findings": [one.document() for one in goal.findings(run.parts())]}
            for goal in GOALS
        ]
        return run

    @classmethod
    def read(cls, file: Path) -> "RunFile":
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(self.document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def parts(self) -> dict[str, list[Measurement]]:
        found = self.document["parts"]
        return {part: [Measurement.read(one) for one in found[part]["measurements"]] for part in found}
