"""What was measured."""

from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any


@dataclass
class Measurement:
    """One peer at one work: a figure for each round.

    Where it was measured at several sizes, each has a measurement of its own: `axis` says of what, `at` how many.
    """

    work: str
    peer: str
    runs: list[float]
    """Operations a second, if the unit is `1/s`: of the clock on the wall over HTTP, of the process's CPU where nothing
    waits. Else times or sizes, of which less is better."""
    details: dict[str, list[float]] = field(default_factory=dict)
    """What else was seen in each round: `cpuMicroseconds` of the server for each request, `p50`, `p99`, `p999` in
    microseconds, `rssAnonKiB`."""
    unit: str = "1/s"
    axis: str = ""
    at: float = 0
    histogram: list[tuple[int, int]] = field(default_factory=list)
    """How many of all rounds took up to so many microseconds, and more than the one before."""

    @classmethod
    def read(cls, document: dict[str, Any]) -> "Measurement":
        """What `document` wrote."""
        return cls(**{name: document[name] for name in cls.__dataclass_fields__ if name in document})

    @property
    def more_is_better(self) -> bool:
        return self.unit == "1/s"

    @property
    def median(self) -> float:
        return median(self.runs)

    def document(self) -> dict[str, Any]:
        return {
            **asdict(self),
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
