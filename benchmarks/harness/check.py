"""Compares two runs: what got worse by more than the noise."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from harness.measurement import Measurement, Spread
from harness.run_file import RunFile


@dataclass(frozen=True)
class Change:
    """One ratio of two peers, or one figure, in two runs."""

    what: str
    before: Spread
    after: Spread
    more_is_better: bool

    @property
    def got_worse(self) -> bool:
        """Whether all rounds of the later run are worse than all of the earlier one: noise is how far rounds spread."""
        if self.more_is_better:
            return self.after.maximum < self.before.minimum
        return self.after.minimum > self.before.maximum

    @property
    def got_better(self) -> bool:
        return Change(self.what, self.after, self.before, self.more_is_better).got_worse

    def __str__(self) -> str:
        return f"{self.what}: {_range(self.before)} -> {_range(self.after)}"


def _range(spread: Spread) -> str:
    return f"{spread.median:.4g} ({spread.minimum:.4g} to {spread.maximum:.4g})"


def changes(before: RunFile, after: RunFile) -> list[Change]:
    """What both runs have: the ratios, which say the same on another machine, and the server's CPU a request."""
    found = [*_ratios(before, after)]
    earlier, later = (_by_place(run) for run in (before, after))
    name = "cpuMicroseconds"
    for place, measurement in earlier.items():
        if place in later and name in measurement.details and name in later[place].details:
            used, uses = (Spread.of(one.details[name]) for one in (measurement, later[place]))
            found.append(Change(f"{', '.join(place)}: CPU µs a request", used, uses, more_is_better=False))
    return found


def _ratios(before: RunFile, after: RunFile) -> list[Change]:
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
    found = changes(RunFile.read(options.before), RunFile.read(options.after))
    worse = [change for change in found if change.got_worse]
    for change in found:
        if change.got_better:
            print(f"better  {change}")
    for change in worse:
        print(f"WORSE   {change}")
    print(f"{len(found)} figures compared, {len(worse)} got worse by more than the noise")
    return 1 if worse else 0
