"""Hostile bodies: what is not JSON, or more than JSON, changes nothing and is said to be so."""

import json
from typing import Any

import pytest

from .client import Answer, Client
from .hostile import FILES, NOT_JSON, STRICTER, SUITE, features_of
from .people import HOUSE, KITCHEN, Person, new_property, path_of

# Every complaint about the text itself says where it is.
PLACE = "(after byte "
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
def test_the_json_test_suite_is_read_as_it_asks_by_every_call(ada: Person, admin: Person, home: dict[str, Any]) -> None:
    assert len(FILES) == 318
    wrong: list[str] = []
    for method, path in [*readers(home), ("PUT", "/v1/types/hostile")]:
        client = admin.client if path.startswith("/v1/types/") else ada.client.moved()
        for file in FILES:
            answer = client.send(method, path, body=file.read_bytes())
            if not _is_read_as_it_asks(file.name, answer, is_patch=method == "PATCH"):
                wrong.append(f"{method} {path}, {file.name}: {answer}")
    assert wrong == []
    assert ada.client.get(path_of(home)).json == home


def _is_read_as_it_asks(name: str, answer: Answer, is_patch: bool) -> bool:
    # A patch may be of nothing; of all else here something is missing, or too much.
    if answer.status not in ({200, 400, 422} if is_patch else {400, 422}):
        return False
    complains = answer.status == 400 and PLACE in answer.json["detail"]
    return name.startswith("i_") or complains == (name.startswith("n_") or name in STRICTER)


@pytest.mark.skipif(not FILES, reason=f"the JSON test suite is not at {SUITE}")
def test_what_the_json_test_suite_accepts_is_kept_as_it_was_meant(ada: Person, anyone: Client) -> None:
    path = path_of(new_property(ada))
    kept = 0
    for file in FILES:
        if not file.name.startswith("y_") or file.name in STRICTER or (features := features_of(file)) is None:
            continue
        text, value = features
        body = b'{"rooms":[{"name":"R","kind":"k","features":%b}]}' % text
        answer = ada.client.patch(path, body=body)
        if answer.status == 200:
            kept += 1
            assert anyone.get(path).json["rooms"][0]["features"] == value, file.name
        else:
            # A control character, or a name that is blank.
            answer.is_problem(422)
            assert all(field.startswith("rooms[0].features") for field in answer.fields), file.name
    assert kept > 50


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
