"""What the cases of load, and the soak, take for lost."""

import pytest

from Torture.case import Lost
from Torture.cases.many_writers import insist_on_versions
from Torture.client import Answer
from Torture.soak import WINDOWS, Window, rows

MIB = 1 << 20


def changed(version: int) -> Answer:
    return Answer(200, {}, b'{"version":%d}' % version)


def test_versions_may_come_in_any_order() -> None:
    assert insist_on_versions(1, [changed(3), changed(2), changed(4)]) == 4


@pytest.mark.parametrize("versions", [[2, 2], [2, 4], [3, 4]])
def test_a_version_that_is_left_out_or_comes_twice_is_lost(versions: list[int]) -> None:
    with pytest.raises(Lost, match="versions"):
        insist_on_versions(1, [changed(version) for version in versions])


def soaked(*, memory: int = 0, files: int = 0, grown: int = 0, p99: float = 0.0, writes: int = 1) -> list[str]:
    """What is not held where each window adds so much; its commit makes the file a mebibyte larger."""
    windows = [
        Window(
            missed=0,
            p99=0.001 + number * p99,
            memory=100 * MIB + number * memory,
            files=9 + number * files,
            file_bytes=number * MIB + number * number * grown,
            commits=number,
            # More of them to each commit in the last third.
            writes=number + max(0, number - 2 * WINDOWS // 3) * (writes - 1),
        )
        for number in range(WINDOWS)
    ]
    return [row.what for row in rows(windows, windows[-1:], 22_000) if not row.is_held]


def test_a_soak_holds_what_stays_as_it_was() -> None:
    assert soaked() == []


def test_a_soak_lets_commits_be_larger_by_what_they_carry() -> None:
    assert soaked(grown=7 * 1024, writes=5) == []


def test_a_soak_finds_what_grows() -> None:
    assert soaked(memory=MIB) == ["memory, MiB"]
    assert soaked(files=1) == ["open files"]
    assert soaked(grown=MIB) == ["file a commit, KiB"]
    assert soaked(grown=7 * 1024) == ["file a commit, KiB"]
    assert soaked(p99=0.001) == ["p99, ms"]
