"""What a run leaves: a file of JSON and a table."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harness import machine
from harness.dataset import Dataset
from harness.measurement import Measurement
from harness.peer import Peer
from harness.target import Verdict


@dataclass(frozen=True)
class Results:
    """All that a run found."""

    dataset: Dataset
    peers: list[Peer]
    measurements: list[Measurement]
    verdicts: list[Verdict]
    settings: dict[str, Any]
    versions: dict[str, str]
    """Of what is no `Peer`."""

    def write(self, file: Path) -> None:
        document = {
            "format": 1,
            # Which run it is a part of: a short one, a full one, or none.
            "run": os.environ.get("BENCH_RUN", "by itself"),
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine.facts(),
            "dataset": asdict(self.dataset.facts),
            "settings": self.settings,
            "versions": self.versions,
            "peers": {peer.name: {"version": peer.version(), "durability": peer.durability} for peer in self.peers},
            "verdicts": [verdict.document() for verdict in self.verdicts],
            "measurements": [measurement.document() for measurement in self.measurements],
        }
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def table(measurements: list[Measurement]) -> str:
    """All figures, by work."""
    rows = [["work", "peer", "at", "unit", "min", "median", "max", "CPU µs a request", "p99 µs", "private MiB"]]
    for measurement in measurements:
        rows.append(
            [
                measurement.work,
                measurement.peer,
                f"{measurement.at:,.0f} {measurement.axis}" if measurement.axis else "",
                measurement.unit,
                f"{min(measurement.runs):,.0f}",
                f"{measurement.median:,.0f}",
                f"{max(measurement.runs):,.0f}",
                _detail(measurement, "cpuMicroseconds"),
                _detail(measurement, "p99"),
                _detail(measurement, "rssAnonKiB", 1024),
            ]
        )
    return laid_out(rows)


def claims(verdicts: list[Verdict]) -> str:
    """The ratios, and whether they are what they should be."""
    rows = [["work", "subject", "against", "at least", "min", "median", "max", "by CPU", ""]]
    for verdict in verdicts:
        target, ratio = verdict.target, verdict.ratio
        rows.append(
            [
                target.work,
                target.subject,
                verdict.best,
                f"{target.at_least:.2f}" if target.at_least else "",
                f"{ratio.minimum:.2f}",
                f"{ratio.median:.2f}",
                f"{ratio.maximum:.2f}",
                "" if verdict.by_cpu is None else f"{verdict.by_cpu:.2f}",
                ("met" if verdict.is_met else "NOT MET") if target.at_least else "",
            ]
        )
    return laid_out(rows)


def _detail(measurement: Measurement, name: str, divisor: float = 1) -> str:
    values = sorted(measurement.details.get(name, []))
    return f"{values[len(values) // 2] / divisor:,.0f}" if values else ""


def laid_out(rows: list[list[str]]) -> str:
    """As Markdown, the columns under each other."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)
