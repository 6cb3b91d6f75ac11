"""Text: kept exactly as it was written, counted in Unicode scalars, and refused where it could deceive."""

import unicodedata
from typing import Any

import pytest

from .client import Client
from .people import HOUSE, KITCHEN, Person, new_person, new_property, path_of

# Each of these moves what is shown around it, or ends a line.
BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
CONTROLS = [*range(1, 0x20), *range(0x7F, 0xA0)]
LINES = [0x2028, 0x2029]
# What a description may hold besides.
BREAKS = {0x09, 0x0A, 0x0D, 0x85, *LINES}
EXACT = [
    "é",
    "e\u0301",
    "ﬁ",
    "\uff21",
    "  padded  ",
    "tab-free",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "Zalgo" + "\u0300" * 50,
    "שלום",
    "مرحبا",
    "\U0001d4b3" * 5,
    "\u200b\u200cx",
    "\ufeffx",
    "\ufffd",
    "\uffff",
    "\ue000",
    "<script>alert(1)</script>",
    '"\\/',
    "%00%0d%0a",
    "null",
    "-1",
]


def one_line_fields(character: str) -> list[tuple[dict[str, Any], str]]:
    """Changes of a property with a room, each with a text that holds `character`, and the field that holds it."""
    text = f"a{character}b"
    return [
        ({"name": text}, "name"),
        ({"city": text}, "city"),
        ({"rooms": [{**KITCHEN, "name": text}]}, "rooms[0].name"),
        ({"rooms": [{**KITCHEN, "kind": text}]}, "rooms[0].kind"),
        ({"rooms": [{**KITCHEN, "features": {"f": text}}]}, "rooms[0].features.f"),
    ]


def test_a_line_holds_no_control_characters(ada: Person) -> None:
    home = new_property(ada)
    for scalar in [*CONTROLS, *BIDI, *LINES]:
        for change, field in one_line_fields(chr(scalar)):
            answer = ada.client.patch(path_of(home), change)
            assert (answer.status, answer.fields) == (422, [field]), f"U+{scalar:04X}: {answer}"
    for scalar in [0x85, 0x202E, 0x2028, 0x7F]:
        change = {"rooms": [{**KITCHEN, "features": {f"a{chr(scalar)}b": 1}}]}
        ada.client.patch(path_of(home), change).is_problem(422)
        ada.client.patch("/v1/users/me", {"lastName": f"a{chr(scalar)}"}).is_problem(422, "lastName")
    assert ada.client.get(path_of(home)).json == home


def test_a_description_may_break_lines(ada: Person) -> None:
    home = new_property(ada)
    for scalar in [*CONTROLS, *BIDI, *LINES]:
        answer = ada.client.patch(path_of(home), {"description": f"a{chr(scalar)}b"})
        if scalar in BREAKS:
            assert answer.status == 200, f"U+{scalar:04X}: {answer}"
            assert answer.json["description"] == f"a{chr(scalar)}b"
        else:
            assert (answer.status, answer.fields) == (422, ["description"]), f"U+{scalar:04X}: {answer}"


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u3000", "\u2003 ", "\u200b", " \ufeff "])
def test_a_line_is_not_blank(ada: Person, blank: str) -> None:
    for field in ["name", "city"]:
        ada.client.post("/v1/properties", {**HOUSE, field: blank}).is_problem(422, field)
    ada.client.patch("/v1/users/me", {"firstName": blank}).is_problem(422, "firstName")
    # A description may be.
    assert new_property(ada, description=blank)["description"] == blank


@pytest.mark.parametrize("text", EXACT)
def test_is_kept_exactly(ada: Person, anyone: Client, text: str) -> None:
    room = {**KITCHEN, "name": text, "kind": text, "features": {text: text}}
    home = new_property(ada, name=text, description=text, city=f"x {text}", rooms=[room])
    read = anyone.get(path_of(home), expect=200).json
    assert (read["name"], read["description"], read["city"]) == (text, text, f"x {text}")
    kept = read["rooms"][0]
    assert (kept["name"], kept["kind"], kept["features"]) == (text, text, {text: text})


def test_texts_that_look_alike_are_two(ada: Person) -> None:
    """Composed and decomposed forms are different names; nothing is normalised but what cities are compared by."""
    features = {"é": 1, "e\u0301": 2}
    home = new_property(ada, rooms=[{**KITCHEN, "features": features}])
    assert home["rooms"][0]["features"] == features


@pytest.mark.parametrize("character", ["x", "é", "東", "\U0001f600", "\u0301"])
@pytest.mark.parametrize(("field", "longest"), [("name", 200), ("description", 10_000)])
def test_lengths_are_counted_in_scalars(ada: Person, character: str, field: str, longest: int) -> None:
    text = "x" + character * (longest - 1)
    assert new_property(ada, **{field: text})[field] == text
    ada.client.post("/v1/properties", {**HOUSE, field: text + character}).is_problem(422, field)


@pytest.mark.parametrize("character", ["x", "é", "\U0001f600"])
def test_lengths_of_the_parts_of_a_room(ada: Person, character: str) -> None:
    home = new_property(ada)
    bounds = {"name": 200, "kind": 64}
    for field, longest in bounds.items():
        room = {**KITCHEN, field: character * longest}
        ada.client.post(f"{path_of(home)}/rooms", room, expect=201)
        ada.client.post(f"{path_of(home)}/rooms", {**room, field: character * (longest + 1)}).is_problem(422, field)
    features = {character * 64: character * 500}
    made = ada.client.post(f"{path_of(home)}/rooms", {**KITCHEN, "features": features}, expect=201)
    assert made.json["features"] == features
    for wrong in [{character * 65: 1}, {"f": character * 501}]:
        ada.client.post(f"{path_of(home)}/rooms", {**KITCHEN, "features": wrong}).is_problem(422)


def test_names_of_people_are_kept_exactly(visitor: Client) -> None:
    for first, last in [("X Æ A-12", "O'Neill"), ("é" * 100, "東" * 100), ("\uff2a", "\U0001f600")]:
        person = new_person(visitor, firstName=first, lastName=last)
        public = visitor.get(f"/v1/users/{person.id}", expect=200).json
        assert (public["firstName"], public["lastName"]) == (first, last)


def test_a_city_folds_to_at_most_480_bytes(ada: Person) -> None:
    # One scalar that is decomposed to eighteen.
    ligature = "\ufdfa"
    assert len(unicodedata.normalize("NFKD", ligature)) == 18
    new_property(ada, city=ligature)
    ada.client.post("/v1/properties", {**HOUSE, "city": ligature * 120}).is_problem(422, "city")
