"""The harness itself: what it cuts, what it reads, and what it reports."""

from collections.abc import Callable
from itertools import pairwise
from math import sqrt
from pathlib import Path
from random import Random

import pytest

from Torture.answers import Answers
from Torture.case import Case, Lost, Outcome, Plan, Round, run, table
from Torture.cases.told_by_time import insist_on_likeness
from Torture.disk import SECTOR, Disk
from Torture.requests import Mutator
from Torture.samples import separation
from Torture.store import insist_on
from Torture.trace import HEADER, Record, prefix, read, replay

OLD, NEW = b"o" * 4 * SECTOR, b"n" * 4 * SECTOR
SAID = b'HTTP/1.1 201 Created\r\nETag: "1"\r\n\r\n{"id":"01890a5d-ac96-774b-bcce-b302099a8057","name":"a"}'


def cuts(disk: Disk) -> set[bytes]:
    return {disk.cut(Random(seed)) for seed in range(1000)}


def test_what_was_synced_is_never_lost() -> None:
    disk = Disk(OLD)
    disk.write(0, NEW)
    disk.sync(1)
    assert cuts(disk) == {NEW}


def test_of_what_was_not_synced_any_sector_may_be_lost() -> None:
    disk = Disk(OLD)
    disk.write(0, NEW)
    found = cuts(disk)
    assert {OLD, NEW} < found
    assert len(found) == 16


def test_a_write_of_its_own_sync_leaves_the_others_pending() -> None:
    disk = Disk(OLD)
    disk.write(0, NEW[:SECTOR])
    disk.write(3 * SECTOR, NEW[:SECTOR])
    disk.sync_last()
    assert cuts(disk) == {OLD[: 3 * SECTOR] + NEW[:SECTOR], NEW[:SECTOR] + OLD[: 2 * SECTOR] + NEW[:SECTOR]}


def test_a_file_that_grew_may_have_grown_by_a_part_with_holes() -> None:
    disk = Disk(b"")
    disk.write(SECTOR, NEW[: 2 * SECTOR])
    hole, new = bytes(SECTOR), NEW[:SECTOR]
    assert cuts(disk) == {b"", hole + new, hole + hole + new, hole + new + new}


@pytest.mark.parametrize(("offset", "settled"), [(0, 1), (4096, 1), (8192, 0)])
def test_a_meta_page_settles_what_was_acknowledged_before(offset: int, settled: int) -> None:
    found = replay(b"", [Record("said", 9, SAID), Record("write", offset, NEW)])
    assert list(found.acknowledged.values()) == [SAID[SAID.index(b"{") :]]
    assert len(found.settled) == settled


@pytest.mark.parametrize("count", [0, 1, 2, 7, 277, 998, 999])
def test_each_prefix_of_a_recording_is_run_once_and_few_rounds_spread(count: int) -> None:
    records = [Record("sync", number, b"") for number in range(count)]
    lengths = [len(prefix(records, number)) for number in range(count + 1)]
    assert lengths[0] == count
    assert sorted(lengths) == list(range(count + 1))
    assert prefix(records, count + 1 + count // 2) == prefix(records, count // 2) == records[: lengths[count // 2]]
    few = sorted([0, *lengths[:25]])
    assert all(later - earlier <= count / 8 + 1 for earlier, later in pairwise(few))


def test_a_sync_takes_what_was_written_before_it_began() -> None:
    kinds = ["write", "sync", "write", "synced"]
    found = replay(OLD, [Record(kind, index * SECTOR, NEW[:SECTOR]) for index, kind in enumerate(kinds)])
    assert cuts(found.disk) == {
        NEW[:SECTOR] + OLD[SECTOR:],
        NEW[:SECTOR] + OLD[:SECTOR] + NEW[:SECTOR] + OLD[:SECTOR],
    }


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], (False, False, False)),
        ([("named", 0)], (True, False, False)),
        ([("kept", 0), ("named", 0)], (True, False, False)),
        ([("named", 0), ("kept", 0), ("kept", 1)], (True, True, True)),
    ],
)
def test_a_name_is_durable_once_its_directory_is_synced(
    kinds: list[tuple[str, int]], expected: tuple[bool, bool, bool]
) -> None:
    found = replay(b"", [Record(kind, offset, b"") for kind, offset in kinds])
    assert (found.is_named, found.is_name_durable, found.is_directory_durable) == expected


def test_what_can_not_be_tried_is_told_and_not_run(tmp_path: Path) -> None:
    reports: list[str] = []
    case = Sometimes(lambda: Lost("gone"))
    case.obstacle = lambda: "there is no root"  # type: ignore[method-assign]
    assert run(case, Plan(tmp_path, 7, range(6)), reports.append) == Outcome("sometimes", obstacle="there is no root")
    assert reports == ["sometimes can't be tried: there is no root"]


def test_a_preparation_that_fails_is_lost(tmp_path: Path) -> None:
    reports: list[str] = []
    case = Sometimes(lambda: Lost("gone"))

    def fail(folder: Path) -> None:
        raise OSError(f"no {folder.name}")

    case.prepare = fail  # type: ignore[method-assign]
    assert run(case, Plan(tmp_path, 7, range(6)), reports.append) == Outcome("sometimes", 1, 0)
    assert reports == ["sometimes, at its preparation: OSError: no common"]


def test_a_trace_ends_with_its_last_whole_record(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    whole = HEADER.pack(b"write", 7, 3) + b"abc"
    trace.write_bytes(whole + HEADER.pack(b"written", 7, 3) + b"ab")
    assert read(trace) == [Record("write", 7, b"abc")]


@pytest.mark.parametrize("found", [{}, {"1": b"other"}])
def test_what_is_gone_or_changed_is_lost(found: dict[str, bytes]) -> None:
    with pytest.raises(Lost, match="acknowledged"):
        insist_on({"1": b"one"}, found)


def test_samples_are_told_apart_where_they_differ_and_only_there() -> None:
    random = Random(20260901)

    def sample(mean: float) -> list[float]:
        # Noise as a busy machine has it: skewed, with some far out.
        return [mean + random.expovariate(1) * (100 if random.random() < 0.02 else 1) for _ in range(100)]

    assert all(abs(separation(sample(30), sample(30))) < 4 for _ in range(200))
    assert all(separation(sample(31), sample(30)) > 4 for _ in range(50))
    assert all(separation(sample(30), sample(31)) < -4 for _ in range(50))
    assert separation([1, 1, 1], [1, 1]) == 0
    # By hand: of nine pairs, the first wins one and a half.
    assert separation([1, 2, 3], [2, 4, 5]) == pytest.approx(-3 / sqrt(9 / 12 * (7 - 6 / 30)))


def test_a_login_whose_clock_tells_is_found() -> None:
    def times(base: int) -> list[tuple[int, int, bytes]]:
        return [(base + number % 7, base + number % 5, b"401") for number in range(100)]

    insist_on_likeness({"known": times(300), "unknown": times(300), "no login": times(3)})
    with pytest.raises(Lost, match="wait for an answer tells whether"):
        insist_on_likeness({"known": times(300), "unknown": times(310), "no login": times(3)})
    with pytest.raises(Lost, match="too busy to say"):
        insist_on_likeness({"known": times(300), "unknown": times(300), "no login": times(300)})


GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
PROBLEM = b"HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}"


def test_answers_are_taken_apart_by_what_was_asked() -> None:
    interim = b"HTTP/1.1 100 Continue\r\n\r\n"
    chunked = GOOD.replace(b"Content-Length: 2", b"Transfer-Encoding: chunked")[:-2] + b"2\r\n{}\r\n0\r\n\r\n"
    closed = GOOD.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answers = Answers(GOOD[:-2] + interim + PROBLEM + chunked + GOOD[:-2] + GOOD + closed)
    methods = ["HEAD", "POST", "GET", None, None]
    assert [answers.next(method) for method in methods] == [200, 404, 200, 200, 200]
    assert not answers.say_close
    assert answers.next("GET") == 200
    assert answers.say_close
    assert answers.are_over
    streamed = Answers(closed.replace(b"Content-Length: 2\r\n", b""))
    assert streamed.next("GET") == 200
    assert streamed.are_over


@pytest.mark.parametrize(
    "text",
    [
        b"",
        GOOD[:-1],
        b"x" + GOOD,
        GOOD.replace(b"200 OK", b"500 Internal Server Error"),
        GOOD.replace(b"200 OK", b"404 Not Found"),
        PROBLEM[:-2] + b"[]",
        GOOD.replace(b"Content-Length: 2\r\n", b""),
        GOOD.replace(b"Content-Length: 2", b"Transfer-Encoding: chunked")[:-2] + b"2\r\n{}0\r\n\r\n",
        GOOD.replace(b"Content-Type:", b"Content-Type\0:"),
    ],
)
def test_what_is_no_answer_by_the_contract_is_lost(text: bytes) -> None:
    with pytest.raises(Lost):
        Answers(text).next("GET")


def test_the_same_requests_are_drawn_of_the_same_seed() -> None:
    def drawn(seed: int) -> list[bytes]:
        mutator = Mutator(Random(seed), "a.b.c", [("1", "2")])
        return [mutator.nearly_right().text for _ in range(200)] + [mutator.broken() for _ in range(200)]

    assert drawn(1) == drawn(1)
    assert len(set(drawn(1)) | set(drawn(2))) > 700


class Sometimes(Case):
    """Loses every third round."""

    name = "sometimes"
    short = full = 6

    def __init__(self, failure: Callable[[], Exception]) -> None:
        self._failure = failure
        self.drawn: list[float] = []

    def run(self, attempt: Round) -> None:
        self.drawn.append(attempt.random.random())
        assert attempt.folder.name == f"round-{attempt.number}"
        if attempt.folder.name.endswith(("2", "5")):
            raise self._failure()


@pytest.mark.parametrize("failure", [lambda: Lost("gone"), lambda: OSError("broken")])
def test_each_error_is_counted_and_says_how_to_see_it_again(tmp_path: Path, failure: Callable[[], Exception]) -> None:
    reports: list[str] = []
    case = Sometimes(failure)
    assert run(case, Plan(tmp_path, 7, range(6)), reports.append) == Outcome("sometimes", 6, 4)
    assert f"CASE=sometimes SEED=7 ROUND=2 WORK={tmp_path}" in reports[0]
    assert len(reports) == 2
    assert sorted(path.name for path in (tmp_path / "sometimes").iterdir()) == ["common", "round-2", "round-5"]
    # The same round draws the same again, alone too.
    run(case, Plan(tmp_path, 7, range(2, 3)), reports.append)
    assert case.drawn[6] == case.drawn[2]


def test_the_table_has_a_line_for_each_case() -> None:
    assert table([Outcome("long-name", 10, 9)]).splitlines() == [
        "case        tried  survived   lost",
        "long-name      10         9      1",
    ]
