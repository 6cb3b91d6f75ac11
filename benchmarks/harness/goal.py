"""What the report holds the measurements against: rows of claims, each of which is met or explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Protocol, TypeAlias

from harness.measurement import Measurement, Spread
from harness.target import Target

Parts: TypeAlias = Mapping[str, list[Measurement]]
"""What each part of a run has measured."""


@dataclass(frozen=True)
class Finding:
    """A claim, and what was found."""

    claim: str
    found: Spread
    unit: str
    is_met: bool

    def document(self) -> dict[str, object]:
        spread = {"min": self.found.minimum, "median": self.found.median, "max": self.found.maximum}
        return {"claim": self.claim, "unit": self.unit, **spread, "met": self.is_met}


class Claim(Protocol):
    def finding(self, parts: Parts) -> Finding | None:
        """`None` where nothing was measured."""


@dataclass(frozen=True)
class Ratio:
    """At a work of a part, a peer is at least so many times as fast as the best of others."""

    part: str
    work: str
    subject: str
    against: tuple[str, ...]
    at_least: float

    def finding(self, parts: Parts) -> Finding | None:
        verdict = Target(self.work, self.subject, self.against, self.at_least).verdict(parts.get(self.part, []))
        if verdict is None:
            return None
        claim = f"{self.work}: {self.subject} at least {self.at_least:g} × {verdict.best}"
        return Finding(claim, verdict.ratio, "×", verdict.is_met)


@dataclass(frozen=True)
class Bound:
    """What is measured of a peer at a work is at most so much, wherever it was measured."""

    part: str
    work: str
    peer: str
    at_most: float

    def finding(self, parts: Parts) -> Finding | None:
        found = [one for one in parts.get(self.part, []) if (one.work, one.peer) == (self.work, self.peer)]
        if not found:
            return None
        worst = max(found, key=lambda one: one.median)
        at = f" at {worst.at:,.0f} {worst.axis}" if worst.axis else ""
        claim = f"{self.work}: {self.peer} at most {self.at_most:g} {worst.unit}{at}"
        return Finding(claim, Spread.of(worst.runs), worst.unit.partition(",")[0], worst.median <= self.at_most)


@dataclass(frozen=True)
class Flat:
    """At a work, a request takes at the largest size at most so many times as long as at the smallest."""

    part: str
    work: str
    peer: str
    at_most: float

    def finding(self, parts: Parts) -> Finding | None:
        sized = [one for one in parts.get(self.part, []) if (one.work, one.peer) == (self.work, self.peer)]
        found = sorted((one for one in sized if one.axis == "properties"), key=lambda one: one.at)
        if len(found) < 2:
            return None
        # Round by round, as the sizes took turns.
        ratios = [few / many for few, many in zip(found[0].runs, found[-1].runs, strict=True)]
        sizes = f"{found[-1].at:,.0f} properties, against {found[0].at:,.0f}"
        claim = f"{self.work}: at most {self.at_most:g} × the time at {sizes}"
        return Finding(claim, Spread.of(ratios), "×", median(ratios) <= self.at_most)


@dataclass(frozen=True)
class AsFlat:
    """From the smallest size to the largest, a peer keeps at least so much of its ratio to another."""

    part: str
    work: str
    subject: str
    against: str
    at_least: float

    def finding(self, parts: Parts) -> Finding | None:
        measured = [one for one in parts.get(self.part, []) if one.work == self.work]
        sizes = sorted({one.at for one in measured})
        ends = [[one for one in measured if one.at == size] for size in (sizes[0], sizes[-1])] if sizes[1:] else []
        small, large = (Target(self.work, self.subject, (self.against,), 0).verdict(end) for end in ends or [[], []])
        if small is None or large is None:
            return None
        kept = [ratio / small.ratio.median for ratio in (large.ratio.minimum, large.ratio.median, large.ratio.maximum)]
        growth = f"from {sizes[0]:,.0f} to {sizes[-1]:,.0f} properties"
        claim = f"{self.work}: {self.subject} keeps at least {self.at_least:g} × its ratio to {self.against} {growth}"
        return Finding(claim, Spread(*kept), "×", kept[1] >= self.at_least)


@dataclass(frozen=True)
class Goal:
    """One row of the table of targets. Where it is not met, `explanations.toml` says why under its key."""

    key: str
    title: str
    claims: tuple[Claim, ...]

    def findings(self, parts: Parts) -> list[Finding]:
        return [finding for claim in self.claims if (finding := claim.finding(parts))]
