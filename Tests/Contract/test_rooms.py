"""Rooms: parts of a property, which change only with it."""

from typing import Any

import pytest

from .client import Client
from .people import KITCHEN, NOBODY, Person, new_property, path_of

BATH = {"name": "Bath", "kind": "bathroom"}
WRONG = [
    ({"name": ""}, ["name"]),
    ({"name": "n" * 201}, ["name"]),
    ({"kind": "k" * 65}, ["kind"]),
    ({"kind": "\u202e"}, ["kind"]),
    ({"area": -0.5}, ["area"]),
    ({"area": 1_000_001}, ["area"]),
    ({"features": {"": 1}}, None),
    ({"features": {"f" * 65: 1}}, None),
    ({"features": {"floor": "x" * 501}}, None),
    ({"features": {str(number): 1 for number in range(65)}}, ["features"]),
    ({"colour": "red"}, ["colour"]),
]
MALFORMED = [
    {"name": None, "kind": 1},
    {"area": "12"},
    {"area": True},
    {"features": []},
    {"features": {"tags": []}},
    {"features": {"nested": {}}},
]


def room_path(home: dict[str, Any], number: int = 0) -> str:
    return f"{path_of(home)}/rooms/{home['rooms'][number]['id']}"


def test_is_made_read_replaced_patched_and_removed(ada: Person, anyone: Client) -> None:
    home = new_property(ada)
    made = ada.client.post(f"{path_of(home)}/rooms", KITCHEN, expect=201)
    path = made.header("Location")
    assert path == f"{path_of(home)}/rooms/{made.json['id']}"
    assert anyone.get(path, expect=200).body == made.body
    assert anyone.get(path_of(home)).json["rooms"] == [made.json]

    replaced = ada.client.put(path, BATH, expect=200).json
    assert replaced == {"id": made.json["id"], **BATH, "features": {}}
    patched = ada.client.patch(path, {"area": 4, "features": {"tub": True}}, expect=200).json
    assert patched == {**replaced, "area": 4, "features": {"tub": True}}
    bare = ada.client.patch(path, {"area": None, "features": {"tub": None, "shower": 1.5}}, expect=200).json
    assert bare == {**replaced, "features": {"shower": 1.5}}

    assert ada.client.delete(path, expect=204).body == b""
    anyone.get(path).is_problem(404)
    ada.client.delete(path).is_problem(404)
    assert anyone.get(f"{path_of(home)}/rooms", expect=200).json == {"items": []}


def test_a_change_raises_the_version_and_the_tag_of_its_property(ada: Person, anyone: Client) -> None:
    home = new_property(ada, rooms=[KITCHEN])
    path = room_path(home)
    steps = [
        ("POST", f"{path_of(home)}/rooms", BATH),
        ("PUT", path, BATH),
        ("PATCH", path, {"area": 3}),
    ]
    for version, (method, target, body) in enumerate(steps, start=2):
        changed = ada.client.send(method, target, json=body)
        whole = anyone.get(path_of(home))
        assert whole.json["version"] == version
        assert changed.etag == whole.etag
        assert anyone.get(path).etag == anyone.get(f"{path_of(home)}/rooms").etag == whole.etag
    ada.client.delete(path, expect=204)
    assert anyone.get(path_of(home)).json["version"] == 5


def test_the_list_of_a_property_is_the_whole_new_list(ada: Person) -> None:
    home = new_property(ada, rooms=[KITCHEN, BATH, BATH])
    kept = home["rooms"][2]
    rooms = [{"id": kept["id"], **BATH, "area": 5}, KITCHEN]
    for send in [ada.client.patch, ada.client.put]:
        changed = send(path_of(home), {"name": "N", "type": "house", "city": "Pau", "rooms": rooms}, expect=200).json
        assert changed["rooms"][0] == {**kept, "area": 5}
        assert changed["rooms"][1] == {**KITCHEN, "id": changed["rooms"][1]["id"]}
        assert changed["rooms"][1]["id"] not in [room["id"] for room in home["rooms"]]


def test_a_foreign_or_repeated_id_is_refused(ada: Person) -> None:
    home, other = new_property(ada, rooms=[KITCHEN]), new_property(ada, rooms=[KITCHEN])
    own, foreign = home["rooms"][0]["id"], other["rooms"][0]["id"]
    for ids in [[foreign], [NOBODY], [own, own], ["no id"]]:
        rooms = [{"id": id_, **BATH} for id_ in ids]
        answer = ada.client.patch(path_of(home), {"rooms": rooms}).is_problem(422)
        assert all(field.startswith("rooms[") for field in answer.fields), answer
    assert ada.client.get(path_of(home)).json == home


def test_is_found_only_in_its_property(ada: Person, anyone: Client) -> None:
    home, other = new_property(ada, rooms=[KITCHEN]), new_property(ada, rooms=[KITCHEN])
    mixed = f"{path_of(home)}/rooms/{other['rooms'][0]['id']}"
    anyone.get(mixed).is_problem(404)
    ada.client.put(mixed, BATH).is_problem(404)
    ada.client.patch(mixed, BATH).is_problem(404)
    ada.client.delete(mixed).is_problem(404)
    assert [anyone.get(path_of(each)).json for each in (home, other)] == [home, other]


@pytest.mark.parametrize("path", [f"/v1/properties/{NOBODY}/rooms", "/v1/properties/none/rooms"])
def test_nothing_is_in_what_is_not_there(ada: Person, anyone: Client, path: str) -> None:
    missing = anyone.get(path).is_problem(404)
    for id_ in [NOBODY, "none", "%00"]:
        # The property is looked for first.
        assert anyone.get(f"{path}/{id_}").is_problem(404).json == missing.json
    ada.client.post(path, BATH).is_problem(404)
    ada.client.put(f"{path}/none", BATH).is_problem(404)
    ada.client.patch(f"{path}/{NOBODY}", BATH).is_problem(404)
    ada.client.delete(f"{path}/{NOBODY}").is_problem(404)


@pytest.mark.parametrize(("change", "fields"), WRONG)
def test_a_wrong_field_is_named(ada: Person, change: dict[str, Any], fields: list[str] | None) -> None:
    home = new_property(ada, rooms=[KITCHEN])
    for answer in [
        ada.client.post(f"{path_of(home)}/rooms", {**BATH, **change}),
        ada.client.put(room_path(home), {**BATH, **change}),
        ada.client.patch(room_path(home), change),
    ]:
        answer.is_problem(422)
        assert answer.fields, answer
        assert fields in (None, answer.fields)
    inside = ada.client.patch(path_of(home), {"rooms": [{**BATH, **change}]}).is_problem(422)
    assert all(field.startswith("rooms[0].") for field in inside.fields), inside
    assert ada.client.get(path_of(home)).json == home


@pytest.mark.parametrize("change", MALFORMED)
def test_a_wrong_json_type_is_malformed(ada: Person, change: dict[str, Any]) -> None:
    home = new_property(ada, rooms=[KITCHEN])
    ada.client.post(f"{path_of(home)}/rooms", {**BATH, **change}).is_problem(400)
    ada.client.put(room_path(home), {**BATH, **change}).is_problem(400)
    ada.client.patch(room_path(home), change).is_problem(400)
    assert ada.client.get(path_of(home)).json == home


@pytest.mark.parametrize("field", ["name", "kind"])
def test_lacks_nothing_that_is_required(ada: Person, field: str) -> None:
    home = new_property(ada, rooms=[KITCHEN])
    lacking = {name: value for name, value in BATH.items() if name != field}
    ada.client.post(f"{path_of(home)}/rooms", lacking).is_problem(422, field)
    ada.client.put(room_path(home), lacking).is_problem(422, field)
    ada.client.patch(room_path(home), {field: None}).is_problem(422, field)


def test_an_id_is_given_by_the_register(ada: Person) -> None:
    home = new_property(ada, rooms=[KITCHEN])
    own = home["rooms"][0]["id"]
    ada.client.post(f"{path_of(home)}/rooms", {"id": own, **BATH}).is_problem(422, "id")
    ada.client.put(room_path(home), {"id": NOBODY, **BATH}).is_problem(422, "id")
    ada.client.patch(room_path(home), {"id": NOBODY}).is_problem(422, "id")
    ada.client.put(room_path(home), {"id": own, **BATH}, expect=200)


def test_a_property_has_at_most_200(ada: Person) -> None:
    home = new_property(ada, rooms=[BATH] * 199)
    ada.client.post(f"{path_of(home)}/rooms", BATH, expect=201)
    ada.client.post(f"{path_of(home)}/rooms", BATH).is_problem(422)
    assert len(ada.client.get(path_of(home)).json["rooms"]) == 200


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("0.1", "0.1"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("1.0", "1"),
        ("1e3", "1000"),
        ("12.50", "12.5"),
        ("1E-2", "0.01"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("9007199254740992", None),
        ("1e400", None),
        ("1000000", "1000000"),
    ],
)
def test_numbers_are_canonical(ada: Person, sent: str, stored: str | None) -> None:
    home = new_property(ada, rooms=[KITCHEN])
    body = f'{{"area":{sent},"features":{{"n":{sent}}}}}'
    answer = ada.client.patch(room_path(home), body=body)
    if stored is None:
        assert answer.status in {400, 422}, answer
    else:
        assert f'"area":{stored},"features":{{"floor":"oak","hobs":4,"n":{stored},' in answer.body.decode()
