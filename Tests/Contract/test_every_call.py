"""What holds for every call of the document, tried at each of them."""

from collections.abc import Iterator
from typing import Any

from .client import Answer, Client
from .document import Document
from .people import Person, concrete

TOO_MUCH = b" " * 1_048_577


def calls(document: Document, status: int) -> Iterator[tuple[str, str, bool]]:
    """The calls that list `status`, as method, path and whether they read a body."""
    for (method, template), statuses in sorted(document.calls().items()):
        if status in statuses:
            operation: dict[str, Any] = document.content["paths"][template][method.lower()]
            yield method, concrete(template), "requestBody" in operation


def send(client: Client, method: str, path: str, reads: bool, **rest: Any) -> Answer:
    return client.send(method, path, body=b"{}" if reads else None, **rest)


def test_every_call_refuses_an_unknown_parameter(newcomer: Person, document: Document) -> None:
    asked = list(calls(document, 400))
    assert len(asked) == len(document.calls())
    for method, path, reads in asked:
        answer = send(newcomer.client, method, path, reads, query={"colour": "red"})
        answer.is_problem(400, "colour")


def test_every_call_refuses_a_bad_token(anyone: Client, document: Document) -> None:
    asked = list(calls(document, 401))
    assert len(asked) == len(document.calls())
    for method, path, reads in asked:
        send(anyone.bearing("a.b.c"), method, path, reads).is_problem(401)


def test_every_call_that_needs_a_token_asks_for_one(anyone: Client, document: Document) -> None:
    for method, path, reads in calls(document, 401):
        template = document.template(path)
        assert template is not None
        security = document.content["paths"][template][method.lower()].get("security", document.content["security"])
        answer = send(anyone, method, path, reads)
        assert (answer.status == 401) == ({} not in security and path != "/v1/auth/login"), f"{method} {path}"


def test_every_call_that_answers_with_content_minds_accept(newcomer: Person, document: Document) -> None:
    asked = list(calls(document, 406))
    assert len(asked) > 20
    for method, path, reads in asked:
        send(newcomer.client, method, path, reads, headers={"Accept": "image/webp"}).is_problem(406)


def test_every_call_that_reads_a_body_minds_its_type_and_size(newcomer: Person, document: Document) -> None:
    asked = list(calls(document, 415))
    assert len(asked) > 10
    assert [call for call in asked if not call[2]] == []
    assert asked == list(calls(document, 413))
    for method, path, _ in asked:
        newcomer.client.send(method, path, body=b"{}", headers={"Content-Type": "text/plain"}).is_problem(415)
        newcomer.client.send(method, path, body=b"{}", headers={"Content-Type": None}).is_problem(415)
        newcomer.client.send(method, path, body=TOO_MUCH).is_problem(413)


def test_every_call_that_reads_a_body_needs_one(newcomer: Person, document: Document) -> None:
    for method, path, _ in calls(document, 415):
        newcomer.client.send(method, path, body=b"").is_problem(400)
