"""Whether the suite has asked for all that the document promises. It looks back, so it runs last."""

from pathlib import Path

import pytest

from .document import Document
from .doors import Door

FOLDER = Path(__file__).parent
# Statuses that no request can bring about, for each call that lists them.
OUT_OF_REACH = {
    408: "a body that takes half a minute to arrive",
    431: "refused before there is a call: test_transport asks for it",
    500: "a bug or a broken store",
    503: "a server that is overloaded, or whose files can't be reached",
    507: "a full disk",
}
# Statuses of one call that the suite does not bring about.
EXCEPTIONS = {
    ("DELETE", "/v1/users/me", 409): "a user of more than 20,000 properties",
    ("DELETE", "/v1/users/{id}", 409): "a user of more than 20,000 properties",
    ("GET", "/metrics", 404): "only where it is served elsewhere",
    ("GET", "/docs", 404): "only where the page is off",
}


@pytest.mark.last
def test_every_call_has_given_every_answer_that_it_may(
    request: pytest.FixtureRequest, door: Door, document: Document
) -> None:
    files = {item.path for item in request.session.items}
    if files < set(FOLDER.glob("test_*.py")) or request.config.option.keyword or request.config.option.markexpr:
        pytest.skip("looks back at the whole suite, of which only a part has run")
    expected = {
        (method, template, status)
        for (method, template), statuses in document.calls().items()
        for status in statuses - OUT_OF_REACH.keys()
    }
    seen = {(*call, status) for call, statuses in document.seen.items() for status in statuses}
    if door.most_properties is None:
        expected.discard(("POST", "/v1/properties", 409))
    assert sorted(expected - seen - EXCEPTIONS.keys()) == []
    assert sorted(EXCEPTIONS.keys() - expected) == [], "these are no longer in the document"
    assert len(document.calls()) > 30
