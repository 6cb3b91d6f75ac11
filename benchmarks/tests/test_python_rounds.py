import json
import sys
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "embedded"))

from python_rounds import Contestant, measure, require_equal


def test_each_has_a_turn_in_each_round_and_the_first_warms_up(capsys: pytest.CaptureFixture[str]) -> None:
    turns: list[str] = []
    times = iter(range(100))
    names = ("one", "two", "three")
    measure(
        [Contestant("work", name, 5, partial(turns.append, name)) for name in names],
        rounds=2,
        clock=lambda: float(next(times)),
    )
    assert turns == ["one", "two", "three", "two", "three", "one", "three", "one", "two"]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [{"work": "work", "peer": name, "runs": [5.0, 5.0]} for name in names]


def test_who_does_other_work_ends_it() -> None:
    contestants = [Contestant("work", "one", 1, lambda: 1), Contestant("work", "two", 1, lambda: 2)]
    with pytest.raises(SystemExit, match="two did other work"):
        measure(contestants, rounds=1, clock=lambda: 0.0)


def test_who_answers_otherwise_ends_it() -> None:
    require_equal("get", [b"a", b"a"])
    with pytest.raises(SystemExit, match="do not answer the same"):
        require_equal("get", [b"a", b"b"])
