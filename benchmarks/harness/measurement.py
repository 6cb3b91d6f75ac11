"""What was measured."""

from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any


@dataclass
class Measurement:
    """One peer at one work: a figure for each round."""

    work: str
    peer: str
    runs: list[float]
    """Operations a second: of the clock on the wall over HTTP, of the process's CPU where nothing waits."""
    details: dict[str, list[float]] = field(default_factory=dict)
    """What else was seen in each round: `cpuMicroseconds` of the server for each request, `p50`, `p99`, `p999` in
    microseconds, `rssAnonKiB`."""

    @property
    def median(self) -> float:
        return median(self.runs)

    def document(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "unit": "1/s",
            "min": min(self.runs),
            "median": self.median,
            "max": max(self.runs),
        }


@dataclass(frozen=True)
class Spread:
    """The least, the middle and the most of something over the rounds."""

    minimum: float
    median: float
    maximum: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(min(values), median(values), max(values))
