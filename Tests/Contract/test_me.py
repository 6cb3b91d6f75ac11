"""What somebody does with themselves: read, change, export, delete."""

from datetime import UTC, datetime
from typing import Any

import pytest

from .client import Client
from .people import KITCHEN, NOBODY, Person, new_email, new_property, path_of

GIVEN = ["id", "email", "role", "createdAt", "updatedAt", "version"]


def test_sees_all_of_itself(ada: Person, anyone: Client) -> None:
    me = ada.client.get("/v1/users/me", expect=200)
    assert (me.json["id"], me.json["email"], me.json["role"]) == (ada.id, ada.email, "user")
    assert me.header("Cache-Control") == "no-store"
    for method in ["GET", "DELETE"]:
        anyone.send(method, "/v1/users/me").is_problem(401)
    anyone.patch("/v1/users/me", {}).is_problem(401)


def test_changes_its_names_and_its_date_of_birth(newcomer: Person, anyone: Client) -> None:
    before = newcomer.client.get("/v1/users/me").json
    body = {"firstName": "Zoë", "lastName": "d'Arc", "birthDate": "1990-04-12"}
    answer = newcomer.client.patch("/v1/users/me", body, expect=200)
    assert answer.json == {**before, **body, "updatedAt": answer.json["updatedAt"], "version": 2}
    assert newcomer.client.get("/v1/users/me").body == answer.body
    assert anyone.get(f"/v1/users/{newcomer.id}").json["firstName"] == "Zoë"
    without = newcomer.client.patch("/v1/users/me", {"birthDate": None}, expect=200).json
    assert "birthDate" not in without


def test_its_date_of_birth_may_be_today(newcomer: Person) -> None:
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert newcomer.client.patch("/v1/users/me", {"birthDate": today}, expect=200).json["birthDate"] == today


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"email": new_email()}, 422, "email"),
        ({"role": "admin"}, 422, "role"),
        ({"id": NOBODY}, 422, "id"),
        ({"version": 7}, 422, "version"),
        ({"createdAt": "2020-01-01T00:00:00.000Z"}, 422, "createdAt"),
        ({"password": "a new password"}, 422, "password"),
        ({"gen": 7}, 422, "gen"),
        ({"firstName": None}, 422, "firstName"),
        ({"firstName": ""}, 422, "firstName"),
        ({"lastName": "n" * 101}, 422, "lastName"),
        ({"birthDate": "1799-12-31"}, 422, "birthDate"),
        ({"firstName": 1}, 400, "firstName"),
        ({"birthDate": []}, 400, "birthDate"),
    ],
)
def test_nobody_assigns_what_is_not_theirs(ada: Person, body: dict[str, Any], status: int, field: str) -> None:
    before = ada.client.get("/v1/users/me").body
    ada.client.patch("/v1/users/me", body).is_problem(status, field)
    assert ada.client.get("/v1/users/me").body == before


def test_what_was_read_may_be_sent_back(newcomer: Person) -> None:
    me = newcomer.client.get("/v1/users/me").json
    answer = newcomer.client.patch("/v1/users/me", {**me, "lastName": "Edited"}, expect=200).json
    assert answer["lastName"] == "Edited"
    for field in GIVEN:
        newcomer.client.patch("/v1/users/me", {field: newcomer.client.get("/v1/users/me").json[field]}, expect=200)


def test_exports_all_that_is_kept_of_it(newcomer: Person, bob: Person) -> None:
    new_property(bob)
    homes = [new_property(newcomer, name=f"Home {number}", rooms=[KITCHEN]) for number in range(120)]
    answer = newcomer.client.get("/v1/users/me/export", expect=200)
    whole = answer.json
    assert whole["user"] == newcomer.client.get("/v1/users/me").json
    assert sorted(whole["properties"], key=lambda home: str(home["id"])) == homes
    assert answer.header("Cache-Control") == "no-store"


def test_the_export_of_somebody_who_owns_nothing_is_whole_too(newcomer: Person, anyone: Client) -> None:
    whole = newcomer.client.get("/v1/users/me/export", expect=200).json
    assert whole["properties"] == []
    anyone.get("/v1/users/me/export").is_problem(401)


def test_takes_all_that_it_owns_along(newcomer: Person, anyone: Client) -> None:
    homes = [new_property(newcomer, city=f"Gone with {newcomer.id}") for _ in range(5)]
    gone = newcomer.client.delete("/v1/users/me", expect=204)
    assert gone.body == b""
    assert gone.header("Cache-Control") == "no-store"
    for home in homes:
        anyone.get(path_of(home)).is_problem(404)
    anyone.get(f"/v1/users/{newcomer.id}").is_problem(404)
    assert anyone.get("/v1/properties", query={"owner": newcomer.id}).json == {"items": [], "next": None}
    assert anyone.get("/v1/cities", query={"prefix": f"Gone with {newcomer.id}"}).json["items"] == []
