"""Claims are held against what was measured, and the worst of it decides."""

from dataclasses import astuple

import pytest
from harness.goal import AsFlat, Bound, Claim, Flat, Ratio
from harness.goals import GOALS
from harness.measurement import Measurement, Spread

PARTS = {
    "servers": [Measurement("get", "ours", [10.0, 12.0, 11.0]), Measurement("get", "theirs", [2.0, 2.0, 2.0])],
    "growth": [
        Measurement("open", "ours", [3.0, 1.0, 2.0], unit="ms", axis="properties", at=10),
        Measurement("open", "ours", [30.0, 10.0, 20.0], unit="ms", axis="properties", at=1_000),
        Measurement("get", "ours", [100.0, 90.0, 80.0], axis="properties", at=10),
        Measurement("get", "ours", [50.0, 90.0, 70.0], axis="properties", at=1_000),
        Measurement("get", "ours", [1.0, 1.0, 1.0], axis="rooms", at=200),
    ],
    "core": [
        Measurement("get", peer, runs, axis="properties", at=at)
        for peer, runs, at in (
            ("ours", [8.0, 8.0, 8.0], 10),
            ("theirs", [10.0, 10.0, 10.0], 10),
            ("ours", [4.0, 2.0, 3.0], 1_000),
            ("theirs", [5.0, 5.0, 5.0], 1_000),
        )
    ],
}


@pytest.mark.parametrize(
    ("claim", "found", "is_met"),
    [
        (Ratio("servers", "get", "ours", ("theirs",), 5.5), Spread(5.0, 5.5, 6.0), True),
        (Ratio("servers", "get", "ours", ("theirs",), 5.6), Spread(5.0, 5.5, 6.0), False),
        (Bound("growth", "open", "ours", 20), Spread(10.0, 20.0, 30.0), True),
        (Bound("growth", "open", "ours", 19), Spread(10.0, 20.0, 30.0), False),
        (Flat("growth", "get", "ours", 1.2), Spread(1.0, 80 / 70, 2.0), True),
        (Flat("growth", "get", "ours", 1.1), Spread(1.0, 80 / 70, 2.0), False),
        (AsFlat("core", "get", "ours", "theirs", 0.7), Spread(0.5, 0.75, 1.0), True),
        (AsFlat("core", "get", "ours", "theirs", 0.8), Spread(0.5, 0.75, 1.0), False),
    ],
)
def test_the_middle_of_the_worst_decides(claim: Claim, found: Spread, is_met: bool) -> None:
    finding = claim.finding(PARTS)
    assert finding is not None
    assert astuple(finding.found) == pytest.approx(astuple(found))
    assert finding.is_met is is_met


@pytest.mark.parametrize(
    "claim",
    [
        Ratio("latency", "get", "ours", ("theirs",), 1),
        Bound("growth", "open", "theirs", 1),
        Flat("servers", "get", "ours", 1.2),
        AsFlat("servers", "get", "ours", "theirs", 1),
        AsFlat("core", "list", "ours", "theirs", 1),
    ],
)
def test_what_was_not_measured_is_not_found(claim: Claim) -> None:
    assert claim.finding(PARTS) is None


def test_keys_of_goals_are_unique() -> None:
    assert len({goal.key for goal in GOALS}) == len(GOALS)
