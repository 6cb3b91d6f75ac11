"""Compares two runs: what got worse by more than the noise."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from harness.explanations import Explanations
from harness.measurement import Measurement, Spread
from harness.run_file import RunFile

# What rounds of one run can't show: how files came to lie on the disk, what else the machine did all the while.
_LEAST = 0.05


@dataclass(frozen=True)
class Change:
    """One ratio of two peers, or one figure, in two runs."""

    what: str
    before: Spread
    after: Spread
    more_is_better: bool

    @property
    def got_worse(self) -> bool:
        """Whether all rounds of the later run are worse than all of the earlier one, and further from them than those
        of either run are from each other.

        That they do not overlap is not enough: of two runs of three rounds, one in ten does so by chance.
        """
        worst, best = (self.before, self.after) if self.more_is_better else (self.after, self.before)
        gap = worst.minimum - best.maximum
        noise = max(one.maximum - one.minimum for one in (self.before, self.after))
        return gap > max(noise, _LEAST * self.before.median)

    @property
    def got_better(self) -> bool:
        return Change(self.what, self.after, self.before, self.more_is_better).got_worse

    def __str__(self) -> str:
        return f"{self.what}: {_range(self.before)} -> {_range(self.after)}"


def _range(spread: Spread) -> str:
    return f"{spread.median:.4g} ({spread.minimum:.4g} to {spread.maximum:.4g})"


def changes(before: RunFile, after: RunFile) -> list[Change]:
    """What both runs have: the ratios, which say the same on another machine, and the server's CPU a request."""
    found = [*ratios(before, after)]
    earlier, later = (_by_place(run) for run in (before, after))
    name = "cpuMicroseconds"
    for place, measurement in earlier.items():
        if place in later and name in measurement.details and name in later[place].details:
            used, uses = (Spread.of(one.details[name]) for one in (measurement, later[place]))
            found.append(Change(f"{', '.join(place)}: CPU µs a request", used, uses, more_is_better=False))
    return found


def ratios(before: RunFile, after: RunFile) -> list[Change]:
    """What is claimed of both, met or not."""
    found = []
    earlier, later = (_by_claim(run) for run in (before, after))
    for claim, (spread, more_is_better) in earlier.items():
        if claim in later:
            found.append(Change(claim, spread, later[claim][0], more_is_better))
    return found


def _by_claim(run: RunFile) -> dict[str, tuple[Spread, bool]]:
    findings = [one for goal in run.document["goals"] for one in goal["findings"]]
    return {
        one["claim"]: (Spread(one["min"], one["median"], one["max"]), "at least" in one["claim"]) for one in findings
    }


def _by_place(run: RunFile) -> dict[tuple[str, ...], Measurement]:
    """Of our own: that a peer got slower is nobody's fault here."""
    return {
        (part, one.work, one.peer, f"{one.at:g}"): one
        for part, measurements in run.parts().items()
        for one in measurements
        if one.peer.startswith("cadastre")
    }


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)


def run(options: argparse.Namespace) -> int:
    before, after = (RunFile.read(file).judged() for file in (options.before, options.after))
    found = changes(before, after)
    worse = [change for change in found if change.got_worse]
    for change in found:
        if change.got_better:
            print(f"better  {change}")
    for change in worse:
        print(f"WORSE   {change}")
    print(f"{len(found)} figures compared, {len(worse)} got worse by more than the noise")
    unexplained = Explanations.read().lacking(after)
    for title in unexplained:
        print(f"NOT MET, AND NOT EXPLAINED  {title}")
    return 1 if worse or unexplained else 0
