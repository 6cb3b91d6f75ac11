"""What is tried, round by round, and what came of it."""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import ClassVar


class Lost(Exception):
    """A promise that was broken, in words."""


@dataclass(frozen=True)
class Round:
    """One attempt: all that is left to chance comes of `random`, all that it writes lies in `folder`."""

    folder: Path
    number: int
    random: Random
    # Whether times are held to their bounds: not where other programs may run beside.
    is_timed: bool = True

    def insist_on_time(self, what: str, seconds: float, bound: float) -> None:
        """Insists that something took no longer than that.

        Raises:
            Lost: It did.
        """
        if self.is_timed and seconds > bound:
            raise Lost(f"{what} took {seconds * 1000:.1f} ms")


class Case(ABC):
    """One way to fail, tried many times."""

    name: ClassVar[str]
    # How many rounds the short form has, and the full one.
    short: ClassVar[int]
    full: ClassVar[int]

    def obstacle(self) -> str | None:
        """Why it can't be tried here; `None` where it can."""
        return None

    def prepare(self, folder: Path) -> None:  # noqa: B027
        """Makes what all rounds start from. What lies in the folder already is used again."""

    @abstractmethod
    def run(self, attempt: Round) -> None:
        """Tries once.

        Raises:
            Lost: A promise was broken. Any other error counts as one too.
        """


@dataclass(frozen=True)
class Plan:
    """Which rounds of a case are run, where, and of which seed."""

    folder: Path
    seed: int
    rounds: range
    is_timed: bool = True


@dataclass
class Outcome:
    """What came of a case."""

    name: str
    tried: int = 0
    survived: int = 0
    # Why it could not be tried; `None` where it was.
    obstacle: str | None = None

    @property
    def lost(self) -> int:
        return self.tried - self.survived


def run(case: Case, plan: Plan, report: Callable[[str], None]) -> Outcome:
    """Runs the rounds of a case; `report` is told of each that lost something, and how to see it again."""
    outcome = Outcome(case.name)
    outcome.obstacle = case.obstacle()
    if outcome.obstacle is not None:
        report(f"{case.name} can't be tried: {outcome.obstacle}")
        return outcome
    folder = plan.folder / case.name
    common = folder / "common"
    common.mkdir(parents=True, exist_ok=True)
    try:
        case.prepare(common)
    except Exception as error:  # noqa: BLE001
        outcome.tried = 1
        report(f"{case.name}, at its preparation: {type(error).__name__}: {error}")
        return outcome
    for number in plan.rounds:
        place = folder / f"round-{number}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        outcome.tried += 1
        try:
            case.run(Round(place, number, Random(f"{plan.seed} {case.name} {number}"), plan.is_timed))
        except Exception as error:  # noqa: BLE001
            what = f"{case.name}, round {number}: {type(error).__name__}: {error}"
            again = f"make torture CASE={case.name} SEED={plan.seed} ROUND={number} WORK={plan.folder}"
            report(f"{what}\n  what it left is in {place}; again: {again}")
        else:
            outcome.survived += 1
            shutil.rmtree(place)
    if outcome.lost == 0:
        shutil.rmtree(folder)
    return outcome


def table(outcomes: list[Outcome]) -> str:
    """The outcomes, one a line."""
    width = max([4, *(len(outcome.name) for outcome in outcomes)])
    rows = [f"{'case':<{width}}  {'tried':>6}  {'survived':>8}  {'lost':>5}"]
    for one in outcomes:
        counts = f"{one.tried:>6}  {one.survived:>8}  {one.lost:>5}" if one.obstacle is None else "not tried"
        rows.append(f"{one.name:<{width}}  {counts}")
    return "\n".join(rows)
