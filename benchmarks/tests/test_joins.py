"""The worst join is of two that have many properties and never meet."""

from pathlib import Path
from typing import Any

import pytest
from harness.joins import Joins


def record(city: str, kind: str, owner: str = "o") -> dict[str, Any]:
    return {"city": city, "type": kind, "ownerId": owner}


def joins(*records: dict[str, Any], size: int = 10) -> Joins:
    made = Joins(size, seed=3)
    for one in records:
        made.add(one)
    return made


@pytest.mark.parametrize(
    ("counts", "worst"),
    [
        ({("A", "x"): 9, ("A", "y"): 1, ("B", "y"): 8, ("B", "z"): 1}, {"city": "B", "type": "x"}),
        ({("A", "x"): 9, ("B", "y"): 8, ("C", "z"): 1}, {"city": "B", "type": "x"}),
        # Each meets each: the rarest meeting.
        ({("A", "x"): 9, ("A", "y"): 2, ("B", "x"): 1, ("B", "y"): 8}, {"city": "B", "type": "x"}),
    ],
)
def test_the_worst_join_meets_least(counts: dict[tuple[str, str], int], worst: dict[str, str]) -> None:
    records = [record(*pair) for pair, count in counts.items() for _ in range(count)]
    assert joins(*records).worst() == worst


def test_the_sample_is_of_what_was_added(tmp_path: Path) -> None:
    joins(*(record(f"C{number}", "x") for number in range(50)), size=5).write(tmp_path)
    lines = (tmp_path / "joins.ndjson").read_text(encoding="utf-8").splitlines()
    assert len(set(lines)) == 5
    assert all(line.startswith('{"city": "C') for line in lines)
