"""Properties: made, read, replaced, patched and removed by their owners, read by anyone."""

import json
from typing import Any

import pytest

from .client import Client
from .doors import Door
from .people import HOUSE, KITCHEN, NOBODY, Person, new_property, path_of

FIELDS = ["id", "name", "description", "type", "city", "rooms", "ownerId", "createdAt", "updatedAt", "version"]
GIVEN = ["id", "ownerId", "createdAt", "updatedAt", "version"]
# What a field of a property must not be, whichever call gives it.
WRONG = [
    ("name", ""),
    ("name", " \t"),
    ("name", "n" * 201),
    ("name", "two\nlines"),
    ("description", "d" * 10_001),
    ("description", "bell \u0007"),
    ("type", "castle"),
    ("type", "No Slug"),
    ("city", ""),
    ("city", "c" * 121),
    ("city", "—"),
    ("rooms", [{"name": "Kitchen"}]),
    ("rooms", [{"name": "R", "kind": "k"}] * 201),
]
MALFORMED = [("name", 1), ("description", []), ("type", {}), ("city", True), ("rooms", {}), ("rooms", "none")]


def test_is_returned_as_it_is_stored(ada: Person, anyone: Client) -> None:
    made = ada.client.post("/v1/properties", {**HOUSE, "rooms": [KITCHEN]}, expect=201)
    home = made.json
    assert list(home) == FIELDS
    assert list(home["rooms"][0]) == ["id", "name", "kind", "area", "features"]
    assert list(home["rooms"][0]["features"]) == ["floor", "hobs", "oven"]
    assert (home["description"], home["ownerId"], home["version"]) == ("", ada.id, 1)
    assert home["createdAt"] == home["updatedAt"]
    assert made.header("Location") == path_of(home)

    read = anyone.get(path_of(home), expect=200)
    assert read.body == made.body
    assert read.etag == made.etag
    # Canonical: no white space, nothing escaped that need not be.
    assert read.body.decode() == json.dumps(home, ensure_ascii=False, separators=(",", ":"))


def test_a_user_has_no_more_than_one_may(door: Door, newcomer: Person) -> None:
    if door.most_properties is None:
        pytest.skip("it is not known how many they may be there")
    homes = [new_property(newcomer) for _ in range(door.most_properties)]
    refused = newcomer.client.post("/v1/properties", HOUSE).is_problem(409)
    assert f"a user may have, {door.most_properties}" in refused.json["detail"]
    # Those that are there can be changed, and one that goes makes room.
    newcomer.client.patch(path_of(homes[0]), {"name": "Still mine"}, expect=200)
    newcomer.client.delete(path_of(homes[1]), expect=204)
    new_property(newcomer)
    newcomer.client.post("/v1/properties", HOUSE).is_problem(409)


def test_is_edited_by_sending_back_what_was_read(ada: Person) -> None:
    home = new_property(ada, description="Before", rooms=[KITCHEN])
    answer = ada.client.put(path_of(home), {**home, "description": "After"}, expect=200)
    edited = answer.json
    assert edited == {**home, "description": "After", "updatedAt": edited["updatedAt"], "version": 2}
    assert ada.client.get(path_of(home)).body == answer.body


def test_put_is_the_whole_of_it(ada: Person) -> None:
    home = new_property(ada, description="Stone", rooms=[KITCHEN])
    bare = ada.client.put(path_of(home), {"name": "Hut", "type": "land", "city": "Pau"}, expect=200).json
    assert (bare["name"], bare["type"], bare["city"]) == ("Hut", "land", "Pau")
    assert (bare["description"], bare["rooms"]) == ("", [])


@pytest.mark.parametrize("media", ["application/merge-patch+json", "application/json"])
def test_patch_changes_what_it_names(ada: Person, media: str) -> None:
    home = new_property(ada, description="Stone", rooms=[KITCHEN])
    patched = ada.client.patch(path_of(home), {"city": "Pau"}, headers={"Content-Type": media}, expect=200).json
    assert patched == {**home, "city": "Pau", "updatedAt": patched["updatedAt"], "version": 2}
    removed = ada.client.patch(path_of(home), {"description": None}, headers={"Content-Type": media}, expect=200)
    assert removed.json["description"] == ""


def test_is_gone_once_deleted(ada: Person, anyone: Client) -> None:
    home = new_property(ada)
    gone = ada.client.delete(path_of(home), expect=204)
    assert gone.body == b""
    for method in ["GET", "DELETE"]:
        ada.client.send(method, path_of(home)).is_problem(404)
    for method in ["PUT", "PATCH"]:
        ada.client.send(method, path_of(home), json=HOUSE).is_problem(404)
    listed = anyone.get("/v1/properties", query={"owner": ada.id, "limit": 100}).json["items"]
    assert home["id"] not in [item["id"] for item in listed]


def test_put_makes_nothing(ada: Person) -> None:
    ada.client.put(f"/v1/properties/{NOBODY}", HOUSE).is_problem(404)


@pytest.mark.parametrize("id_", [NOBODY, NOBODY.upper(), "1", "none", "%00", "%ff", "..%2f", "a" * 500, "%E2%80%AE"])
@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_an_id_that_nothing_has_is_not_found(ada: Person, method: str, id_: str) -> None:
    body = None if method in {"GET", "DELETE"} else json.dumps(HOUSE)
    ada.client.send(method, f"/v1/properties/{id_}", body=body).is_problem(404)


def test_needs_somebody_to_own_it(anyone: Client) -> None:
    anyone.post("/v1/properties", HOUSE).is_problem(401)


@pytest.mark.parametrize("field", ["name", "type", "city"])
def test_lacks_nothing_that_is_required(ada: Person, field: str) -> None:
    home = new_property(ada)
    lacking = {name: value for name, value in HOUSE.items() if name != field}
    ada.client.post("/v1/properties", lacking).is_problem(422, field)
    ada.client.put(path_of(home), lacking).is_problem(422, field)
    ada.client.patch(path_of(home), {field: None}).is_problem(422, field)
    assert ada.client.get(path_of(home)).json == home


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_field_is_named(ada: Person, field: str, value: Any) -> None:
    home = new_property(ada)
    for answer in [
        ada.client.post("/v1/properties", {**HOUSE, field: value}),
        ada.client.put(path_of(home), {**HOUSE, field: value}),
        ada.client.patch(path_of(home), {field: value}),
    ]:
        answer.is_problem(422)
        assert [name.partition("[")[0] for name in answer.fields][:1] == [field], answer
    assert ada.client.get(path_of(home)).json == home


@pytest.mark.parametrize(("field", "value"), MALFORMED)
def test_a_wrong_json_type_is_malformed(ada: Person, field: str, value: Any) -> None:
    home = new_property(ada)
    ada.client.post("/v1/properties", {**HOUSE, field: value}).is_problem(400, field)
    ada.client.put(path_of(home), {**HOUSE, field: value}).is_problem(400, field)
    ada.client.patch(path_of(home), {field: value}).is_problem(400, field)
    assert ada.client.get(path_of(home)).json == home


def test_every_wrong_field_is_named_at_once(ada: Person) -> None:
    answer = ada.client.post("/v1/properties", {"name": "", "city": "", "type": "castle", "colour": "red"})
    answer.is_problem(422)
    assert {"name", "city", "colour"} <= set(answer.fields)


@pytest.mark.parametrize("field", GIVEN)
def test_what_the_register_gives_is_refused_in_a_new_one(ada: Person, field: str) -> None:
    home = new_property(ada)
    ada.client.post("/v1/properties", {**HOUSE, field: home[field]}).is_problem(422, field)


@pytest.mark.parametrize("field", GIVEN)
def test_what_the_register_gives_is_accepted_where_it_is_what_is_stored(ada: Person, field: str) -> None:
    home = new_property(ada)
    ada.client.put(path_of(home), {**HOUSE, field: home[field]}, expect=200)
    now = ada.client.get(path_of(home)).json
    ada.client.patch(path_of(home), {field: now[field]}, expect=200)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", NOBODY),
        ("ownerId", NOBODY),
        ("createdAt", "2020-01-01T00:00:00.000Z"),
        ("updatedAt", "2020-01-01T00:00:00.000Z"),
        ("version", 99),
    ],
)
def test_nobody_assigns_what_the_register_gives(ada: Person, field: str, value: Any) -> None:
    home = new_property(ada)
    ada.client.put(path_of(home), {**HOUSE, field: value}).is_problem(422, field)
    ada.client.patch(path_of(home), {field: value}).is_problem(422, field)
    assert ada.client.get(path_of(home)).json == home


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("owner", "owner"),
        ("role", "role"),
        ("Name", "Name"),
        ("isAdmin", "isAdmin"),
        ("__proto__", "__proto__"),
        # What is no plain word is quoted, as in a path.
        ("name ", '["name "]'),
        ("$set", '["$set"]'),
        ("é", '["é"]'),
    ],
)
def test_an_unknown_field_is_refused_by_its_name(ada: Person, field: str, named: str) -> None:
    home = new_property(ada)
    ada.client.post("/v1/properties", {**HOUSE, field: "x"}).is_problem(422, named)
    ada.client.put(path_of(home), {**HOUSE, field: "x"}).is_problem(422, named)
    ada.client.patch(path_of(home), {field: "x"}).is_problem(422, named)
    assert ada.client.get(path_of(home)).json == home


def test_bounds_are_inclusive(ada: Person) -> None:
    body = {
        "name": "n" * 200,
        "description": "d" * 10_000,
        "type": "house",
        "city": "c" * 120,
        "rooms": [{"name": "R", "kind": "k"}] * 200,
    }
    home = ada.client.post("/v1/properties", body, expect=201).json
    assert len(home["rooms"]) == 200
    assert len({room["id"] for room in home["rooms"]}) == 200


def test_has_at_most_256_kib(ada: Person) -> None:
    features = {f"feature {number}": "x" * 400 for number in range(60)}
    rooms = [{"name": "R", "kind": "k", "features": features}] * 12
    answer = ada.client.post("/v1/properties", {**HOUSE, "rooms": rooms})
    assert answer.status in {413, 422}, answer
    ada.client.post("/v1/properties", {**HOUSE, "rooms": rooms[:9]}, expect=201)


def test_ids_are_in_the_order_of_creation(ada: Person) -> None:
    ids = [new_property(ada)["id"] for _ in range(5)]
    assert ids == sorted(ids)
