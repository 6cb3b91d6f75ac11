"""Tests of other kinds that belong to what is tried here: a command runs them, and they are counted."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .case import Outcome
from .programs import ROOT

# The last line that pytest says: "1 failed, 20 passed, 2 skipped in 3.21s".
OF_PYTEST = re.compile(r"(\d+) (passed|failed|error)")
OF_SWIFT = re.compile(r"^\S+ Test run with (\d+) tests?\b", re.MULTILINE)
FAILED_OF_SWIFT = re.compile(r"^\S+ Test (?!run with |case ).* failed after ", re.MULTILINE)
REPORT = re.compile(r"ERROR: AddressSanitizer|WARNING: ThreadSanitizer")


@dataclass(frozen=True)
class Suite:
    """Tests that a command runs from the root of the repository."""

    name: str
    words: list[str]
    # Reads off what it said how many it ran, and how many of them failed.
    count: Callable[[str], tuple[int, int]]
    environment: dict[str, str] = field(default_factory=dict)
    # What must be there for it, and what makes it.
    need: Path | None = None
    maker: str = ""
    # How many attempts each of its tests makes.
    attempts: int = 1

    def run(self, log: Path, report: Callable[[str], None]) -> Outcome:
        """Runs it; what it says goes to that file, and `report` is told of what was lost."""
        outcome = Outcome(self.name)
        if self.need is not None and not self.need.exists():
            outcome.obstacle = f"{self.need} is not there: {self.maker}"
            report(f"{self.name} can't be tried: {outcome.obstacle}")
            return outcome
        report(f"{self.name}: what it says goes to {log}")
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as file:
            variables = {**os.environ, **self.environment}
            status = subprocess.call(self.words, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT, env=variables)
        said = log.read_text(encoding="utf-8", errors="backslashreplace")
        ran, failed = self.count(said)
        # It may end badly without a word of which test it was.
        lost = max(failed, 1 if status != 0 else 0)
        outcome.tried = max(ran * self.attempts, lost)
        outcome.survived = outcome.tried - lost
        if lost:
            report(f"{self.name} ended with {status}:\n{said[-3000:]}\n  all that it said is in {log}")
        elif ran == 0:
            outcome.obstacle = "none of its tests ran"
            report(f"{self.name} was not tried, as {outcome.obstacle}:\n{said[-1000:]}")
        return outcome


def count_of_pytest(said: str) -> tuple[int, int]:
    found = {what: int(number) for number, what in OF_PYTEST.findall(said.rstrip().rpartition("\n")[2])}
    failed = found.get("failed", 0) + found.get("error", 0)
    return found.get("passed", 0) + failed, failed


def count_of_sanitizer(said: str) -> tuple[int, int]:
    """A report of a sanitizer is lost, too, in whichever test it came about."""
    ran = sum(int(number) for number in OF_SWIFT.findall(said))
    return ran, len(FAILED_OF_SWIFT.findall(said)) + len(REPORT.findall(said))
