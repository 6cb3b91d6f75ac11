"""What holds for every call of the document, tried at each of them."""

import json
from collections.abc import Iterator
from typing import Any

from .client import Answer, Client
from .document import Document
from .people import HOUSE, KITCHEN, NOBODY, Person, concrete, new_property, path_of

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


# What the register gives, keeps to itself, or does not have, as somebody would like to have it.
NOT_FOR_CALLERS: dict[str, Any] = {
    "id": NOBODY,
    "ownerId": NOBODY,
    "owner": NOBODY,
    "role": "admin",
    "isAdmin": True,
    "version": 99,
    "createdAt": "2020-01-01T00:00:00.000Z",
    "updatedAt": "2020-01-01T00:00:00.000Z",
    "gen": 99,
    "passwordHash": "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
}


def test_no_call_lets_anybody_assign_what_is_not_theirs(newcomer: Person, admin: Person, document: Document) -> None:
    home = new_property(newcomer, rooms=[KITCHEN])
    seen = [path_of(home), "/v1/users/me", "/v1/types", f"/v1/properties?owner={newcomer.id}"]
    before = [newcomer.client.get(path, expect=200).body for path in seen]
    users = admin.client.get("/v1/users?limit=100").json["items"]
    tried = 0
    for (method, template), statuses in sorted(document.calls().items()):
        operation: dict[str, Any] = document.content["paths"][template][method.lower()]
        if "requestBody" not in operation:
            continue
        client, path = newcomer.client, template
        if template == "/v1/types/{id}":
            client, path = admin.client, "/v1/types/houseboat"
        path = path.replace("{id}", home["id"]).replace("{roomId}", home["rooms"][0]["id"])
        assert 422 in statuses, f"{method} {template}"
        for media, content in operation["requestBody"]["content"].items():
            # A request that goes well but for one member.
            body = next(iter(content["examples"].values()))["value"]
            for name, value in NOT_FOR_CALLERS.items():
                sent = json.dumps({**body, name: value}).encode()
                answer = client.send(method, path, body=sent, headers={"Content-Type": media})
                assert answer.is_problem(422).fields == [name], f"{method} {template}: {name}: {answer}"
                tried += 1
    assert tried >= 15 * len(NOT_FOR_CALLERS)
    assert [newcomer.client.get(path, expect=200).body for path in seen] == before
    assert admin.client.get("/v1/users?limit=100").json["items"] == users


def test_no_call_lets_anybody_assign_what_is_not_theirs_within_a_room(newcomer: Person) -> None:
    home = new_property(newcomer, rooms=[KITCHEN])
    for name, value in NOT_FOR_CALLERS.items():
        body = {**HOUSE, "rooms": [{**KITCHEN, name: value}]}
        field = f"rooms[0].{name}"
        newcomer.client.post("/v1/properties", body).is_problem(422, field)
        newcomer.client.put(path_of(home), body).is_problem(422, field)
        newcomer.client.patch(path_of(home), {"rooms": body["rooms"]}).is_problem(422, field)
    assert newcomer.client.get(path_of(home)).json == home
