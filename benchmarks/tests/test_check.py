"""Worse is what no round of the earlier run was as bad as."""

from typing import Any

import pytest
from harness.check import Change, changes
from harness.measurement import Measurement, Spread
from harness.run_file import RunFile


@pytest.mark.parametrize(
    ("before", "after", "more_is_better", "worse", "better"),
    [
        (Spread(9, 10, 11), Spread(4, 5, 6), True, True, False),
        (Spread(9, 10, 11), Spread(6, 7, 8), True, False, False),
        (Spread(9, 10, 11), Spread(2, 5, 6), True, False, False),
        (Spread(4, 5, 6), Spread(9, 10, 11), True, False, True),
        (Spread(4, 5, 6), Spread(9, 10, 11), False, True, False),
        (Spread(4, 5, 6), Spread(6, 8, 9), False, False, False),
        (Spread(100, 100, 100), Spread(96, 96, 96), True, False, False),
        (Spread(100, 100, 100), Spread(94, 94, 94), True, True, False),
    ],
)
def test_what_is_nearer_than_rounds_of_one_run_are_is_noise(
    before: Spread, after: Spread, more_is_better: bool, worse: bool, better: bool
) -> None:
    change = Change("get", before, after, more_is_better)
    assert (change.got_worse, change.got_better) == (worse, better)


def run(ratio: float, microseconds: float, peer: str = "cadastre serve") -> RunFile:
    measurement = Measurement("get", peer, [1.0], {"cpuMicroseconds": [microseconds]})
    finding: dict[str, Any] = {"claim": "get: at least 5 ×", "min": ratio, "median": ratio, "max": ratio, "met": True}
    return RunFile(
        {"parts": {"servers": {"measurements": [measurement.document()]}}, "goals": [{"findings": [finding]}]}
    )


def test_ratios_and_the_servers_time_are_compared() -> None:
    found = changes(run(ratio=5, microseconds=20), run(ratio=4, microseconds=30))
    assert [(change.what, change.got_worse) for change in found] == [
        ("get: at least 5 ×", True),
        ("servers, get, cadastre serve, 0: CPU µs a request", True),
    ]


def test_that_a_peer_got_slower_is_not_told() -> None:
    before, after = (run(ratio=5, microseconds=time, peer="pocketbase") for time in (20, 30))
    assert [change.what for change in changes(before, after)] == ["get: at least 5 ×"]
