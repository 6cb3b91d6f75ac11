"""Properties and their rooms, as dicts."""

from collections.abc import Callable
from typing import Any

import cadastre
import pytest

from tests.people import ABSENT

HOUSE = {"name": "Échoppe", "type": "house", "city": "Bordeaux"}


def test_a_property_is_made_read_and_found(store: cadastre.Store, ada: cadastre.Session) -> None:
    home = ada.create_property(**HOUSE, rooms=[{"name": "Kitchen", "kind": "kitchen", "area": 12.5}])
    assert home["name"] == "Échoppe"
    assert home["ownerId"] == ada.user_id
    assert home["rooms"][0]["area"] == 12.5
    assert store.property(home["id"]) == ada.property(home["id"]) == home
    assert list(store.properties(city="BORDEAUX", type="house", owner=ada.user_id)) == [home]
    assert list(store.properties(city="Lyon")) == []


def test_the_bytes_of_a_property_are_those_of_every_door(ada: cadastre.Session) -> None:
    home = ada.create_property(**HOUSE)
    json = ada.property_json(home["id"])
    assert json == ada.raw.property_get(home["id"]).json
    assert json.startswith(b'{"id":"' + home["id"].encode() + b'","name":"\xc3\x89choppe",')


def test_updates_change_what_they_name(ada: cadastre.Session) -> None:
    home = ada.create_property(**HOUSE, description="Old")
    changed = ada.update_property(home["id"], name="Renovated")
    assert changed == {**home, "name": "Renovated", "version": 2, "updatedAt": changed["updatedAt"]}
    assert ada.property(home["id"]) == changed


def test_a_property_that_was_read_edited_and_put_back_is_replaced(ada: cadastre.Session) -> None:
    home = ada.create_property(**HOUSE, rooms=[{"name": "Kitchen", "kind": "kitchen"}])
    edited = {**home, "city": "Mérignac"}
    replaced = ada.replace_property(home["id"], edited)
    assert replaced["city"] == "Mérignac"
    assert replaced["rooms"] == home["rooms"]
    assert replaced["version"] == 2


def test_a_property_goes_with_its_rooms(ada: cadastre.Session) -> None:
    home = ada.create_property(**HOUSE, rooms=[{"name": "Kitchen", "kind": "kitchen"}])
    ada.delete_property(home["id"])
    with pytest.raises(cadastre.NotFound):
        ada.property(home["id"])
    with pytest.raises(cadastre.NotFound):
        ada.rooms(home["id"])


def test_rooms_are_added_changed_replaced_and_removed(ada: cadastre.Session) -> None:
    home = ada.create_property(**HOUSE)["id"]
    kitchen = ada.add_room(home, name="Kitchen", kind="kitchen", area=12.5, features={"oven": True, "floor": "oak"})
    garden = ada.add_room(home, name="Garden", kind="garden")
    assert ada.rooms(home) == [kitchen, garden]
    assert ada.room(home, kitchen["id"]) == kitchen
    changed = ada.update_room(home, kitchen["id"], features={"floor": None}, area=13)
    assert changed == {**kitchen, "area": 13, "features": {"oven": True}}
    replaced = ada.replace_room(home, garden["id"], {"name": "Yard", "kind": "garden"})
    assert replaced == {**garden, "name": "Yard"}
    ada.delete_room(home, kitchen["id"])
    assert ada.rooms(home) == [replaced]
    assert ada.property(home)["version"] == 6


Change = Callable[[cadastre.Session, dict[str, Any], Any], object]

CHANGES: dict[str, Change] = {
    "update": lambda session, home, expected: session.update_property(home["id"], name="New", expected=expected),
    "replace": lambda session, home, expected: session.replace_property(
        home["id"], {**HOUSE, "name": "New"}, expected=expected
    ),
    "add a room": lambda session, home, expected: session.add_room(
        home["id"], name="Attic", kind="attic", expected=expected
    ),
    "update a room": lambda session, home, expected: session.update_room(
        home["id"], home["rooms"][0]["id"], name="New", expected=expected
    ),
    "replace a room": lambda session, home, expected: session.replace_room(
        home["id"], home["rooms"][0]["id"], {"name": "New", "kind": "attic"}, expected=expected
    ),
    "delete a room": lambda session, home, expected: session.delete_room(
        home["id"], home["rooms"][0]["id"], expected=expected
    ),
    "delete": lambda session, home, expected: session.delete_property(home["id"], expected=expected),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_expects_what_was_read(ada: cadastre.Session, change: Change) -> None:
    first = ada.create_property(**HOUSE, rooms=[{"name": "Kitchen", "kind": "kitchen"}])
    second = ada.update_property(first["id"], city="Lyon")
    for stale in (first, cadastre.revision(first)):
        with pytest.raises(cadastre.Stale):
            change(ada, first, stale)
    assert ada.property(first["id"]) == second
    change(ada, second, second)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_somebody_else_changes_nothing(ada: cadastre.Session, bob: cadastre.Session, change: Change) -> None:
    home = ada.create_property(**HOUSE, rooms=[{"name": "Kitchen", "kind": "kitchen"}])
    with pytest.raises(cadastre.Forbidden, match=r"^Only the owner can change this property\.$"):
        change(bob, home, None)
    assert ada.property(home["id"]) == home


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_nobody_changes_nothing(store: cadastre.Store, ada: cadastre.Session, change: Change) -> None:
    home = ada.create_property(**HOUSE, rooms=[{"name": "Kitchen", "kind": "kitchen"}])
    with pytest.raises(cadastre.Unauthenticated):
        change(store.anonymous, home, None)
    assert ada.property(home["id"]) == home


@pytest.mark.parametrize("id", [ABSENT, "", "house", f"{ABSENT}\0", f"{ABSENT}\ud800", "é" * 40])
def test_what_is_no_property_is_not_found(store: cadastre.Store, id: str) -> None:
    for read in (store.property, store.property_json, store.rooms):
        with pytest.raises(cadastre.NotFound) as caught:
            read(id)
        assert caught.value.code == "not-found"


def test_an_id_with_something_behind_its_end_is_another(ada: cadastre.Session) -> None:
    home = ada.create_property(**HOUSE)["id"]
    with pytest.raises(cadastre.NotFound):
        ada.property(f"{home}\0")
    with pytest.raises(cadastre.NotFound):
        ada.delete_property(f"{home}\0 or so")
    assert ada.property(home)["id"] == home


@pytest.mark.parametrize("id", [None, 5, b"bytes"])
def test_an_id_is_text(store: cadastre.Store, id: Any) -> None:
    with pytest.raises(TypeError):
        store.property(id)
