"""Ratios are of the best peer, round by round."""

import pytest
from harness.measurement import Measurement
from harness.target import Target

OURS = Measurement("get", "ours", [10.0, 40.0, 20.0])
SLOW = Measurement("get", "slow", [1.0, 1.0, 1.0])
FAST = Measurement("get", "fast", [5.0, 10.0, 10.0])
ELSEWHERE = Measurement("list", "fast", [1_000.0])


@pytest.mark.parametrize(("at_least", "is_met"), [(2.0, True), (2.1, False), (0, True)])
def test_the_middle_ratio_decides(at_least: float, is_met: bool) -> None:
    verdict = Target("get", "ours", ("slow", "fast"), at_least).verdict([OURS, SLOW, FAST, ELSEWHERE])
    assert verdict is not None
    assert verdict.best == "fast"
    assert (verdict.ratio.minimum, verdict.ratio.median, verdict.ratio.maximum) == (2.0, 2.0, 4.0)
    assert verdict.is_met is is_met


@pytest.mark.parametrize("measured", [[OURS], [FAST], [OURS, ELSEWHERE]])
def test_there_is_no_verdict_on_what_was_not_measured(measured: list[Measurement]) -> None:
    assert Target("get", "ours", ("slow", "fast"), 2).verdict(measured) is None


def test_runs_that_were_not_interleaved_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Target("get", "ours", ("fast",), 2).verdict([OURS, Measurement("get", "fast", [1.0])])


def test_cpu_is_compared_where_both_have_it() -> None:
    ours = Measurement("get", "ours", [10.0], {"cpuMicroseconds": [20.0]})
    theirs = Measurement("get", "fast", [5.0], {"cpuMicroseconds": [90.0]})
    target = Target("get", "ours", ("fast", "slow"), 2)
    found = [target.verdict([ours, theirs]), target.verdict([ours, Measurement("get", "slow", [1.0])])]
    assert [verdict and verdict.by_cpu for verdict in found] == [4.5, None]
