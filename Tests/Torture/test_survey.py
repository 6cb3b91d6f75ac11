"""What may be told of a damaged store, and what not."""

import pytest

from Torture.case import Lost
from Torture.client import Answer
from Torture.survey import CITIES, insist_on_truth
from Torture.writers import PATH

RECORDS = {"1": b'{"id":"1","name":"],"}', "2": b'{"id":"2","name":"b"}'}
LIST = f"{PATH}?limit=100&order=newest"
PROBLEM = b'{"title":"Internal Server Error","detail":"Something went wrong."}'


def page(*items: bytes) -> Answer:
    return Answer(200, {}, b'{"items":[' + b",".join(items) + b'],"next":null}')


def test_what_was_written_may_be_told_in_part_and_refused_in_words() -> None:
    answers = {
        f"{PATH}/1": Answer(200, {}, RECORDS["1"]),
        f"{PATH}/2": Answer(404, {}, PROBLEM),
        LIST: page(RECORDS["2"], RECORDS["1"]),
        f"{LIST}&after=a": page(),
        f"{LIST}&after=b": Answer(500, {}, PROBLEM),
        CITIES: page(b'{"city":"Lyon","count":7}'),
    }
    insist_on_truth(answers, RECORDS)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (f"{PATH}/1", Answer(200, {}, RECORDS["2"])),
        (f"{PATH}/1", Answer(200, {}, RECORDS["1"][:-1])),
        (f"{PATH}/1", Answer(500, {}, b"{}")),
        (f"{PATH}/1", Answer(204, {}, PROBLEM)),
        (LIST, page(RECORDS["1"], b'{"id":"2","name":"c"}')),
        (LIST, page(b'{"id":"3"}')),
        (LIST, Answer(200, {}, b'{"items":[' + RECORDS["1"] + b'"next":null}')),
        (CITIES, Answer(200, {}, b'{"items":null}')),
    ],
)
def test_anything_else_that_is_told_is_lost(path: str, answer: Answer) -> None:
    with pytest.raises(Lost, match=r"is answered|tells of|a page is"):
        insist_on_truth({path: answer}, RECORDS)
