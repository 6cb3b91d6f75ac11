"""What is claimed, and whether it holds."""

from dataclasses import dataclass
from statistics import median
from typing import Any

from harness.measurement import Measurement, Spread


@dataclass(frozen=True)
class Target:
    """At a work, a peer is at least so many times as fast as the best of others."""

    work: str
    subject: str
    against: tuple[str, ...]
    at_least: float
    """0 where nothing is claimed and the ratio is only worth knowing."""

    def verdict(self, measurements: list[Measurement]) -> "Verdict | None":
        """`None` where either side was not measured."""
        found = {measurement.peer: measurement for measurement in measurements if measurement.work == self.work}
        others = [found[peer] for peer in self.against if peer in found]
        if self.subject not in found or not others:
            return None
        if not all(run for measurement in (found[self.subject], *others) for run in measurement.runs):
            return None  # so busy a machine that not even one was answered says nothing
        best = max(others, key=lambda measurement: measurement.median)
        # Round by round, as the rounds are interleaved: what the machine did meanwhile hit both.
        ratios = [ours / theirs for ours, theirs in zip(found[self.subject].runs, best.runs, strict=True)]
        return Verdict(self, best.peer, Spread.of(ratios), _by_cpu(found[self.subject], best))


@dataclass(frozen=True)
class Verdict:
    target: Target
    best: str
    """The fastest of those it was compared with."""
    ratio: Spread
    by_cpu: float | None
    """How many times as much CPU the best of the others uses for a request; of servers only."""

    @property
    def is_met(self) -> bool:
        return self.ratio.median >= self.target.at_least

    def document(self) -> dict[str, Any]:
        return {
            "work": self.target.work,
            "subject": self.target.subject,
            "against": self.best,
            "atLeast": self.target.at_least,
            "min": self.ratio.minimum,
            "median": self.ratio.median,
            "max": self.ratio.maximum,
            "byCPU": self.by_cpu,
            "met": self.is_met,
        }


def _by_cpu(ours: Measurement, theirs: Measurement) -> float | None:
    name = "cpuMicroseconds"
    if name not in ours.details or name not in theirs.details:
        return None
    return median(theirs.details[name]) / median(ours.details[name])
