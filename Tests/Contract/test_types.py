"""Types: anyone reads, only an admin writes, and one in use stays."""

from secrets import token_hex
from typing import Any

import pytest

from .client import Client
from .people import Person, new_property, path_of

DEFAULTS = {"apartment", "house", "studio", "loft", "villa", "townhouse", "land", "parking", "office", "commercial"}


@pytest.fixture
def slug() -> str:
    return f"hut-{token_hex(6)}"


def test_a_new_store_has_some(anyone: Client) -> None:
    items = anyone.get("/v1/types", expect=200).json["items"]
    assert {item["id"] for item in items} >= DEFAULTS
    for item in items:
        assert anyone.get(f"/v1/types/{item['id']}", expect=200).json == item


def test_an_admin_makes_renames_and_removes_one(admin: Person, anyone: Client, slug: str) -> None:
    path = f"/v1/types/{slug}"
    anyone.get(path).is_problem(404)
    made = admin.client.put(path, {"label": "Hut"}, expect=201)
    assert made.json == {"id": slug, "label": "Hut"}
    assert made.header("Location") == path
    renamed = admin.client.put(path, {"label": "Cabin"}, expect=200)
    assert renamed.header("Location") is None
    assert anyone.get(path, expect=200).json == {"id": slug, "label": "Cabin"}
    assert admin.client.delete(path, expect=204).body == b""
    admin.client.delete(path).is_problem(404)


def test_what_was_read_may_be_sent_back(admin: Person, slug: str) -> None:
    made = admin.client.put(f"/v1/types/{slug}", {"label": "Hut"}, expect=201).json
    admin.client.put(f"/v1/types/{slug}", made, expect=200)
    admin.client.put(f"/v1/types/{slug}", {**made, "id": "other"}).is_problem(422, "id")


def test_one_in_use_stays(admin: Person, ada: Person, slug: str) -> None:
    path = f"/v1/types/{slug}"
    admin.client.put(path, {"label": "Hut"}, expect=201)
    home = new_property(ada, type=slug)
    admin.client.delete(path).is_problem(409)
    ada.client.patch(path_of(home), {"type": "house"}, expect=200)
    admin.client.delete(path, expect=204)
    ada.client.patch(path_of(home), {"type": slug}).is_problem(422, "type")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_only_an_admin_writes(ada: Person, anyone: Client, slug: str, method: str) -> None:
    body: dict[str, Any] = {"json": {"label": "Hut"}} if method == "PUT" else {}
    for path in [f"/v1/types/{slug}", "/v1/types/house", "/v1/types/No-Slug"]:
        anyone.send(method, path, **body).is_problem(401)
        # The role is looked at before whether there is such a thing.
        ada.client.send(method, path, **body).is_problem(403)
    assert anyone.get("/v1/types/house", expect=200).json["label"] != "Hut"


@pytest.mark.parametrize("id_", ["Upper", "a--b", "-a", "a-", "a_b", "é", "a" * 65, "a%20b", "a%2Fb", "%ff", "a%00"])
def test_an_id_that_is_no_slug_is_not_found(admin: Person, anyone: Client, id_: str) -> None:
    path = f"/v1/types/{id_}" if id_.isascii() else "/v1/types/%C3%A9"
    anyone.get(path).is_problem(404)
    admin.client.put(path, {"label": "Hut"}).is_problem(404)
    admin.client.delete(path).is_problem(404)


def test_a_part_of_a_path_may_be_percent_encoded(anyone: Client) -> None:
    assert anyone.get("/v1/types/%68ouse", expect=200).json["id"] == "house"


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ({}, 422, ["label"]),
        ({"label": ""}, 422, ["label"]),
        ({"label": "l" * 101}, 422, ["label"]),
        ({"label": "two\nlines"}, 422, ["label"]),
        ({"label": None}, 400, ["label"]),
        ({"label": 1}, 400, ["label"]),
        ({"label": "Hut", "colour": "red"}, 422, ["colour"]),
        ([], 400, []),
    ],
)
def test_a_wrong_label_is_refused(admin: Person, slug: str, body: Any, status: int, fields: list[str]) -> None:
    admin.client.put(f"/v1/types/{slug}", body).is_problem(status, *fields)
    admin.client.get(f"/v1/types/{slug}").is_problem(404)
