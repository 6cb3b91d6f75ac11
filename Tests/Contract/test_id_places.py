"""Every place of the document where an id stands, tried with ids of somebody else's: a stranger reaches nothing.

Places are found in the document: parameters of paths and of queries, and members of bodies. A new one is tried, or the
test says that it does not know what should be answered there.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations
from secrets import token_hex
from typing import Any

import pytest

from .client import Answer
from .document import Document
from .people import HOUSE, KITCHEN, PASSWORD, Person, draft, new_person, new_property, path_of

ID = "#/components/schemas/Id"
KINDS = ["property", "room", "user", "type"]
# Of what a parameter of a path is the id, by where it stands.
OWN = {"/properties/{id}": "property", "/rooms/{roomId}": "room", "/users/{id}": "user", "/types/{id}": "type"}
# A body that goes well, of each call that reads one.
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/v1/users"): draft(),
    ("PATCH", "/v1/users/me"): {"lastName": "Newer"},
    ("PUT", "/v1/users/me/password"): {"currentPassword": PASSWORD, "newPassword": PASSWORD + "!"},
    ("POST", "/v1/auth/login"): {"email": "nobody@example.org", "password": PASSWORD},
    ("POST", "/v1/auth/refresh"): {"refreshToken": "A" * 43},
    ("POST", "/v1/auth/logout"): {"refreshToken": "A" * 43},
    ("PUT", "/v1/types/{id}"): {"label": "Mine"},
    ("POST", "/v1/properties"): HOUSE,
    ("PUT", "/v1/properties/{id}"): HOUSE,
    ("PATCH", "/v1/properties/{id}"): {"name": "Mine"},
    ("POST", "/v1/properties/{id}/rooms"): KITCHEN,
    ("PUT", "/v1/properties/{id}/rooms/{roomId}"): KITCHEN,
    ("PATCH", "/v1/properties/{id}/rooms/{roomId}"): {"area": 1},
}
# What somebody might hope to be read, whether the document has it or not.
HOPED_FOR = ["id", "ownerId", "owner", "userId", "propertyId", "roomId", "sub", "_id"]


@dataclass(frozen=True)
class Place:
    """Where an id stands in a call: one or more parameters of the path, a parameter of the query, or a member."""

    method: str
    template: str
    where: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.where} {' and '.join(self.names)} of {self.method} {self.template}"


@dataclass(frozen=True)
class Things:
    """What somebody has."""

    person: Person
    home: dict[str, Any]
    slug: str

    @property
    def ids(self) -> dict[str, str]:
        room = self.home["rooms"][0]["id"]
        return {"property": self.home["id"], "room": room, "user": self.person.id, "type": self.slug}


def things_of(person: Person, admin: Person) -> Things:
    slug = f"hut-{token_hex(6)}"
    admin.client.put(f"/v1/types/{slug}", {"label": "Hut"}, expect=201)
    return Things(person, new_property(person, rooms=[KITCHEN], type=slug), slug)


@pytest.fixture
def mine(visitor: Any, admin: Person) -> Things:
    return things_of(new_person(visitor), admin)


@pytest.fixture
def theirs(visitor: Any, admin: Person) -> Things:
    return things_of(new_person(visitor), admin)


def resolved(document: Document, node: Any) -> Any:
    while "$ref" in node:
        for part in node["$ref"].removeprefix("#/").split("/"):
            node = document.content[part] if part == "components" else node[part]
    return node


def members(document: Document, schema: Any, path: str = "") -> Iterator[str]:
    """The members of a body that are ids, as problems name them."""
    if schema.get("$ref") == ID:
        yield path
        return
    for part in schema.get("anyOf", []) + schema.get("oneOf", []) + schema.get("allOf", []):
        yield from members(document, part, path)
    whole = resolved(document, schema)
    for name, value in whole.get("properties", {}).items():
        yield from members(document, value, f"{path}.{name}".removeprefix("."))
    if "items" in whole:
        yield from members(document, whole["items"], f"{path}[0]")


def places(document: Document) -> Iterator[Place]:
    for method, template in sorted(document.calls()):
        item = document.content["paths"][template]
        operation = item[method.lower()]
        parameters = [resolved(document, one) for one in item.get("parameters", []) + operation.get("parameters", [])]
        in_path = [one["name"] for one in parameters if one["in"] == "path" and one["name"] != "file"]
        for count in range(1, len(in_path) + 1):
            for names in combinations(in_path, count):
                yield Place(method, template, "path", names)
        for one in parameters:
            if one["in"] == "query" and one["name"] not in {"limit", "order"}:
                yield Place(method, template, "query", (one["name"],))
        if "requestBody" in operation:
            found: set[str] = set(HOPED_FOR)
            for content in resolved(document, operation["requestBody"])["content"].values():
                found |= set(members(document, content["schema"]))
            for name in sorted(found):
                yield Place(method, template, "body", (name,))


def put(body: dict[str, Any], name: str, id_: str) -> dict[str, Any]:
    """A body with an id at a place that is called as problems call it."""
    changed = deepcopy(body)
    if name.startswith("rooms[0]."):
        changed["rooms"] = [{**KITCHEN, name.removeprefix("rooms[0]."): id_}]
    else:
        assert "." not in name, name
        changed[name] = id_
    return changed


def attempt(place: Place, kind: str, mine: Things, theirs: Things) -> Answer:
    """Makes a call that would be one's own, but for what stands at the place."""
    path = place.template
    for part, own in OWN.items():
        # `/users/{id}` of somebody else's is there to be read.
        if part in path:
            name = part[part.index("{") + 1 : -1]
            foreign = place.where == "path" and name in place.names
            # Of two in a path, each is of its kind, as nobody takes one for the other.
            of = own if len(place.names) > 1 else kind
            path = path.replace(part, part.replace(f"{{{name}}}", (theirs.ids[of] if foreign else mine.ids[own])))
    query = {place.names[0]: theirs.ids[kind]} if place.where == "query" else None
    body = BODIES.get((place.method, place.template))
    if body is not None and place.where == "body":
        body = put(body, place.names[0], theirs.ids[kind])
    given = {} if body is None else {"json": body}
    return mine.person.client.moved().send(place.method, path, query=query, **given)


def expected(place: Place, kind: str) -> int:
    """The status that the document has for it."""
    own = {name[name.index("{") + 1 : -1]: of for name, of in OWN.items() if name in place.template}
    match place.where:
        case "body":
            # What was sent is looked at before anything else.
            return 422
        case "query":
            is_well_formed = place.names[0] != "after" and (place.names[0] != "owner" or kind != "type")
            # The list of users asks who may read it before it asks where to go on. A filter may find nothing.
            return 403 if place.template == "/v1/users" else 200 if is_well_formed else 400
        case _:
            is_for_admins = "/types/{id}" in place.template or "/users/{id}" in place.template
            if place.method != "GET" and is_for_admins:
                return 403
            # One's own room is not in somebody else's property, nor the other way round.
            is_there = len(place.names) > 1 if len(own) > 1 else kind == own[place.names[0]]
            return (200 if place.method == "GET" else 403) if is_there else 404


def state(things: Things, admin: Person) -> list[bytes]:
    id_ = things.person.id
    paths = [path_of(things.home), f"/v1/types/{things.slug}", f"/v1/users/{id_}", f"/v1/properties?owner={id_}"]
    return [admin.client.get(path, expect=200).body for path in paths] + [
        things.person.client.get("/v1/users/me", expect=200).body
    ]


def test_somebody_elses_id_opens_nothing_wherever_it_stands(
    document: Document, mine: Things, theirs: Things, admin: Person
) -> None:
    before = state(mine, admin), state(theirs, admin)
    found = list(places(document))
    wrong = []
    for place in found:
        for kind in KINDS:
            answer = attempt(place, kind, mine, theirs)
            if answer.status != expected(place, kind):
                wrong.append(f"the {kind} in {place}: {answer.status} {answer.body[:200]!r}")
            elif answer.status == 422 and place.names[0] not in answer.fields:
                wrong.append(f"the {kind} in {place} is not named: {answer.fields}")
    assert wrong == []
    assert (state(mine, admin), state(theirs, admin)) == before
    assert len(found) > 120
    assert {"id", "roomId", "owner", "after", "rooms[0].id", "ownerId"} <= {name for one in found for name in one.names}


def test_every_call_that_reads_a_body_has_one_here(document: Document) -> None:
    reading = {
        (method, template)
        for method, template in document.calls()
        if "requestBody" in document.content["paths"][template][method.lower()]
    }
    assert reading == BODIES.keys()
