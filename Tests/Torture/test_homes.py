"""What is taken for whole, and for missing."""

import json

import pytest

from Torture.case import Lost
from Torture.cases.killed_import import OWNERS, ROWS_ASKED, insist_on_rows
from Torture.homes import home, insist_on_whole
from Torture.store import insist_on_nothing_else

STAMP = "2026-11-29T18:26:06.430Z"
ASKED = [home(1, 1), home(1, 2)]


def answer(fields: dict[str, str], **other: object) -> bytes:
    added = {"id": "1", "ownerId": "2", "createdAt": STAMP, "updatedAt": STAMP, "version": 1, "rooms": []}
    return json.dumps({"description": "", **added, **fields, **other}).encode()


def test_what_was_asked_for_is_whole_whether_all_of_it_is_there_or_none() -> None:
    assert insist_on_whole([], ASKED) == set()
    assert insist_on_whole([answer(ASKED[1])], ASKED) == {"House 1-2"}
    assert insist_on_whole(map(answer, ASKED), ASKED) == {"House 1-1", "House 1-2"}
    assert insist_on_whole([answer({"name": "Hut"})], [{"name": "Hut"}]) == {"Hut"}


CHANGES: list[dict[str, object]] = [
    {"city": ASKED[1]["city"]},
    {"type": "villa"},
    {"description": "x" * 499},
    {"rooms": [{"kind": "bedroom", "count": 1}]},
    {"version": 2},
    {"updatedAt": "2026-11-29T18:26:06.431Z"},
    {"more": 1},
]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([answer(ASKED[0]), answer(ASKED[0])], "more than once"),
        ([answer(home(2, 1))], "nobody"),
        ([b"{}"], "nobody"),
        *(([answer(ASKED[0], **changed)], "was asked for") for changed in CHANGES),
        ([answer(ASKED[0]).replace(b'"ownerId": "2", ', b"")], "was asked for"),
    ],
)
def test_what_is_there_in_part_or_for_nobody_is_lost(found: list[bytes], words: str) -> None:
    with pytest.raises(Lost, match=words):
        insist_on_whole(found, ASKED)


def test_rows_are_there_once_and_their_owners() -> None:
    rows = [answer(row, ownerId=str(number % OWNERS)) for number, row in enumerate(ROWS_ASKED)]
    insist_on_rows([*rows, answer(ASKED[0])], ASKED)
    with pytest.raises(Lost, match="1 of 4000 rows are missing, House 7 first"):
        insist_on_rows(rows[:7] + rows[8:])
    with pytest.raises(Lost, match="nobody"):
        insist_on_rows([*rows, answer(ASKED[0])])
    for other in ["51", "8"]:
        with pytest.raises(Lost, match="owners"):
            insist_on_rows([*rows[:7], answer(ROWS_ASKED[7], ownerId=other), *rows[8:]])


@pytest.mark.parametrize("found", [{"1": b"one", "2": b"two"}, {"1": b"other"}])
def test_what_nobody_was_told_of_is_lost(found: dict[str, bytes]) -> None:
    insist_on_nothing_else({}, {"1": b"one"})
    with pytest.raises(Lost, match="never"):
        insist_on_nothing_else(found, {"1": b"one"})
