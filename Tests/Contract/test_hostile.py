"""Hostile bodies: what is not JSON, or more than JSON, changes nothing and is said to be so."""

import json
from pathlib import Path
from typing import Any

import pytest

from .client import Client
from .hostile import NOT_JSON
from .people import HOUSE, KITCHEN, Person, new_property, path_of
from .register import ROOT

SUITE = ROOT.parent / "shared" / "data" / "hostile" / "json_test_suite"
FILES = sorted(SUITE.glob("*.json"))
# Every complaint about the text itself says where it is.
PLACE = "(after byte "
# What JSON allows and the register does not: a name twice, U+0000, numbers that not every reader reads the same.
STRICTER = {
    "y_number.json",
    "y_number_real_capital_e.json",
    "y_number_real_exponent.json",
    "y_number_real_fraction_exponent.json",
    "y_object_duplicated_key.json",
    "y_object_duplicated_key_and_value.json",
    "y_object_escaped_null_in_key.json",
    "y_object_extreme_numbers.json",
    "y_string_null_escape.json",
}
NO_OBJECT: dict[str, Any] = {"null": None, "true": True, "a number": 1, "a string": "{}", "a list": [HOUSE]}
KEPT = [
    "__proto__",
    "constructor",
    "$where",
    "$gt",
    "toString",
    "' OR 1=1 --",
    "{{7*7}}",
    "${jndi:ldap://x}",
    "../../etc",
]


@pytest.fixture(scope="module")
def home(ada: Person) -> dict[str, Any]:
    return new_property(ada, rooms=[KITCHEN])


def readers(home: dict[str, Any]) -> list[tuple[str, str]]:
    """The calls that read a body of somebody who is logged in."""
    path = path_of(home)
    room = f"{path}/rooms/{home['rooms'][0]['id']}"
    return [
        ("POST", "/v1/properties"),
        ("PUT", path),
        ("PATCH", path),
        ("POST", f"{path}/rooms"),
        ("PUT", room),
        ("PATCH", room),
        ("PATCH", "/v1/users/me"),
        ("PUT", "/v1/users/me/password"),
        ("POST", "/v1/users"),
        ("POST", "/v1/auth/login"),
        ("POST", "/v1/auth/refresh"),
        ("POST", "/v1/auth/logout"),
    ]


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=list(NOT_JSON))
def test_what_is_not_json_is_refused_by_every_call(
    ada: Person, admin: Person, home: dict[str, Any], body: bytes
) -> None:
    for method, path in readers(home):
        answer = ada.client.moved().send(method, path, body=body).is_problem(400)
        assert PLACE in answer.json["detail"], f"{method} {path}: {answer}"
    admin.client.put("/v1/types/hostile", body=body).is_problem(400)
    assert ada.client.get(path_of(home)).json == home


@pytest.mark.parametrize("value", NO_OBJECT.values(), ids=list(NO_OBJECT))
def test_what_is_no_object_is_refused_by_every_call(
    ada: Person, admin: Person, home: dict[str, Any], value: Any
) -> None:
    for method, path in readers(home):
        ada.client.moved().send(method, path, json=value).is_problem(400)
    admin.client.put("/v1/types/hostile", value).is_problem(400)
    assert ada.client.get(path_of(home)).json == home


@pytest.mark.skipif(not FILES, reason=f"the JSON test suite is not at {SUITE}")
def test_the_json_test_suite_is_read_as_it_asks(ada: Person, home: dict[str, Any]) -> None:
    wrong: list[str] = []
    for file in FILES:
        answer = ada.client.post("/v1/properties", body=file.read_bytes())
        complains = answer.status == 400 and PLACE in answer.json["detail"]
        if answer.status not in {400, 422} or not _is_read_as_asked(file, complains):
            wrong.append(f"{file.name}: {answer}")
    assert wrong == []
    assert ada.client.get(path_of(home)).json == home


def _is_read_as_asked(file: Path, complains: bool) -> bool:
    if file.name.startswith("i_"):
        return True
    return complains == (file.name.startswith("n_") or file.name in STRICTER)


def test_names_that_mean_something_elsewhere_mean_nothing_here(ada: Person, anyone: Client) -> None:
    features = {name: name for name in KEPT}
    home = new_property(ada, name=KEPT[5], rooms=[{**KITCHEN, "name": KEPT[6], "features": features}])
    read = anyone.get(path_of(home), expect=200).json
    assert read["rooms"][0]["features"] == features
    assert list(read["rooms"][0]["features"]) == sorted(KEPT, key=lambda name: name.encode())
    assert (read["name"], read["rooms"][0]["name"]) == (KEPT[5], KEPT[6])


def test_white_space_and_escapes_leave_no_trace(ada: Person) -> None:
    body = json.dumps({**HOUSE, "description": 'é\t\n"\\/\U0001f600'}, ensure_ascii=True, indent=4)
    made = ada.client.post("/v1/properties", body=f"\r\n\t {body}\n", expect=201)
    assert made.json["description"] == 'é\t\n"\\/\U0001f600'
    assert '"description":"é\\t\\n\\"\\\\/\U0001f600"' in made.body.decode()


def test_a_deep_but_allowed_body_is_read(ada: Person) -> None:
    body = b'{"colour":' + b"[" * 30 + b"]" * 30 + b"}"
    ada.client.post("/v1/properties", body=body).is_problem(422)


def test_a_body_has_at_most_one_mebibyte(ada: Person, admin: Person, home: dict[str, Any]) -> None:
    body = json.dumps(HOUSE).encode().ljust(1_048_576)
    ada.client.post("/v1/properties", body=body, expect=201)
    for method, path in readers(home):
        ada.client.send(method, path, body=body + b" ").is_problem(413)
    admin.client.put("/v1/types/hostile", body=body + b" ").is_problem(413)


def test_what_is_sent_in_chunks_has_a_bound_too(ada: Person) -> None:
    """Its length is known only once it has been read."""
    chunked = {"Transfer-Encoding": "chunked", "Content-Length": None}

    def chunks(body: bytes) -> bytes:
        pieces = [body[start : start + 50_000] for start in range(0, len(body), 50_000)]
        return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])

    body = json.dumps(HOUSE).encode().ljust(1_048_576)
    ada.client.post("/v1/properties", body=chunks(body), headers=chunked, expect=201)
    ada.client.post("/v1/properties", body=chunks(body + b" "), headers=chunked).is_problem(413)
