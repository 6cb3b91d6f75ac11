"""Rounds in Python: the same work by each contestant in turn, again and again."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Contestant:
    """One way to do one work."""

    work: str
    peer: str
    operations: int
    run: Callable[[], object]
    """Does them all, and returns something of what it saw, on which all that do the work agree."""


def measure(contestants: list[Contestant], rounds: int, clock: Callable[[], float]) -> None:
    """Runs each once to warm up and then `rounds` times, and prints a measurement a line."""
    rates: list[list[float]] = [[] for _ in contestants]
    for number in range(rounds + 1):
        saw: dict[str, object] = {}
        for turn in range(len(contestants)):
            which = (turn + number) % len(contestants)
            contestant = contestants[which]
            start = clock()
            seen = contestant.run()
            seconds = clock() - start
            if saw.setdefault(contestant.work, seen) != seen:
                sys.exit(f"{contestant.work}: {contestant.peer} did other work than the others")
            if number:
                rates[which].append(contestant.operations / seconds)
    for contestant, runs in zip(contestants, rates, strict=True):
        print(json.dumps({"work": contestant.work, "peer": contestant.peer, "runs": runs}))


def require_equal(work: str, answers: list[object]) -> None:
    """Ends the program where peers do not answer the same."""
    if any(answer != answers[0] for answer in answers[1:]):
        sys.exit(f"{work}: the peers do not answer the same")
