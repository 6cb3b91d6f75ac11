"""Whether the comparison sees what differs, and only that."""

from email.message import Message

import pytest

from ..client import Answer
from .comparison import Comparison
from .twins import Twin, seen_by, twin

IDS = ["01a2106c-d7fc-71ab-8269-5f68f578270a", "01a2106c-bf00-7437-93d9-308dcdbb4dad"]


def answer(status: int = 200, body: str = "{}", **headers: str) -> Answer:
    fields = Message()
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in ({"Content-Type": "application/json", "Vary": "Accept-Encoding"} | given).items():
        fields[name] = value
    return Answer(status, fields, body.encode())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (answer(200), answer(201)),
        (answer(body='{"a":1}'), answer(body='{"a":2}')),
        (answer(body='{"a":1}'), answer(body='{"a": 1}')),
        (answer(body='{"a":1,"b":2}'), answer(body='{"b":2,"a":1}')),
        (answer(Cache_Control="no-cache"), answer(Cache_Control="no-store")),
        (answer(Cache_Control="no-cache"), answer()),
        (answer(Content_Type="application/json"), answer(Content_Type="application/json; charset=utf-8")),
        (answer(Vary="Accept-Encoding"), answer(Vary="Accept-Encoding, Origin")),
        (answer(ETag='"1-mwvh5bt4"'), answer(ETag='"2-mwvh5bt4"')),
        (answer(ETag='"1-mwvh5bt4"'), answer(ETag='"1-mwvh5bt4-gzip"')),
        (answer(ETag='"1-mwvh5bt4"'), answer(ETag='W/"1-mwvh5bt4"')),
        (answer(Location=f"/v1/users/{IDS[0]}"), answer(Location=f"http://x/v1/users/{IDS[0]}")),
        (answer(body='{"items":[],"next":null}'), answer(body='{"items":[],"next":"AbC"}')),
        (answer(Retry_After="3"), answer()),
        (answer(X_Request_Id="a"), answer()),
        (answer(Allow="GET, HEAD"), answer(Allow="GET")),
        (answer(body='"2026-11-25T01:58:18.364Z"'), answer(body='"2026-11-25T01:58:18Z"')),
        (answer(body=f'["{IDS[0]}","{IDS[1]}"]'), answer(body=f'["{IDS[0]}","{IDS[0]}"]')),
        (answer(body=f'["{IDS[0]}","{IDS[0]}"]'), answer(body=f'["{IDS[0]}","{IDS[1]}"]')),
    ],
)
def test_a_difference_is_found(left: Answer, right: Answer) -> None:
    assert len(Comparison().differences(left, right)) == 1


def test_what_each_register_gives_may_differ() -> None:
    left = answer(
        body=f'{{"id":"{IDS[0]}","createdAt":"2026-11-25T01:58:18.364Z","next":"AbC-_"}}',
        Location=f"/v1/properties/{IDS[0]}",
        ETag='"1-mwvh5bt4"',
        Link='</v1/properties?limit=1&after=AbC>; rel="next"',
        Retry_After="900",
    )
    right = answer(
        body=f'{{"id":"{IDS[1]}","createdAt":"2026-11-26T03:00:00.000Z","next":"xYz"}}',
        Location=f"/v1/properties/{IDS[1]}",
        ETag='"1-zzzz5bt4"',
        Link='</v1/properties?limit=1&after=xYz_>; rel="next"',
        Retry_After="899",
    )
    assert Comparison().differences(left, right) == []


def test_ids_correspond_from_one_answer_to_the_next() -> None:
    comparison = Comparison()
    bodies = [answer(body=f'"{id_}"') for id_ in IDS]
    assert comparison.differences(bodies[0], bodies[1]) == []
    assert comparison.differences(bodies[0], bodies[1]) == []
    assert len(comparison.differences(bodies[0], bodies[0])) == 1
    assert len(comparison.differences(bodies[1], bodies[1])) == 1


def test_a_twin_is_seen_by_each_in_its_own_way() -> None:
    both = twin({"id": "a", "list": [1, "x"]}, {"id": "b", "list": [1, "y"]})
    assert both == {"id": Twin("a", "b"), "list": [1, Twin("x", "y")]}
    assert seen_by(0, both) == {"id": "a", "list": [1, "x"]}
    assert seen_by(1, ("/v1/", both["id"], "/rooms")) == "/v1/b/rooms"
