"""Who may change what: each change by each stranger is refused, and what is refused changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import pytest

from .client import Answer, Client
from .people import HOUSE, KITCHEN, Person, draft, new_person, new_property, path_of


@dataclass(frozen=True)
class Scene:
    """Somebody with a property and a room, and a type that it has."""

    owner: Person
    home: dict[str, Any]
    slug: str

    @property
    def path(self) -> str:
        return path_of(self.home)

    @property
    def room(self) -> str:
        return f"{self.path}/rooms/{self.home['rooms'][0]['id']}"


CHANGES: dict[str, Callable[[Client, Scene], Answer]] = {
    "replace the property": lambda who, scene: who.put(scene.path, HOUSE),
    "send the property back": lambda who, scene: who.put(scene.path, {**scene.home, "name": "Mine"}),
    "patch the property": lambda who, scene: who.patch(scene.path, {"name": "Mine"}),
    "take the property over": lambda who, scene: who.patch(scene.path, {"ownerId": scene.owner.id, "name": "Mine"}),
    "change nothing of the property": lambda who, scene: who.patch(scene.path, {}),
    "delete the property": lambda who, scene: who.delete(scene.path),
    "delete whatever is there": lambda who, scene: who.delete(scene.path, headers={"If-Match": "*"}),
    "add a room": lambda who, scene: who.post(f"{scene.path}/rooms", KITCHEN),
    "replace the room": lambda who, scene: who.put(scene.room, KITCHEN),
    "patch the room": lambda who, scene: who.patch(scene.room, {"area": 1}),
    "delete the room": lambda who, scene: who.delete(scene.room),
    "rename a type": lambda who, scene: who.put(f"/v1/types/{scene.slug}", {"label": "Mine"}),
    "make a type": lambda who, scene: who.put(f"/v1/types/{scene.slug}-new", {"label": "Mine"}),
    "delete a type": lambda who, scene: who.delete(f"/v1/types/{scene.slug}"),
    "delete the owner": lambda who, scene: who.delete(f"/v1/users/{scene.owner.id}"),
    "end the owner's sessions": lambda who, scene: who.delete(f"/v1/users/{scene.owner.id}/sessions"),
    "list all users": lambda who, _: who.get("/v1/users"),
}
# What the owner may do itself.
OF_THE_OWNER = {name for name in CHANGES if "property" in name or "room" in name or name == "delete whatever is there"}
STRANGERS = ["nobody", "a forger", "another user", "somebody who has gone", "somebody with a new password"]


@pytest.fixture
def scene(visitor: Client, admin: Person) -> Scene:
    owner = new_person(visitor)
    slug = f"hut-{token_hex(6)}"
    admin.client.put(f"/v1/types/{slug}", {"label": "Hut"}, expect=201)
    return Scene(owner, new_property(owner, rooms=[KITCHEN], type=slug), slug)


def stranger(kind: str, visitor: Client, bob: Person) -> Client:
    match kind:
        case "nobody":
            return visitor.moved()
        case "a forger":
            head, claims, mac = str(bob.client.token).split(".")
            return visitor.bearing(f"{head}.{claims}.{mac[::-1]}")
        case "another user":
            return bob.client
        case "somebody who has gone":
            gone = new_person(visitor)
            gone.client.delete("/v1/users/me", expect=204)
            return gone.client
        case _:
            changed = new_person(visitor)
            body = {"currentPassword": changed.password, "newPassword": "a new password"}
            changed.client.put("/v1/users/me/password", body, expect=204)
            return changed.client


def state(scene: Scene, admin: Person) -> list[bytes]:
    """All that the changes are about."""
    paths = [scene.path, scene.room, f"/v1/types/{scene.slug}", f"/v1/users/{scene.owner.id}"]
    owned = f"/v1/properties?owner={scene.owner.id}"
    return [admin.client.get(path, expect=200).body for path in [*paths, owned]] + [
        scene.owner.client.get("/v1/users/me", expect=200).body
    ]


@pytest.mark.parametrize("kind", STRANGERS)
def test_a_stranger_changes_nothing(scene: Scene, visitor: Client, bob: Person, admin: Person, kind: str) -> None:
    before = state(scene, admin)
    client = stranger(kind, visitor, bob)
    for name, change in CHANGES.items():
        answer = change(client, scene)
        assert answer.status == (403 if kind == "another user" else 401), f"{name}: {answer}"
        assert answer.json["type"].endswith("forbidden" if kind == "another user" else "unauthenticated")
    assert state(scene, admin) == before
    admin.client.get(f"/v1/types/{scene.slug}-new").is_problem(404)


@pytest.mark.parametrize("name", sorted(OF_THE_OWNER))
def test_the_owner_may(scene: Scene, name: str) -> None:
    assert CHANGES[name](scene.owner.client, scene).status in {200, 201, 204}


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - OF_THE_OWNER))
def test_the_owner_is_no_admin(scene: Scene, name: str) -> None:
    CHANGES[name](scene.owner.client, scene).is_problem(403)


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - {"delete a type"}))
def test_an_admin_may(scene: Scene, admin: Person, name: str) -> None:
    assert CHANGES[name](admin.client, scene).status in {200, 201, 204}


def test_what_an_admin_changes_stays_its_owners(scene: Scene, admin: Person) -> None:
    assert admin.client.patch(scene.path, {"name": "Seen to"}, expect=200).json["ownerId"] == scene.owner.id
    assert scene.owner.client.patch(scene.path, {"name": "Mine"}, expect=200).json["name"] == "Mine"


def test_an_admin_gives_nothing_away(scene: Scene, admin: Person, bob: Person) -> None:
    admin.client.patch(scene.path, {"ownerId": bob.id}).is_problem(422, "ownerId")
    admin.client.put(scene.path, {**HOUSE, "ownerId": bob.id}).is_problem(422, "ownerId")


def test_nobody_signs_up_as_an_admin(visitor: Client) -> None:
    for field, value in [("role", "admin"), ("role", "user"), ("gen", 1), ("isAdmin", True)]:
        visitor.moved().post("/v1/users", draft(**{field: value})).is_problem(422, field)


def test_a_room_is_not_reached_through_somebody_elses_property(scene: Scene, bob: Person) -> None:
    """Bob owns the property in the path, not the one that has the room."""
    own = new_property(bob)
    path = f"{path_of(own)}/rooms/{scene.home['rooms'][0]['id']}"
    for answer in [bob.client.put(path, KITCHEN), bob.client.patch(path, {}), bob.client.delete(path)]:
        answer.is_problem(404)
